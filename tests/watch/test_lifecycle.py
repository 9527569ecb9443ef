"""Which step follows which."""

from __future__ import annotations

from linewatch.records import Step
from linewatch.watch import watch_lines
from linewatch.watch.lifecycle import RANKS, order_of
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, sight, story

DECLARED, SIGHTED = story()
NEAR, *CROSSINGS, DENIAL, ANSWER, ELSEWHERE = SIGHTED


def states(*sighted: object, declared: object = None, until: int = 15) -> list[str]:
    [line] = watch_lines(declared or DECLARED[:1], sighted, as_of=day(until))  # type: ignore[arg-type]
    return [step.state for step in line.steps]


def test_steps_of_one_day_stand_in_the_order_of_their_ranks() -> None:
    steps = [Step("b", "line", state, day(0), 1.0, "") for state in reversed(RANKS)]
    assert [step.state for step in sorted(steps, key=order_of)] == list(RANKS)
    assert order_of(Step("a", "line", "declared", None, 1.0, "")) > order_of(steps[0])


def test_an_answer_is_found_after_a_crossing() -> None:
    assert states(*CROSSINGS, ANSWER) == ["declared", "crossed", "answered"]
    assert states(*CROSSINGS[:1], ELSEWHERE) == ["declared", "crossed"]


def test_what_was_taken_back_is_not_crossed_until_it_is_declared_again() -> None:
    withdrawal = declare(
        day(7), "Chad withdrew its warning about Niger soldiers in the Kouar valley.",
        trigger="Niger soldiers in the Kouar valley", response=None, kind="withdrawal",
    )  # fmt: skip
    assert states(*CROSSINGS, declared=[*DECLARED[:1], withdrawal]) == ["declared", "withdrawn"]
    anew = [*DECLARED[:1], withdrawal, declare(day(9))]
    assert states(*CROSSINGS, declared=anew) == ["declared", "withdrawn", "reaffirmed", "crossed"]


def test_a_report_that_the_declarer_lets_it_go_ends_the_line() -> None:
    gone = sight(
        "Chad called off its threat over the Kouar valley, saying it no longer applied.", day(6), actors=(CHAD,)
    )
    assert states(gone, *CROSSINGS) == ["declared", "withdrawn"]


def test_a_threat_to_do_it_is_a_test() -> None:
    threat = sight("Niger said that its soldiers would enter the Kouar valley.", day(4), actors=(NIGER,), at=KOUAR)
    assert states(threat) == ["declared", "tested"]


def test_a_denial_alone_is_nothing_and_stands_beside_a_crossing() -> None:
    assert states(DENIAL) == ["declared"]
    [line] = watch_lines(DECLARED[:1], [*CROSSINGS, DENIAL], as_of=day(15))
    assert [(step.state, step.denied_by) for step in line.steps] == [("declared", ()), ("crossed", ("Niger",))]


def test_a_line_declared_by_another_is_no_act() -> None:
    text = "Niger warned that its soldiers will enter the Kouar valley if Chad shells Zinder."
    counter = declare(day(4), text, trigger="Chad shells Zinder", declarer=NIGER, addressees=(CHAD,), response=None)
    own = sight(text, day(4), "THREATEN", actors=(NIGER,), recipients=(CHAD,), quad_code=3)
    lines = watch_lines([*DECLARED[:1], counter], [own], as_of=day(15))
    assert [line.state for line in lines] in (["tested", "declared"], ["declared", "declared"])
