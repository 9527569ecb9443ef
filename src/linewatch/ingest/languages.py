"""The language that a text is written in. Source: py3langid's bundled model (BSD-3), offline."""

from __future__ import annotations

from itertools import islice

FEWEST_LETTERS = 40
SAMPLE_CHARS = 4_000
CLEAR_LEAD = 0.15  # of English's log-likelihood: sentences of other languages lead by 0.24 and more, lists by 0.05


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language.

    None when it is too short to tell, in a language without such a code, or little likelier in another language than
    in English, as tables and lists of names are.
    """
    sample = text[:SAMPLE_CHARS]
    if sum(1 for _ in islice(filter(str.isalpha, sample), FEWEST_LETTERS)) < FEWEST_LETTERS:
        return None
    import py3langid  # its first use loads the model

    code, score = py3langid.classify(sample)
    if code == "en":
        return "en"
    english = dict(py3langid.rank(sample))["en"]
    return str(code) if len(code) == 2 and score - english > CLEAR_LEAD * abs(english) else None
