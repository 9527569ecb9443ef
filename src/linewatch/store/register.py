"""The register of red lines as a store keeps it: what the watch reads, the lines that it makes, alerts and decisions.

One call of `save_lines` is one transaction: the lines, their new steps, the alerts that these raise and the outbox
from which they are delivered are all on disk, or none is.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar, get_args

from sqlalchemy import Connection, Table, func, insert, select, update

from linewatch.errors import UsageError
from linewatch.records import Alert, CodedArticle, Decision, Line, LineState, Review, Step
from linewatch.store import registerrows as rows
from linewatch.store import schema
from linewatch.store.occurrences import Told, save_occurrences
from linewatch.store.queries import only_id
from linewatch.store.registering import Alerting, save_register
from linewatch.store.registertables import alerts, decisions, lines, steps, watches
from linewatch.store.reviews import in_force, read_reviews, undone_additions
from linewatch.store.saving import save_articles
from linewatch.store.sightings import read_coded

ResultT = TypeVar("ResultT")

_SEE = "linewatch lines list --db FILE shows the lines, linewatch alerts list the alerts"
_STATES: tuple[str, ...] = get_args(LineState)
_IDS: dict[str, Table] = {"line": lines, "step": steps, "alr": alerts, "dec": decisions}


class Recorded(NamedTuple):
    """One version of a step, when it was recorded, and since when it no longer holds."""

    step: Step
    version: int
    recorded_at: datetime
    superseded_at: datetime | None


class Register(ABC):
    """The part of a store that keeps watch. `Store` says how a transaction begins."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _write(self, work: Callable[[Connection], ResultT]) -> ResultT: ...

    def load_coded(self, *, is_declaring: bool = False) -> Iterator[CodedArticle]:
        """Yield what the watch reads: articles with all of their records, by id. A few hundred at a time are in memory.

        Without superseded versions, and without declarations that an analyst took back.

        Args:
            is_declaring: only the articles that declare a line.
        """
        with self._reading() as connection:
            taken_back = undone_additions(_decisions(connection))
            for coded in read_coded(connection, is_declaring=is_declaring):
                kept = tuple(line for line in coded.red_lines if line.declaration_id not in taken_back)
                yield replace(coded, red_lines=kept)

    def given_ids(self) -> frozenset[str]:
        """Return the ids of all lines and steps that a watch has told, also of those that hold no longer."""
        with self._reading() as connection:
            return frozenset(key for row in connection.execute(select(steps.c.step_id, steps.c.line_id)) for key in row)

    def latest_day(self) -> date | None:
        """Return the latest day on which an article was published or a reported act happened, None where none is."""
        acts = select(func.max(schema.events.c.until_on)).where(schema.events.c.modality == "actual")
        with self._reading() as connection:
            days = (
                connection.execute(select(func.max(schema.articles.c.published_on))).scalar(),
                connection.execute(acts).scalar(),
            )
        return max((day for day in days if day), default=None)

    def fingerprint(self) -> str:
        """Return a hash of all that the watch rests on: it is equal as long as no article or decision has changed."""
        articles = select(schema.articles.c.article_id, schema.articles.c.digest).order_by(schema.articles.c.article_id)
        digest = hashlib.sha256()
        with self._reading() as connection:
            for row in connection.execute(articles):
                digest.update(f"{row.article_id} {row.digest}\n".encode())
            for key in connection.execute(select(decisions.c.decision_id).order_by(decisions.c.decision_id)).scalars():
                digest.update(f"{key}\n".encode())
        return digest.hexdigest()

    def save_lines(
        self,
        found: Iterable[Line],
        *,
        raised_at: datetime,
        as_of: date | None = None,
        alerting: Alerting | None = None,
        occurrences: Iterable[Told] | None = None,
    ) -> tuple[Alert, ...]:
        """Replace the register by `found` and return the alerts that are new, in the order of their days.

        `found` is the whole register. A step that it no longer has is kept and marked; an alert is raised once.

        Args:
            raised_at: the moment of the watch, aware.
            as_of: the day up to which the watch has looked; it is kept if given.
            alerting: what is told and to whom; all but first declarations, and to nobody, unless given.
            occurrences: all that the store's events tell of; what it has is kept unless given.
        """
        whole, raised = tuple(found), dict[str, Alert]()
        told = None if occurrences is None else tuple(occurrences)

        def save_all(connection: Connection) -> None:  # it may be repeated, where the answer to a commit was lost
            made = save_register(connection, whole, raised_at=raised_at, as_of=as_of, alerting=alerting or Alerting())
            raised.update((alert.alert_id, alert) for alert in made)
            if told is not None:
                save_occurrences(connection, told)

        self._write(save_all)
        return tuple(raised.values())

    def note_watch(self, *, watched_at: datetime) -> None:
        """Keep that the watch has looked again and nothing had changed."""
        self._write(lambda connection: connection.execute(update(watches).values(watched_at=watched_at)))

    def load_lines(
        self,
        *,
        state: str | None = None,
        declarer_country: str | None = None,
        addressee_country: str | None = None,
        area_country: str | None = None,
    ) -> Iterator[Line]:
        """Yield the lines of the register, the oldest first; undated ones last."""
        query = select(lines.c.record).order_by(lines.c.declared_on.is_(None), lines.c.declared_on, lines.c.line_id)
        if state is not None:
            query = query.where(lines.c.state == state)
        if declarer_country is not None:
            query = query.where(lines.c.declarer_country == declarer_country.upper())
        if addressee_country is not None:
            query = query.where(lines.c.addressee_countries.contains(f";{addressee_country.upper()};", autoescape=True))
        if area_country is not None:
            query = query.where(lines.c.area_countries.contains(f";{area_country.upper()};", autoescape=True))
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
        return (rows.decode(Line, text) for text in found)

    def load_line(self, line_id: str) -> Line:
        """Return the line with this id, or whose id alone begins so.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        with self._reading() as connection:
            key = _find(connection, lines, line_id)
            return rows.decode(Line, connection.execute(_record_of(lines, key)).scalar_one())

    def load_history(self, line_id: str) -> tuple[Recorded, ...]:
        """Return every version of every step of a line in the order of their days, with those that no longer hold.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        with self._reading() as connection:
            key = _find(connection, steps, line_id, "line_id")
            found = connection.execute(select(steps).where(steps.c.line_id == key)).all()
        return tuple(sorted(map(_recorded, found), key=_place_in_life))

    def load_step(self, step_id: str) -> Recorded:
        """Return the latest version of the step with this id, or whose id alone begins so.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        with self._reading() as connection:
            key = _find(connection, steps, step_id)
            query = select(steps).where(steps.c.step_id == key).order_by(steps.c.version.desc()).limit(1)
            return _recorded(connection.execute(query).one())

    def load_alerts(
        self,
        *,
        line_id: str | None = None,
        state: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> Iterator[Alert]:
        """Yield alerts with the analysts' word on them, in the order in which they were raised; `limit`: the latest."""
        query = select(alerts.c.record).order_by(alerts.c.number.desc()).limit(limit)
        if line_id is not None:
            query = query.where(alerts.c.line_id == line_id)
        if state is not None:
            query = query.where(alerts.c.state == state)
        if since is not None:
            query = query.where(alerts.c.raised_at >= since)
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
            reviews = read_reviews(_decisions(connection))
        return (_reviewed(rows.decode(Alert, text), reviews) for text in reversed(found))

    def load_alert(self, alert_id: str) -> Alert:
        """Return the alert with this id, or whose id alone begins so; so does the id of its step.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        key = "step_id" if alert_id.startswith("step_") else "alert_id"
        with self._reading() as connection:
            found = _find(connection, alerts, alert_id, key)
            text = connection.execute(select(alerts.c.record).where(alerts.c[key] == found)).scalar_one()
            return _reviewed(rows.decode(Alert, text), read_reviews(_decisions(connection)))

    def save_decision(self, decision: Decision, coded: CodedArticle | None = None) -> None:
        """Add a decision, with the article that it brings along; one that is there already is left alone."""

        def save_both(connection: Connection) -> None:
            known = select(decisions.c.decision_id).where(decisions.c.decision_id == decision.decision_id)
            if connection.execute(known).first() is None:
                connection.execute(insert(decisions), rows.decision_row(decision))
            if coded is not None:
                save_articles(connection, {coded.article.article_id: coded})

        self._write(save_both)

    def load_decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, undone ones and their undoing as well, the oldest first."""
        with self._reading() as connection:
            return _decisions(connection)

    def load_decision(self, decision_id: str) -> Decision:
        """Return the decision with this id, or whose id alone begins so.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        with self._reading() as connection:
            key = _find(connection, decisions, decision_id)
            return rows.decode(Decision, connection.execute(_record_of(decisions, key)).scalar_one())

    def decisions_in_force(self) -> tuple[Decision, ...]:
        """Return the decisions that nobody has undone, without the undoings, the oldest first."""
        return in_force(self.load_decisions())


def _find(connection: Connection, table: Table, start: str, key: str | None = None) -> str:
    """Return the one id in column `key` that is `start` or begins so; the table's own id unless given."""
    column = table.c[key] if key else next(iter(table.primary_key.columns))
    prefix = start.partition("_")[0]
    if prefix not in _IDS:
        known = ", ".join(f"{name}_" for name in _IDS)
        raise UsageError("LW003", f"an id begins with one of {known}; {_SEE}", start)
    found = func.substr(column, 1, len(start)) == start  # LIKE minds case in one database and not in the other
    query = select(column).where(found).distinct().order_by(column).limit(100)
    return only_id(start, connection.execute(query).scalars().all(), see=_SEE)


def _record_of(table: Table, key: str) -> Any:
    return select(table.c.record).where(next(iter(table.primary_key.columns)) == key)


def _recorded(row: Any) -> Recorded:
    return Recorded(rows.decode(Step, row.record), row.version, row.recorded_at, row.superseded_at)


def _place_in_life(recorded: Recorded) -> tuple[date, int, str, int]:
    """Return what a history is ordered by: the day, on a day the states as lives run, then step and version."""
    step = recorded.step
    return step.on or date.max, _STATES.index(step.state), step.step_id, recorded.version


def _decisions(connection: Connection) -> tuple[Decision, ...]:
    query = select(decisions.c.record).order_by(decisions.c.made_at, decisions.c.decision_id)
    return tuple(rows.decode(Decision, text) for text in connection.execute(query).scalars())


def _reviewed(alert: Alert, reviews: dict[str, Review]) -> Alert:
    review = reviews.get(alert.step_id) or reviews.get(alert.alert_id)
    return replace(alert, reviewed=review) if review else alert
