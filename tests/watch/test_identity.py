"""What a watch has told keeps its id, also where an older report of it comes later."""

from __future__ import annotations

import random

import pytest

from linewatch.records import Declared, Line, Sighting, Step
from linewatch.watch import watch_lines
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, sight, story


def look(known: list[Declared | Sighting], given: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    declared = [one for one in known if isinstance(one, Declared)]
    sighted = [one for one in known if isinstance(one, Sighting)]
    return watch_lines(declared, sighted, as_of=day(60), given=given)


def ids_of(lines: tuple[Line, ...]) -> frozenset[str]:
    return frozenset(key for line in lines for step in line.steps for key in (step.step_id, line.line_id))


def evidence_of(step: Step) -> tuple[str, frozenset[str]]:
    return step.state, frozenset(step.event_ids or step.article_ids)


def test_a_line_and_its_crossing_keep_their_ids_when_older_reports_come_later() -> None:
    crossing = sight("Niger soldiers entered the Kouar valley.", day(10), "MOBILIZE", actors=(NIGER,), at=KOUAR)
    earlier = sight("Niger soldiers entered the Kouar valley, A wrote.", day(9), "MOBILIZE", actors=(NIGER,), at=KOUAR)
    [first] = look([declare(day(3), publisher="B"), crossing])
    [later] = look([declare(day(3), publisher="B"), crossing, declare(), earlier], ids_of((first,)))
    [alone] = look([declare(day(3), publisher="B"), crossing, declare(), earlier])
    assert later.line_id == first.line_id != alone.line_id
    [told], [again] = ([step for step in line.steps if step.state == "crossed"] for line in (first, later))
    assert (again.step_id, len(again.event_ids)) == (told.step_id, 2)
    assert CHAD.country == later.terms.declarer.country


@pytest.mark.parametrize("seed", range(8))
def test_reports_in_any_order_over_many_looks_tell_each_step_once(seed: int) -> None:
    declared, sighted = story()
    arrivals: list[Declared | Sighting] = random.Random(seed).sample(
        [*declared, *sighted], len(declared) + len(sighted)
    )
    told: dict[str, tuple[str, frozenset[str]]] = {}
    given: frozenset[str] = frozenset()
    for number in range(1, len(arrivals) + 1):
        lines = look(arrivals[:number], given)
        given |= ids_of(lines)
        told |= {step.step_id: evidence_of(step) for line in lines for step in line.steps}
    whole = look(arrivals)
    assert [[step.state for step in line.steps] for line in lines] == [
        [step.state for step in line.steps] for line in whole
    ]
    assert [line.state for line in lines] == [line.state for line in whole]
    for state, rests_on in (evidence_of(step) for line in whole for step in line.steps if step.event_ids):
        assert sum(state == other and not rests_on.isdisjoint(others) for other, others in told.values()) == 1
