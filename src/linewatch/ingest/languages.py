"""The language that a text is written in. Source: py3langid's bundled model (BSD-3), 97 languages, offline."""

from __future__ import annotations

from itertools import islice

FEWEST_LETTERS = 40
SAMPLE_CHARS = 4_000


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language; None when it is too short to tell."""
    sample = text[:SAMPLE_CHARS]
    letters = sum(1 for _ in islice((sign for sign in sample if sign.isalpha()), FEWEST_LETTERS))
    if letters < FEWEST_LETTERS:
        return None
    import py3langid  # its import and first use load the model

    code, _ = py3langid.classify(sample)
    return str(code)
