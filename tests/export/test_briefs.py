"""What a briefing tells: the steps of its days by kind, each with its words and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linewatch.export.briefs import MOST_SOURCES, MOST_TENSIONS, Brief, make_brief
from linewatch.records import Tension
from tests.export.brieffacts import DECLARED, EVENT, LINE, PLACE, SIGHTING, STEPS, TENSION


def brief(since: date = date(2031, 3, 1), until: date = date(2031, 3, 7)) -> Brief:
    return make_brief([LINE], [DECLARED], [SIGHTING], [TENSION], since=since, until=until)


def test_steps_stand_in_the_chapters_of_their_states() -> None:
    assert [(chapter.title, [entry.step_id for entry in chapter.entries]) for chapter in brief().chapters] == [
        ("Crossed", ["step_2"]),
        ("New lines", ["step_1"]),
    ]


def test_only_the_days_count_with_both_ends() -> None:
    told = brief(date(2031, 3, 6), date(2031, 3, 6))
    assert [chapter.title for chapter in told.chapters] == ["Crossed"]
    assert brief(date(2031, 3, 7), date(2031, 3, 9)).chapters == ()


def test_an_entry_has_the_words_that_it_rests_on_and_its_reasons() -> None:
    entry = brief().chapters[0].entries[0]
    assert entry.line == "Ada Mirel (SUD) → Norland: Norland sends one more soldier across the Ilm"
    assert entry.sources[0].quote.startswith("“Norland shelled the Sudian village of Varna")
    assert (entry.sources[0].title, entry.sources[0].publisher) == ("Shells fall on Varna", "The Ilm Post")
    assert entry.declared is not None
    assert entry.declared.quote.endswith("(Ada Mirel (SUD))")
    assert [(part.name, part.score) for part in entry.parts] == [
        ("actor", 1.0), ("act", 0.8), ("area", 0.9), ("time", 1.0),
    ]  # fmt: skip
    assert (entry.response, entry.area, entry.claimed_by) == ("we will strike back", "the Ilm", "The Ilm Post")


def test_many_sources_are_counted_and_not_all_shown() -> None:
    events = [replace(EVENT, event_id=f"evt_{number}") for number in range(12)]
    crossed = replace(STEPS[1], event_ids=tuple(event.event_id for event in events))
    line = replace(LINE, steps=(crossed,))
    seen = [replace(SIGHTING, event=event) for event in events]
    entry = make_brief([line], [DECLARED], seen, [], since=date(2031, 3, 1), until=date(2031, 3, 7)).chapters[0]
    assert (len(entry.entries[0].sources), entry.entries[0].more_sources) == (MOST_SOURCES, 12 - MOST_SOURCES)


def test_the_busiest_pairs_of_the_days_are_taken() -> None:
    quiet = [Tension((f"AA{letter}", "SUD"), "day", TENSION.readings[:1]) for letter in "ABCDEFGH"]
    told = make_brief([], [], [], [*quiet, TENSION], since=date(2031, 3, 4), until=date(2031, 3, 7))
    assert len(told.tensions) == MOST_TENSIONS
    assert told.tensions[0] is TENSION
    assert make_brief([], [], [], [TENSION], since=date(2031, 4, 1), until=date(2031, 4, 7)).tensions == ()


def test_the_map_has_where_events_took_place() -> None:
    assert brief().places == (PLACE,)
    assert (brief().reports, brief().lines_open) == (1, 1)
