from __future__ import annotations

from dataclasses import replace
from datetime import date

from linewatch.coding.occurrences import join_reports
from linewatch.records import Interval, Span
from tests.factories import make_coded

DEED = {"event_type": "ASSAULT", "quad_code": 4, "mode": None, "place_id": None, "occurred": Interval()}
FIRST = replace(make_coded().events[0], **DEED)
MONDAY = Interval(date(2024, 3, 4), date(2024, 3, 4), "day", "explicit")
TUESDAY = Interval(date(2024, 3, 5), date(2024, 3, 5), "day", "explicit")


def later(**changes: object) -> object:
    return replace(FIRST, event_id="evt_2", evidence=(Span(90, 95, "Later"),), **changes)  # type: ignore[arg-type]


def test_a_deed_told_twice_is_one_event_with_both_sentences() -> None:
    (event,) = join_reports([FIRST, later(occurred=MONDAY, place_id="plc_1")])  # type: ignore[list-item]
    assert event.event_id == FIRST.event_id
    assert event.evidence == (*FIRST.evidence, Span(90, 95, "Later"))
    assert (event.occurred, event.place_id) == (MONDAY, "plc_1")


def test_other_days_places_or_modes_are_other_deeds() -> None:
    one = replace(FIRST, occurred=MONDAY, place_id="plc_1", mode="aerial")
    for changes in ({"occurred": TUESDAY}, {"place_id": "plc_2"}, {"mode": "firearms"}):
        assert len(join_reports([one, later(**changes)])) == 2  # type: ignore[list-item]


def test_acts_in_words_are_one_only_where_the_word_is_repeated() -> None:
    warning = replace(FIRST, event_type="THREATEN", quad_code=3, trigger=Span(0, 6, "warned"))
    again = later(event_type="THREATEN", quad_code=3, trigger=Span(90, 96, "Warned"))
    other = later(event_type="THREATEN", quad_code=3, trigger=Span(90, 100, "threatened"))
    assert len(join_reports([warning, again])) == 1  # type: ignore[list-item]
    assert len(join_reports([warning, other])) == 2  # type: ignore[list-item]


def test_a_deed_told_again_by_the_same_word_without_its_target_is_the_same() -> None:
    again = later(recipients=(), trigger=replace(FIRST.trigger, start=90, end=90 + len(FIRST.trigger.text)))
    (event,) = join_reports([again, FIRST])  # type: ignore[list-item]
    assert event.recipients == FIRST.recipients
    other = later(recipients=(), trigger=Span(90, 96, "bombed"))
    assert len(join_reports([FIRST, other])) == 2  # type: ignore[list-item]


def test_a_meeting_is_the_same_by_the_persons_who_meet() -> None:
    one, other = (replace(FIRST.actors[0], kind="person", name=name) for name in ("Ann Roe", "John Dosa"))
    third = replace(other, name="Mary Adan")
    met = replace(
        FIRST, event_type="CONSULT", quad_code=1, actors=(one, other), recipients=(), trigger=Span(0, 3, "met")
    )
    told = replace(met, trigger=Span(90, 97, "meeting"))
    assert len(join_reports([met, told])) == 1
    assert len(join_reports([met, replace(met, actors=(one, third))])) == 2
