"""The writing half of the register: lines as they stand now, their steps, and an alert for each step not told before.

Everything here runs inside a transaction that the caller began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from linewatch.records import Alert, Line, LineState, Step
from linewatch.store import registerrows as rows
from linewatch.store.registertables import alerts, deliveries, lines, steps, watches

ALERTED: frozenset[LineState] = frozenset(
    ("tested", "crossed", "answered", "not_answered", "reaffirmed", "amended", "withdrawn", "denied", "expired")
)
"""Steps that are told of; the bare first declaration is not."""
FIRST: frozenset[LineState] = frozenset(("declared",))
"""Steps that are told of only where the user wants it."""

_WATCH = "lines"
_SINCE = "since"  # the row whose day is the first of which is told


@dataclass(frozen=True, slots=True)
class Alerting:
    """What is told, to whom, and from when on it counts as late.

    Args:
        states: steps that raise an alert.
        channels: names of the channels to which each alert goes.
        late_days: a step counts as late if the watch had looked so many days past it already.
        gap_s: every step counts as late after the watch had been away for longer.
        since: the first day of which is told, from this watch on; as before unless given.
    """

    states: frozenset[LineState] = ALERTED
    channels: Sequence[str] = ()
    late_days: int = 2
    gap_s: float = 10_800.0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far the watch had come before this run; unknown before the first."""

    as_of: date | None = None
    watched_at: datetime | None = None
    alerting: Alerting = field(default_factory=Alerting)
    since: date | None = None

    def is_history(self, step: Step) -> bool:
        """Say whether the step lies before the days of which is told."""
        return self.since is not None and step.on is not None and step.on < self.since

    def is_late(self, step: Step, raised_at: datetime) -> bool:
        """Say whether the watch could have told of the step before, had it known or been there."""
        if self.as_of is None or self.watched_at is None:
            return False
        if raised_at - self.watched_at > timedelta(seconds=self.alerting.gap_s):
            return True
        is_reported = bool(step.article_ids)  # what an analyst closed or time ran out for is told at once
        return is_reported and step.on is not None and step.on + timedelta(self.alerting.late_days) < self.as_of


def save_register(
    connection: Connection, found: Sequence[Line], *, raised_at: datetime, as_of: date | None, alerting: Alerting
) -> tuple[Alert, ...]:
    """Replace the register by `found`, add what is new to the steps, and return the alerts that this raises."""
    connection.execute(delete(lines))
    if found:
        connection.execute(insert(lines), [rows.line_row(line) for line in found])
    made = [step for line in found for step in line.steps]
    _save_steps(connection, made, raised_at)
    if alerting.since is not None:
        _note(connection, _SINCE, alerting.since, raised_at)
    raised = _raise_alerts(connection, made, raised_at, _read_mark(connection, alerting))
    if as_of is not None:
        _note(connection, _WATCH, as_of, raised_at)
    return raised


def _note(connection: Connection, name: str, day: date, at: datetime) -> None:
    """Keep a day under a name, in the place of the one before."""
    connection.execute(delete(watches).where(watches.c.name == name))
    connection.execute(insert(watches), {"name": name, "as_of": day, "watched_at": at})


def _read_mark(connection: Connection, alerting: Alerting) -> _Mark:
    known = {row.name: row for row in connection.execute(select(watches))}
    row, since = known.get(_WATCH), known[_SINCE].as_of if _SINCE in known else None
    return _Mark(row.as_of, row.watched_at, alerting, since) if row else _Mark(alerting=alerting, since=since)


def _save_steps(connection: Connection, made: Iterable[Step], recorded_at: datetime) -> None:
    """Add each step that is new or says something else than before; what no longer holds is marked, never deleted."""
    query = select(steps.c.step_id, steps.c.version, steps.c.record).where(steps.c.superseded_at.is_(None))
    in_force = {row.step_id: row for row in connection.execute(query)}
    latest = dict(
        connection.execute(select(steps.c.step_id, func.max(steps.c.version)).group_by(steps.c.step_id)).all()
    )
    wanted = {step.step_id: (step, rows.encode(step)) for step in made}
    gone = [
        {"of_step": key, "of_version": row.version}
        for key, row in in_force.items()
        if key not in wanted or wanted[key][1] != row.record
    ]
    fresh = [
        rows.step_row(step, record, latest.get(key, 0) + 1, recorded_at)
        for key, (step, record) in wanted.items()
        if key not in in_force or in_force[key].record != record
    ]
    if gone:
        that = (steps.c.step_id == bindparam("of_step")) & (steps.c.version == bindparam("of_version"))
        connection.execute(update(steps).where(that).values(superseded_at=recorded_at), gone)
    if fresh:
        connection.execute(insert(steps), fresh)


def _raise_alerts(connection: Connection, made: Iterable[Step], raised_at: datetime, mark: _Mark) -> tuple[Alert, ...]:
    """Add an alert for each step that none has told of yet, and put it in the outbox once for each channel."""
    told = set(connection.execute(select(alerts.c.step_id)).scalars())
    last = connection.execute(select(func.max(alerts.c.number))).scalar() or 0
    told_of = (step for step in made if step.state in mark.alerting.states and not mark.is_history(step))
    new = [step for step in told_of if step.step_id not in told]
    new.sort(key=lambda step: step.on or date.min)  # stable: the steps of a line stay in their order
    raised = [
        rows.alert_of(step, raised_at=raised_at, is_late=mark.is_late(step, raised_at))
        for step in {step.step_id: step for step in new}.values()
    ]
    if raised:
        connection.execute(insert(alerts), [rows.alert_row(alert, last + n) for n, alert in enumerate(raised, 1)])
    waiting = [
        {"alert_id": alert.alert_id, "channel": channel, "attempts": 0, "next_try_at": raised_at}
        for alert in raised
        for channel in dict.fromkeys(mark.alerting.channels)
    ]
    if waiting:
        connection.execute(insert(deliveries), waiting)
    return tuple(raised)
