"""Lines, steps and decisions for tests of the rooms behind the watch, and a watch that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from linewatch.records import (
    Decision,
    Declared,
    Line,
    Reason,
    Reasons,
    RedLine,
    Sighting,
    Step,
    content_id,
)
from tests.factories import make_coded

NOW = datetime(2031, 3, 6, 12, 0, tzinfo=UTC)
DECLARED_ON = date(2031, 3, 4)
REASONS = Reasons(
    Reason(1.0, "Norland is named by the line"),
    Reason(0.9, "ASSAULT is worse than MOBILIZE"),
    Reason(0.7, "Varna lies 4 km from the border"),
    Reason(1.0, "two days after the declaration"),
)


def make_step(state: str = "crossed", line_id: str = "line_1", **columns: Any) -> Step:
    """Return a step of a line; its id comes from its line, state, day and events."""
    on = columns.get("on", date(2031, 3, 6))
    step = Step(
        step_id=content_id("step", line_id, state, on, columns.get("event_ids", ())),
        line_id=line_id,
        state=state,  # type: ignore[arg-type]
        on=on,
        score=0.9,
        explanation=f"The line was {state} on {on}.",
        article_ids=("art_1",),
        reasons=REASONS if state in ("crossed", "tested") else None,
        claimed_by=("The Ilm Post",) if state in ("crossed", "tested") else (),
    )
    return replace(step, **columns)


def make_line(*states: str, line_id: str = "line_1", terms: RedLine | None = None, **columns: Any) -> Line:
    """Return a line with its declaration and one step a day for each of `states`."""
    terms = replace(terms or make_coded().red_lines[0], line_id=line_id)
    first = make_step("declared", line_id, on=DECLARED_ON, declaration_id=terms.declaration_id)
    steps = (
        first,
        *(make_step(state, line_id, on=date(2031, 3, 5 + number)) for number, state in enumerate(states)),
    )
    line = Line(line_id, terms, (terms.declaration_id,), DECLARED_ON, None, steps[-1].state, steps)
    return replace(line, **columns)


def make_decision(verb: str, about: str, minute: int = 0, **value: Any) -> Decision:
    """Return a decision of Ada's, so many minutes after noon."""
    made_at = NOW.replace(minute=minute)
    key = content_id("dec", made_at, "Ada", verb, about, value)
    return Decision(key, made_at, "Ada", verb, about, value)  # type: ignore[arg-type]


def watch_lines(
    declared: Iterable[Declared],
    sighted: Iterable[Sighting],
    decisions: Iterable[Decision],
    *,
    as_of: date,
    occurrences: Iterable[Sequence[Sighting]],
    given: frozenset[str],
) -> tuple[Line, ...]:
    """Return a line for each line id, crossed by every assault that is known by `as_of`. A fake."""
    events = sorted(
        (seen.event.event_id, seen.article.article_id, seen.event.occurred.from_on)
        for seen in sighted
        if seen.event.event_type == "ASSAULT" and (seen.article.published_on or as_of) <= as_of
    )
    terms = {each.line.line_id: each.line for each in sorted(declared, key=lambda each: each.line.declaration_id)}
    list(decisions)
    list(occurrences)
    assert isinstance(given, frozenset)
    return tuple(_watched(line, events) for _, line in sorted(terms.items()))


def _watched(terms: RedLine, events: list[tuple[str, str, date | None]]) -> Line:
    crossings = tuple(
        make_step("crossed", terms.line_id, on=on, event_ids=(event,), article_ids=(article,))
        for event, article, on in events
    )
    line = make_line(line_id=terms.line_id, terms=terms)
    steps = (*line.steps, *crossings)
    return replace(line, steps=steps, state=steps[-1].state)
