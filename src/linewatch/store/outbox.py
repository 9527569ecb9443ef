"""The outbox: which alerts still have to go to which channel, and what became of each attempt.

An alert is put in when it is raised, in the same transaction, and marked after it was sent. A program that is killed in
between sends it again: at least once, always under the same id.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Table, select, update

from linewatch.records import Alert
from linewatch.store import registerrows as rows
from linewatch.store.registertables import alerts, deliveries

ResultT = TypeVar("ResultT")


class Delivery(NamedTuple):
    """An alert on its way to a channel; `attempts` have failed so far."""

    alert: Alert
    channel: str
    attempts: int
    next_try_at: datetime
    last_error: str | None


class Outbox(ABC):
    """The part of a store from which alerts are delivered. `Store` says how a transaction begins."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _write(self, work: Callable[[Connection], ResultT]) -> ResultT: ...

    def load_waiting(self, channels: Iterable[str] | None = None) -> tuple[Delivery, ...]:
        """Return what has not been delivered, in the order in which it was raised; of all channels unless given."""
        query = (
            select(deliveries, alerts.c.record)
            .join(alerts)
            .where(deliveries.c.delivered_at.is_(None))
            .order_by(alerts.c.number, deliveries.c.channel)
        )
        if channels is not None:
            query = query.where(deliveries.c.channel.in_(list(channels)))
        with self._reading() as connection:
            found = connection.execute(query).all()
        return tuple(
            Delivery(rows.decode(Alert, row.record), row.channel, row.attempts, row.next_try_at, row.last_error)
            for row in found
        )

    def load_due(self, channels: Iterable[str], now: datetime) -> tuple[Delivery, ...]:
        """Return what is due: nothing of a line goes to a channel as long as an earlier alert of it waits there."""
        held: set[tuple[str, str]] = set()
        due: list[Delivery] = []
        for delivery in self.load_waiting(channels):
            place = (delivery.alert.line_id, delivery.channel)
            if delivery.next_try_at > now:
                held.add(place)
            elif place not in held:
                due.append(delivery)
        return tuple(due)

    def mark_delivered(self, delivery: Delivery, *, delivered_at: datetime) -> None:
        """Keep that the channel has taken the alert."""
        self._mark(delivery, delivered_at=delivered_at, attempts=delivery.attempts + 1, last_error=None)

    def mark_failed(self, delivery: Delivery, reason: str, *, next_try_at: datetime) -> None:
        """Keep why the channel did not take the alert, and when to try again."""
        self._mark(delivery, attempts=delivery.attempts + 1, last_error=reason, next_try_at=next_try_at)

    def _mark(self, delivery: Delivery, **values: object) -> None:
        table: Table = deliveries
        that = (table.c.alert_id == delivery.alert.alert_id) & (table.c.channel == delivery.channel)
        self._write(lambda connection: connection.execute(update(table).where(that).values(**values)))
