from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from linewatch.records import Dyad, Interval
from linewatch.web import words
from linewatch.web.versions import Change, compare_texts
from tests.factories import TEXT, entity_of, make_coded


def test_a_state_is_named_by_its_country_and_a_person_by_name() -> None:
    state = entity_of(TEXT, "Norland", country="NOR", sector="MIL", kind="state")
    person = entity_of(TEXT, "Ada Mirel", country="SUD", kind="person")
    assert words.who(state) == "Norway"
    assert words.who(person) == "Ada Mirel, SUD"
    assert words.entity(state) == "Norland (NOR MIL)"
    assert words.distinct([state, state, person]) == [state, person]
    assert words.sector("MIL") == "armed forces of a state"
    assert words.sector("XXX") == "XXX"
    assert words.pair("ARM-AZE") == "Armenia – Azerbaijan"


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (None, "no day"),
        (Interval(), "no day"),
        (Interval(date(2031, 3, 4), date(2031, 3, 4)), "2031-03-04"),
        (Interval(date(2031, 3, 4), date(2031, 3, 9)), "2031-03-04 to 2031-03-09"),
        (Interval(date(2031, 3, 4)), "from 2031-03-04"),
        (Interval(None, date(2031, 3, 4)), "until 2031-03-04"),
    ],
)
def test_days_are_told_as_they_are_known(interval: Interval | None, told: str) -> None:
    assert words.when(interval) == told


def test_a_place_is_told_with_its_border() -> None:
    place = make_coded().places[0]
    assert words.where(place) == "Varna, SUD; 4 ± 1 km from the border NOR–SUD"
    assert words.where(replace(place, border=Dyad(("ARM", "AZE"), 120.4, 2.0), country=None)).startswith("Varna; 120 ±")


@pytest.mark.parametrize(
    ("sentence", "told"), [("", ""), ("it was so", "It was so."), ("Really?", "Really?"), ("Done.", "Done.")]
)
def test_a_sentence_begins_and_ends(sentence: str, told: str) -> None:
    assert words.ended(sentence) == told


def test_control_and_direction_characters_are_shown() -> None:
    assert words.clean("a\u202eb\x00c\nd") == "a\ufffdb\ufffdc\nd"
    assert words.clean(7) == 7


def test_weeks_are_counted_back_from_the_latest_day() -> None:
    assert words.week(25, 26, date(2031, 3, 8)) == "2031-03-02 to 2031-03-08"
    assert words.week(24, 26, date(2031, 3, 8)) == "2031-02-23 to 2031-03-01"


def test_versions_are_compared_word_by_word() -> None:
    changes = compare_texts("Two people died.", "Three people died there.")
    assert changes == (
        Change("gone", "Two"),
        Change("new", "Three"),
        Change("same", " people "),
        Change("gone", "died."),
        Change("new", "died there."),
    )
    assert compare_texts("same", "same") == (Change("same", "same"),)


def test_long_versions_are_compared_line_by_line() -> None:
    older = "a line of words\n" * 6_000
    changes = compare_texts(older, f"{older}one more\n")
    assert changes[-1] == Change("new", "one more\n")
