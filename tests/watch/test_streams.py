"""In a stream of news every part of the match has to be there, and an act needs a coded event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch.records import LineState, Sighting, Step
from linewatch.watch import watch_lines
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, entity, place, sight, story

DECLARED, SIGHTED = story()
MALI = entity("Mali", "MLI")
BAMAKO = place("Bamako", 12.6, -8.0, "MLI")
CROSSING = sight("Niger soldiers entered the Kouar valley.", day(10), "MOBILIZE", actors=(NIGER,), at=KOUAR)


def steps(*sighted: Sighting) -> list[tuple[LineState, int]]:
    [line] = watch_lines([declare(day(0))], sighted, as_of=day(20))
    return [(step.state, len(step.article_ids)) for step in line.steps[1:]]


def test_an_act_of_whom_the_line_binds_where_it_holds_crosses_it() -> None:
    assert steps(CROSSING) == [("crossed", 1)]


@pytest.mark.parametrize(
    "sighting",
    [
        sight("Mali soldiers entered a market in Bamako.", day(10), "MOBILIZE", actors=(MALI,), at=BAMAKO),
        sight("Niger soldiers entered a market in Bamako.", day(10), "MOBILIZE", actors=(NIGER,), at=BAMAKO),
        sight("Niger welcomed the news from the Kouar valley.", day(10), "SUPPORT", actors=(NIGER,), at=KOUAR),
        replace(CROSSING, event=replace(CROSSING.event, event_type="")),
        replace(CROSSING, event=replace(CROSSING.event, modality="negated")),
        sight("Chad soldiers entered the Kouar valley.", day(10), "MOBILIZE", actors=(CHAD,), at=KOUAR),
    ],
    ids=["another actor", "elsewhere", "another act", "no coded event", "denied", "the declarer's own act"],
)
def test_where_one_part_is_missing_nothing_is_told(sighting: Sighting) -> None:
    assert steps(sighting) == []


def test_a_near_miss_and_a_threat_are_tests() -> None:
    near = sight(
        "Niger troops moved up to the Kouar valley but did not enter.", day(5), "MOBILIZE", actors=(NIGER,), at=KOUAR
    )
    threat = sight("Niger said its troops would enter the Kouar valley.", day(7), "THREATEN", actors=(NIGER,), at=KOUAR)
    assert steps(near, threat) == [("tested", 1), ("tested", 1)]


def test_an_answer_needs_a_crossing_before_it_and_each_has_one() -> None:
    answers = [
        sight(
            f"Chad bombed Niger soldiers in the Kouar valley {how}.",
            day(on),
            "ASSAULT",
            actors=(CHAD,),
            recipients=(NIGER,),
            at=KOUAR,
        )
        for on, how in ((8, "at dawn"), (12, "with jets"), (19, "from the hills"))
    ]
    assert steps(*answers) == []
    assert steps(CROSSING, *answers) == [("crossed", 1), ("answered", 1)]


def test_the_score_is_that_of_the_least_sure_part() -> None:
    [line] = watch_lines([declare(day(0))], [CROSSING], as_of=day(20))
    crossed: Step = line.steps[-1]
    assert crossed.reasons is not None
    parts = (crossed.reasons.actor, crossed.reasons.act, crossed.reasons.area)
    assert crossed.score == min(part.score for part in parts)


def test_the_whole_story_has_its_crossing_with_its_sources() -> None:
    [line] = watch_lines(DECLARED, SIGHTED, as_of=day(60))
    [crossed] = [step for step in line.steps if step.state == "crossed"]
    assert len(crossed.article_ids) >= 5
    assert "answered" in {step.state for step in line.steps}
