"""Lines, steps, alerts and decisions to rows and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from linewatch.errors import StoreError
from linewatch.records import Alert, Decision, Line, Step, content_id

RecordT = TypeVar("RecordT")
Row = dict[str, Any]

_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in (Line, Step, Alert, Decision)
}


def decode(kind: type[RecordT], text: str) -> RecordT:
    """Return the record of a row from its JSON.

    Raises:
        StoreError: LW405 the row has another form.
    """
    try:
        return _DECODERS[kind].decode(text)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        reason = f"a {kind.__name__.lower()} of the register has another form ({error}); run linewatch watch again"
        raise StoreError("LW405", reason, "register") from error


def encode(record: object) -> str:
    """Return the one JSON form of a record: equal records have equal forms."""
    return msgspec.json.encode(record, order="deterministic").decode()


def line_row(line: Line) -> Row:
    """Return the row of a line."""
    terms = line.terms
    return {
        "line_id": line.line_id,
        "declarer_country": terms.declarer.country,
        "addressee_countries": _listed(entity.country for entity in terms.addressees),
        "area_countries": _listed(terms.area.countries if terms.area else ()),
        "type": terms.type,
        "state": line.state,
        "declared_on": line.declared_on,
        "ended_on": line.ended_on,
        "record": encode(line),
    }


def step_row(step: Step, record: str, version: int, recorded_at: datetime) -> Row:
    """Return the row of a version of a step; `record` is its JSON."""
    return {
        "step_id": step.step_id,
        "version": version,
        "line_id": step.line_id,
        "state": step.state,
        "on_day": step.on,
        "score": step.score,
        "recorded_at": recorded_at,
        "superseded_at": None,
        "record": record,
    }


def alert_of(step: Step, *, raised_at: datetime, is_late: bool) -> Alert:
    """Return the alert that tells of a step; its id comes from the step's alone."""
    return Alert(
        alert_id=content_id("alr", step.step_id),
        line_id=step.line_id,
        step_id=step.step_id,
        event_id=next(iter(step.event_ids), None),
        state=step.state,
        raised_at=raised_at,
        score=step.score,
        reasons=step.reasons,
        claimed_by=step.claimed_by,
        explanation=step.explanation,
        is_late=is_late,
    )


def alert_row(alert: Alert, number: int) -> Row:
    """Return the row of an alert; numbers say in which order alerts were raised."""
    columns = ("alert_id", "line_id", "step_id", "state", "raised_at")
    return {**{name: getattr(alert, name) for name in columns}, "number": number, "record": encode(alert)}


def decision_row(decision: Decision) -> Row:
    """Return the row of a decision."""
    columns = ("decision_id", "made_at", "made_by", "verb", "about")
    return {**{name: getattr(decision, name) for name in columns}, "record": encode(decision)}


def _listed(countries: Iterable[str | None]) -> str:
    """Return countries as ``;ARM;AZE;``, which a LIKE can search without a table of its own."""
    known = sorted({country for country in countries if country})
    return f";{';'.join(known)};" if known else ""
