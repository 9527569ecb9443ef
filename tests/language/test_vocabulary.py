"""Words that come back are kept, and what an article is cut into does not depend on it."""

from __future__ import annotations

import spacy

from linewatch.language import vocabulary
from linewatch.language.vocabulary import Vocabulary


def _asked() -> tuple[Vocabulary, list[str]]:
    """Return a vocabulary, and what its tokenizer is given."""
    given: list[str] = []
    return Vocabulary(given.append), given


def test_a_word_is_kept_the_second_time_and_no_third() -> None:
    words, given = _asked()
    for _ in range(3):
        words.note("Oslo waited, Oslo said")
    assert given == ["", "Oslo said waited,", ""]


def test_no_more_words_are_kept_than_the_bound_and_one_article_hold(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(vocabulary, "_MOST_KEPT", 3)
    words, given = _asked()
    for text in ("a b c", "a b c", "d e", "d e"):
        words.note(text)
    assert given == ["", "a b c"]


def test_kept_words_are_cut_as_before_within_memory_zones() -> None:
    nlp = spacy.blank("en")
    words = Vocabulary(nlp.tokenizer)
    cuts = []
    for _ in range(4):
        with nlp.memory_zone():
            cuts.append([token.text for token in nlp.make_doc('"Don\'t," U.S. officials said.')])
        words.note('"Don\'t," U.S. officials said.')
    assert cuts[0] == cuts[1] == cuts[2] == cuts[3]
    assert cuts[0][:4] == ['"', "Do", "n't", ","]
