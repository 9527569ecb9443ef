"""Words that stand for two parties named before."""

from __future__ import annotations

import pytest

from linewatch.coding.pairwords import is_pair, kind_of_pair, names_two


def _token(nlp, text, word):
    return next(token for token in nlp(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Both sides signed it.", "sides"),
        ("The two neighbours signed it.", "neighbours"),
        ("The warring parties signed it.", "parties"),
        ("The former Soviet republics signed it.", "republics"),
        ("Neither side signed it.", "side"),
        ("Both signed it.", "Both"),
        ("He met both men.", "men"),
    ],
)
def test_it_stands_for_two(nlp, text, word):
    assert is_pair(_token(nlp, text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two countries signed it.", "countries"),
        ("Three sides signed it.", "sides"),
        ("The former ministers signed it.", "ministers"),
        ("Men signed it.", "Men"),
        ("The country signed it.", "country"),
    ],
)
def test_it_does_not(nlp, text, word):
    assert not is_pair(_token(nlp, text, word))


def test_two_of_a_kind_and_their_kind(nlp):
    assert names_two(_token(nlp, "The two presidents met.", "presidents"))
    assert not names_two(_token(nlp, "Two presidents met.", "presidents"))
    kinds = [kind_of_pair(_token(nlp, f"Both {word} met.", word)) for word in ("countries", "men", "foes", "armies")]
    assert kinds == ["state", "person", "any", None]
