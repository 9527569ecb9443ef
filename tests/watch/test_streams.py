"""In a stream of news every part of the match has to be there, and an act is coded or told in the trigger's words."""

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
        sight("Niger soldiers saw the Kouar valley from afar.", day(10), actors=(NIGER,), at=KOUAR),
        sight("Niger denied that its soldiers entered the Kouar valley.", day(10), actors=(NIGER,), at=KOUAR),
        replace(CROSSING, event=replace(CROSSING.event, modality="negated")),
        sight("Chad soldiers entered the Kouar valley.", day(10), "MOBILIZE", actors=(CHAD,), at=KOUAR),
    ],
    ids=["another actor", "elsewhere", "another act", "other words", "denied in words", "denied", "the declarer's own"],
)
def test_where_one_part_is_missing_nothing_is_told(sighting: Sighting) -> None:
    assert steps(sighting) == []


def test_the_trigger_s_own_words_tell_where_no_act_was_coded() -> None:
    bare = replace(CROSSING, event=replace(CROSSING.event, event_type=""))
    assert steps(bare) == [("crossed", 1)]
    short = sight("Niger soldiers entered the Kouar valley, but turned back.", day(10), actors=(NIGER,), at=KOUAR)
    plan = sight("Niger soldiers will enter the Kouar valley.", day(10), actors=(NIGER,), at=KOUAR)
    assert steps(short) == steps(plan) == [("tested", 1)]


def test_a_sentence_without_an_act_and_an_accusation_join_the_crossing_of_the_same_days() -> None:
    bare = sight("Niger soldiers entered the Kouar valley, herders said.", day(11), actors=(NIGER,), at=KOUAR)
    accused = sight("Chad accused Niger: its soldiers entered the Kouar valley.", day(11), "ACCUSE",
                    actors=(CHAD,), recipients=(NIGER,), quad_code=3, at=KOUAR)  # fmt: skip
    later = replace(bare, article=replace(bare.article, article_id="art_later", published_on=day(18)))
    assert steps(CROSSING, bare, accused) == [("crossed", 3)]
    assert steps(CROSSING, later) == [("crossed", 1), ("crossed", 1)]


def test_what_a_sentence_tells_of_the_other_side_is_no_act_of_the_declarer() -> None:
    told = sight(
        "Chad said that Niger soldiers entered the Kouar valley.", day(12), "MOBILIZE", actors=(NIGER,), at=KOUAR
    )
    said = replace(told.event, event_id="evt_said", event_type="ACCUSE", actors=(CHAD,), quad_code=3)
    assert steps(told, replace(told, event=said)) == [("crossed", 1)]


def test_a_line_is_crossed_by_the_terms_of_its_days() -> None:
    wider = declare(day(15), "Chad warned Niger that Niger lorries on the Kouar road will be bombed as well.",
                    trigger="Niger lorries on the Kouar road", response="will be bombed", kind="amendment")  # fmt: skip
    [line] = watch_lines([declare(day(0)), wider], [CROSSING], as_of=day(20))
    assert [step.state for step in line.steps] == ["declared", "crossed", "amended"]


def test_an_ultimatum_is_crossed_by_nothing_before_its_day() -> None:
    demand = declare(day(0), due=day(20), type="compellent")
    early = sight("Niger rejected the ultimatum over its soldiers in the Kouar valley.", day(3), "REJECT",
                  actors=(NIGER,), at=KOUAR)  # fmt: skip
    [line] = watch_lines([demand], [early], as_of=day(10))
    assert [step.state for step in line.steps] == ["declared"]


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
