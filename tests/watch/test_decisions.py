"""What analysts decide is applied as data, and can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest

from linewatch.errors import UsageError
from linewatch.records import Decision, Line, Verb
from linewatch.watch import check_decision, watch_lines
from linewatch.watch.decisions import active_decisions
from tests.watch.stories import day, declare, entity, story

DECLARED, SIGHTED = story()
[LINE] = watch_lines(DECLARED, SIGHTED, as_of=day(60))


def decide(verb: Verb, about: str, hour: int = 0, **value: Any) -> Decision:
    return Decision(f"dec_{verb}_{hour}", datetime(2031, 4, 1, hour, tzinfo=UTC), "Ada Osso", verb, about, value)


def watch(*decisions: Decision) -> tuple[Line, ...]:
    return watch_lines(DECLARED, SIGHTED, decisions, as_of=day(60))


def test_a_confirmed_step_bears_the_verdict_and_the_machines_words_stay() -> None:
    [crossed] = [step for step in LINE.steps if step.state == "crossed"]
    [line] = watch(decide("confirm", crossed.step_id))
    [confirmed] = [step for step in line.steps if step.state == "crossed"]
    assert confirmed.reviewed is not None
    assert (confirmed.reviewed.verdict, confirmed.reviewed.by) == ("confirmed", "Ada Osso")
    assert confirmed.explanation == crossed.explanation


def test_the_last_verdict_counts_and_can_be_undone() -> None:
    [crossed] = [step for step in LINE.steps if step.state == "crossed"]
    reject, confirm = decide("reject", crossed.step_id, 1), decide("confirm", crossed.step_id, 2)
    undo = decide("undo", confirm.decision_id, 3)
    for decisions, verdict in (((reject, confirm), "confirmed"), ((reject, confirm, undo), "rejected")):
        [line] = watch(*decisions)
        [step] = [step for step in line.steps if step.state == "crossed"]
        assert step.reviewed is not None and step.reviewed.verdict == verdict


def test_an_undoing_can_be_undone() -> None:
    first = decide("close", LINE.line_id, 1, on="2031-05-01")
    second, third = decide("undo", first.decision_id, 2), decide("undo", "dec_undo_2", 3)
    assert active_decisions([third, first]) == (first,)
    assert active_decisions([second, first]) == ()
    assert active_decisions([second, third, first]) == (first,)


def test_a_line_can_be_closed() -> None:
    [line] = watch_lines(DECLARED[:1], SIGHTED[:1], [decide("close", LINE.line_id, on="2031-03-20")], as_of=day(60))
    assert (line.state, line.ended_on, line.steps[-1].claimed_by) == ("withdrawn", day(19), ("Ada Osso",))
    crossed_later = watch_lines(DECLARED[:1], SIGHTED, [decide("close", LINE.line_id, on="2031-03-04")], as_of=day(20))
    assert [step.state for step in crossed_later[0].steps] == ["declared", "withdrawn"]


def test_lines_can_be_merged_and_split() -> None:
    other = declare(day(1), declarer=entity("Mali", "MLI"))
    one, two = watch_lines([*DECLARED, other], [], as_of=day(60))
    [merged] = watch_lines([*DECLARED, other], [], [decide("merge", two.line_id, into=one.line_id)], as_of=day(60))
    assert merged.line_id == one.line_id
    assert set(merged.declaration_ids) == {*one.declaration_ids, *two.declaration_ids}
    leaving = [DECLARED[2].line.declaration_id]
    parts = watch_lines(DECLARED, [], [decide("split", one.line_id, declaration_ids=leaving)], as_of=day(60))
    assert [len(line.declaration_ids) for line in parts] == [3, 1]
    assert parts[0].line_id == one.line_id


def test_a_declaration_can_be_corrected() -> None:
    about = DECLARED[0].line.declaration_id
    response = msgspec.to_builtins(DECLARED[0].line.response) | {"event_type": "SANCTION"}
    [line] = watch_lines(DECLARED[:1], [], [decide("correct", about, response=response)], as_of=day(60))
    assert line.terms.response is not None and line.terms.response.event_type == "SANCTION"


def test_a_line_can_be_added_and_a_declaration_rejected() -> None:
    added = declare(day(2), declarer=entity("Mali", "MLI")).line
    add = decide("add", "", **msgspec.to_builtins(added))
    check_decision(add)
    [line] = watch_lines([], [], [add], as_of=day(60))
    assert line.terms == added
    reject = decide("reject", added.declaration_id, 1)
    assert watch_lines([], [], [add, reject], as_of=day(60)) == ()
    assert watch(decide("reject", LINE.line_id)) == ()


def test_decisions_about_what_is_not_there_change_nothing() -> None:
    nowhere = [
        decide("merge", "line_x", into=LINE.line_id), decide("merge", LINE.line_id, 1, into="line_x"),
        decide("split", LINE.line_id, 2, declaration_ids=["dcl_x"]), decide("confirm", "step_x", 3),
        decide("correct", "dcl_x", 4, strength=1), decide("undo", "dec_x", 5),
    ]  # fmt: skip
    assert watch(*nowhere) == (LINE,)


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        ("add", {"declaration_id": "dcl_1"}), ("merge", {}), ("split", {"declaration_ids": "all"}),
        ("correct", {"declaration_id": "dcl_1"}), ("correct", {"colour": "red"}), ("correct", {"strength": "high"}),
        ("correct", {}), ("close", {"on": "soon"}), ("close", {"on": "2031-05-01", "state": "crossed"}),
        ("confirm", {"why": "x"}), ("reject", {"why": "x"}), ("undo", {"why": "x"}),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_verb_is_refused(verb: Verb, value: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="LW001"):
        check_decision(decide(verb, "about", **value))


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        ("merge", {"into": "line_1"}), ("split", {"declaration_ids": ["dcl_1"]}), ("correct", {"strength": 2}),
        ("close", {"on": "2031-05-01"}), ("confirm", {}), ("reject", {}), ("undo", {}),
    ],
)  # fmt: skip
def test_a_value_that_fits_is_taken(verb: Verb, value: dict[str, Any]) -> None:
    check_decision(decide(verb, "about", **value))
    assert verb in get_args(Verb)
