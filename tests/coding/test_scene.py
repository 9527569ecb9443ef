"""How days and places attach to the clause that a word stands in."""

from __future__ import annotations

from datetime import date

import pytest

from linewatch.records import Interval


def _word(found, text):
    return next(token for token in found.doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Kenya attacked Somalia on Monday.", "attacked", date(2024, 3, 4)),
        ("On Monday Kenya attacked a base.", "attacked", date(2024, 3, 4)),
        ("Kenya attacked Somalia on Monday and withdrew on Tuesday.", "attacked", date(2024, 3, 4)),
        ("Kenya attacked Somalia on Monday and withdrew on Tuesday.", "withdrew", date(2024, 3, 5)),
        ("Kenya will sign the treaty on Monday.", "sign", date(2024, 3, 11)),
        ("Troops left on Monday to attack a camp.", "attack", date(2024, 3, 4)),
        ("Kenya, which closed the port on Sunday, attacked Somalia.", "closed", date(2024, 3, 3)),
    ],
)
def test_day_of_the_clause(scene, text, word, day):
    found = scene(text)
    assert found.when(_word(found, word)).from_on == day


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya, which closed the port on Sunday, attacked Somalia.", "attacked"),
        ("Kenya said on Tuesday that Somalia attacked a village.", "attacked"),
        ("Kenya accused Somalia on Tuesday of sending troops.", "sending"),
        ("Kenya attacked Somalia.", "attacked"),
    ],
)
def test_the_day_of_another_clause_is_not_lent(scene, text, word):
    found = scene(text)
    assert found.when(_word(found, word)) == Interval()


def test_since_bounds_a_comparison_and_dates_nothing(scene):
    found = scene("The worst fighting since the 1990s killed ten soldiers.")
    assert [time.span.text for _, time in found.times] == ["the 1990s"]
    assert found.when(_word(found, "killed")) == Interval()


def test_since_without_comparison_dates_its_clause(scene):
    found = scene("Kenya has bombed the camp since Monday.")
    assert found.when(_word(found, "bombed")).from_on == date(2024, 3, 4)


def test_place_of_the_clause(scene):
    found = scene("Troops crossed the border in Mombasa and shot at houses in Nairobi.")
    assert [found.where(_word(found, word)).name for word in ("crossed", "shot")] == ["Mombasa", "Nairobi"]


def test_place_of_another_clause_is_not_lent(scene):
    found = scene("Kenya said on Monday that troops in Mombasa had left.")
    assert found.where(_word(found, "said")) is None


def test_quotation_at_characters(scene):
    text = 'Kenya said "the road is open" on Monday.'
    found = scene(text)
    start = text.index("road")
    (quote,) = found.quotations.touching(start, start + 4)
    assert text[quote.start : quote.end] == "the road is open"
    assert not found.quotations.is_quoted(0, 5)


def test_an_empty_text_is_an_empty_scene(scene):
    found = scene("")
    assert (found.times, found.places, found.quotations.outer, found.cast.by_head) == ((), (), [], {})
