"""A whole story, and that no order of what comes in changes it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Decision
from linewatch.watch import watch_lines
from tests.watch.stories import day, declare, sight, story

DECLARED, SIGHTED = story()
AS_OF = day(60)
[LINE] = watch_lines(DECLARED, SIGHTED, as_of=AS_OF)


def steps_of(state: str) -> list[object]:
    return [step for step in LINE.steps if step.state == state]


def test_the_story_is_told_in_its_order() -> None:
    states = [step.state for step in LINE.steps]
    assert states == ["declared", "reaffirmed", "tested", "crossed", "answered", "withdrawn"]
    assert (LINE.state, LINE.declared_on, LINE.ended_on) == ("withdrawn", day(0), day(40))
    assert len(LINE.declaration_ids) == 4


def test_five_reports_of_one_crossing_are_one_step_with_five_sources() -> None:
    [crossed] = [step for step in LINE.steps if step.state == "crossed"]
    assert len(crossed.article_ids) == len(crossed.event_ids) == 5
    assert crossed.claimed_by == ("Chad",)
    assert crossed.denied_by == ("Niger",)
    assert crossed.reasons is not None and crossed.reasons.actor.score == crossed.reasons.area.score == 1.0


def test_two_papers_report_one_declaration() -> None:
    declared = LINE.steps[0]
    assert len(declared.article_ids) == 2


def test_the_answer_names_its_crossing_and_its_lag() -> None:
    [crossed] = [step for step in LINE.steps if step.state == "crossed"]
    [answered] = [step for step in LINE.steps if step.state == "answered"]
    assert (answered.of_step, answered.lag_days) == (crossed.step_id, 2)


@given(st.integers(0, 10_000))
def test_the_result_does_not_depend_on_any_order(seed: int) -> None:
    shuffled = random.Random(seed)
    declared, sighted = shuffled.sample(DECLARED, len(DECLARED)), shuffled.sample(SIGHTED, len(SIGHTED))
    assert watch_lines(iter(declared), iter(sighted), as_of=AS_OF) == (LINE,)


@given(st.integers(0, 40))
def test_a_later_day_only_adds_steps(days: int) -> None:
    known = {step.step_id for line in watch_lines(DECLARED, SIGHTED, as_of=day(days)) for step in line.steps}
    assert known <= {step.step_id for step in LINE.steps} | {"not answered"}


def test_what_was_published_later_does_not_count() -> None:
    [line] = watch_lines(DECLARED, SIGHTED, as_of=day(9))
    assert line.state == "tested"
    assert watch_lines(DECLARED, SIGHTED, as_of=day(-1)) == ()


def test_a_crossing_without_an_answer_is_said_to_have_none_when_the_window_is_over() -> None:
    sighted = [one for one in SIGHTED if one.event.event_type != "ASSAULT"]
    [early] = watch_lines(DECLARED[:1], sighted, as_of=day(30))
    [late] = watch_lines(DECLARED[:1], sighted, as_of=day(41))
    assert early.state == "crossed"
    assert (late.state, late.steps[-1].on) == ("not_answered", day(40))
    assert "no response of Chad was found" in late.steps[-1].explanation


def test_a_deadline_that_passes_without_a_crossing_expires() -> None:
    text = "Niger must leave the Kouar valley by 20 March or Chad will bomb its camps."
    demand = declare(
        text=text, trigger="leave the Kouar valley", response="will bomb its camps", type="compellent", due=day(19)
    )
    assert watch_lines([demand], [], as_of=day(19))[0].state == "declared"
    [line] = watch_lines([demand], [], as_of=day(20))
    assert (line.state, line.ended_on) == ("expired", day(19))


def test_a_deadline_that_is_told_to_have_passed_unmet_crosses() -> None:
    text = "Niger must leave the Kouar valley by 20 March or Chad will bomb its camps."
    demand = declare(
        text=text, trigger="leave the Kouar valley", response="will bomb its camps", type="compellent", due=day(19)
    )
    passed = sight("The deadline passed with Niger still in the Kouar valley.", day(20))
    assert watch_lines([demand], [passed], as_of=day(21))[0].state == "crossed"


def test_an_act_of_before_the_declaration_is_no_crossing() -> None:
    [crossing] = [one for one in SIGHTED if "at dawn" in one.article.text]
    assert watch_lines([declare(day(20))], [crossing], as_of=AS_OF)[0].state == "declared"


def test_a_rejected_step_stays_and_no_longer_tells_the_state() -> None:
    [crossed] = [step for step in LINE.steps if step.state == "crossed"]
    reject = Decision("dec_1", datetime(2031, 3, 12, tzinfo=UTC), "Ada Osso", "reject", crossed.step_id)
    [line] = watch_lines(DECLARED[:1], SIGHTED[:6], [reject], as_of=date(2031, 3, 15))
    [step] = [step for step in line.steps if step.state == "crossed"]
    assert step.reviewed is not None and step.reviewed.verdict == "rejected"
    assert line.state == "tested"
