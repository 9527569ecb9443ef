"""What analysts decided, as data: checked, undone where another decision says so, and applied to the register.

The machine's words and the analyst's stand side by side: a step that was rejected stays, with the verdict on it. What
`value` holds for each verb is told in docs/red-lines.md; `check_decision` holds a new decision to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_type_hints

import msgspec

from linewatch.errors import UsageError
from linewatch.records import Article, Decision, Declared, LineState, RedLine, Review, Step, Verb, content_id
from linewatch.watch.register import Entry, make_entry

ENDINGS: Final[tuple[LineState, ...]] = ("withdrawn", "denied", "expired", "answered")
"""How an analyst may close a line."""


class _Merge(msgspec.Struct, forbid_unknown_fields=True):
    into: str


class _Split(msgspec.Struct, forbid_unknown_fields=True):
    declaration_ids: list[str]


class _Close(msgspec.Struct, forbid_unknown_fields=True):
    on: date
    state: LineState = "withdrawn"


class _Empty(msgspec.Struct, forbid_unknown_fields=True):
    pass


_FORMS: Final[Mapping[Verb, type[Any]]] = {
    "add": RedLine, "merge": _Merge, "split": _Split, "close": _Close, "confirm": _Empty, "reject": _Empty,
    "undo": _Empty,
}  # fmt: skip


def check_decision(decision: Decision) -> None:
    """Check that the value of a decision has the form that its verb needs.

    Raises:
        UsageError: LW001 it has another form.
    """
    try:
        if decision.verb == "correct":
            _check_correction(decision.value)
        else:
            value = _read(decision)
            if isinstance(value, _Close) and value.state not in ENDINGS:
                raise msgspec.ValidationError(f"a line is closed as one of {', '.join(ENDINGS)}")
    except msgspec.ValidationError as error:
        reason = f"the value does not fit the verb ({error}); see docs/red-lines.md"
        raise UsageError("LW001", reason, decision.verb) from error


def active_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that hold, in the order they were made: none that a later one undoes, and no undoing."""
    ordered = sorted({one.decision_id: one for one in decisions}.values(), key=lambda d: (d.made_at, d.decision_id))
    undone: set[str] = set()
    for one in reversed(ordered):
        if one.verb == "undo" and one.decision_id not in undone:
            undone.add(one.about)
    return tuple(one for one in ordered if one.verb != "undo" and one.decision_id not in undone)


def corrected(declared: Iterable[Declared], active: Sequence[Decision]) -> tuple[Declared, ...]:
    """Return the declarations with what analysts added and corrected, without those that they rejected."""
    rejected = {one.about for one in active if one.verb == "reject"}
    fields: dict[str, dict[str, Any]] = {}
    for one in active:
        if one.verb == "correct":
            fields.setdefault(one.about, {}).update(one.value)
    every = [*declared, *(_added(one) for one in active if one.verb == "add")]
    return tuple(
        replace(one, line=_patched(one.line, fields.get(one.line.declaration_id, {})))
        for one in every
        if one.line.declaration_id not in rejected
    )


def regrouped(entries: Iterable[Entry], active: Sequence[Decision]) -> tuple[Entry, ...]:
    """Return the register with lines merged and split as analysts decided, without those that they rejected.

    A decision about a line that there is no more changes nothing.
    """
    known = {entry.line_id: entry for entry in entries}
    for one in active:
        entry = known.get(one.about)
        if entry is None:
            continue
        if one.verb == "merge" and (into := known.get(_read(one).into)) is not None and into != entry:
            del known[entry.line_id]
            joined = make_entry([*into.declarations, *entry.declarations])
            known[into.line_id] = replace(joined, line_id=into.line_id)
        elif one.verb == "split":
            known |= _split(entry, frozenset(_read(one).declaration_ids))
        elif one.verb == "reject":
            del known[entry.line_id]
    return tuple(sorted(known.values(), key=lambda entry: entry.line_id))


def reviewed(steps: Iterable[Step], active: Sequence[Decision]) -> tuple[Step, ...]:
    """Return the steps, each with the last verdict on it."""
    verdicts = {
        one.about: Review("confirmed" if one.verb == "confirm" else "rejected", one.made_by, one.made_at)
        for one in active
        if one.verb in {"confirm", "reject"}
    }
    return tuple(replace(step, reviewed=verdicts.get(step.step_id)) for step in steps)


def closing_steps(line_id: str, active: Sequence[Decision]) -> tuple[Step, ...]:
    """Return the steps with which analysts closed a line."""
    return tuple(
        Step(
            step_id=content_id("step", line_id, _read(one).state, one.decision_id),
            line_id=line_id,
            state=_read(one).state,
            on=_read(one).on,
            score=1.0,
            explanation=f"closed by {one.made_by}" + (f": {one.note}" if one.note else ""),
            claimed_by=(one.made_by,),
            reviewed=Review("confirmed", one.made_by, one.made_at),
        )
        for one in active
        if one.verb == "close" and one.about == line_id
    )


def state_of(steps: Sequence[Step]) -> LineState:
    """Return the state of a line: that of its latest step which no analyst rejected."""
    kept = [step for step in steps if step.reviewed is None or step.reviewed.verdict != "rejected"]
    return (kept or steps)[-1].state


def _read(decision: Decision) -> Any:
    return msgspec.convert(decision.value, _FORMS[decision.verb], strict=False)


def _added(decision: Decision) -> Declared:
    """Return the declaration that an analyst added, in an article of its own that holds its evidence alone."""
    line: RedLine = _read(decision)
    text = line.evidence.text
    article = Article(content_id("art", decision.decision_id), None, text, line.said.from_on or decision.made_at.date())
    return Declared(article, line)


def _patched(line: RedLine, fields: Mapping[str, Any]) -> RedLine:
    """Return a declaration with some of its fields set anew."""
    return msgspec.convert({**msgspec.to_builtins(line), **fields}, RedLine, strict=False) if fields else line


def _check_correction(value: Mapping[str, Any]) -> None:
    types = get_type_hints(RedLine)
    unknown = sorted(set(value) - set(types) | set(value) & {"declaration_id"})
    if unknown or not value:
        raise msgspec.ValidationError(f"{', '.join(unknown) or 'nothing'} is no field of a declaration to correct")
    for name, given in value.items():
        msgspec.convert(given, types[name], strict=False)


def _split(entry: Entry, leaving: frozenset[str]) -> dict[str, Entry]:
    """Return both parts of a line; the part that leaves is called by its own oldest declaration."""
    gone = [one for one in entry.declarations if one.line.declaration_id in leaving]
    stay = [one for one in entry.declarations if one.line.declaration_id not in leaving]
    if not gone or not stay:
        return {}
    parted = make_entry(gone)
    return {entry.line_id: replace(make_entry(stay), line_id=entry.line_id), parted.line_id: parted}
