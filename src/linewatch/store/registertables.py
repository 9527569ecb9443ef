"""The tables of the register: lines, their steps, alerts with their outbox, decisions, and how far the watch has come.

`lines` is made anew by each watch. `steps` and `decisions` are only ever added to. Nothing here belongs to an article:
when that is coded anew, the history of a line stays.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Float, ForeignKey, Integer, String, Table, Text
from sqlalchemy.types import TypeDecorator

from linewatch.store.schema import metadata

COUNTS_RUNS = {"counts_runs": True}
"""A table that says when and how often something was done: no part of the digest."""


class UtcTime(TypeDecorator[datetime]):
    """A moment. It is kept without a zone, as UTC, because SQLite knows none; it comes back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the moment as it is kept."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the moment as it was given."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


lines = Table(
    "lines",
    metadata,
    Column("line_id", String(64), primary_key=True),
    Column("declarer_country", String(8), index=True),
    Column("addressee_countries", Text, nullable=False),
    Column("area_countries", Text, nullable=False),
    Column("type", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("declared_on", Date, index=True),
    Column("ended_on", Date),
    Column("record", Text, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    Column("step_id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("line_id", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("on_day", Date),
    Column("score", Float, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("superseded_at", UtcTime),
    Column("record", Text, nullable=False),
    info=COUNTS_RUNS,
)

alerts = Table(
    "alerts",
    metadata,
    Column("alert_id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, index=True),
    Column("line_id", String(64), nullable=False, index=True),
    Column("step_id", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("raised_at", UtcTime, nullable=False, index=True),
    Column("record", Text, nullable=False),
    info=COUNTS_RUNS,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("alert_id", ForeignKey("alerts.alert_id", ondelete="CASCADE"), primary_key=True),
    Column("channel", String(128), primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", UtcTime, nullable=False, index=True),
    Column("delivered_at", UtcTime),
    Column("last_error", Text),
    info=COUNTS_RUNS,
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", String(64), primary_key=True),
    Column("made_at", UtcTime, nullable=False, index=True),
    Column("made_by", Text, nullable=False),
    Column("verb", String(16), nullable=False),
    Column("about", String(64), nullable=False, index=True),
    Column("record", Text, nullable=False),
)

watches = Table(
    "watches",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("as_of", Date, nullable=False),
    Column("watched_at", UtcTime, nullable=False),
    info=COUNTS_RUNS,
)
