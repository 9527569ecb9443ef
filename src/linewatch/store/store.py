"""The store: coded articles in a file or database that the user names. It saves, loads and finds; it changes no record.

Beside the articles it keeps the register of red lines (`Register`) and the alerts to deliver (`Outbox`).

One call of `save` is one transaction: after it returns, the articles and everything said about them are on disk, and
before that none of it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from linewatch.errors import UsageError
from linewatch.records import Article, CodedArticle, Event, Place, RedLine, Rejection, Statement
from linewatch.store import rows, schema
from linewatch.store.connection import open_engine, translated_errors, write
from linewatch.store.feeds import FeedBook
from linewatch.store.location import printable_location, read_location
from linewatch.store.occurrences import Occurrence, count_reports, occurrences, read_occurrences
from linewatch.store.outbox import Outbox
from linewatch.store.queries import (
    only_id,
    select_articles,
    select_by_id,
    select_records,
    select_reports,
    select_versions,
)
from linewatch.store.register import Register
from linewatch.store.saving import Saved, save_articles, save_rejections

RecordT = TypeVar("RecordT")
AnswerT = TypeVar("AnswerT")
P = ParamSpec("P")
ResultT = TypeVar("ResultT")

ROWS_AT_ONCE = 500

_SEE = "linewatch list events --db FILE shows the ids"

_ID_COLUMNS: dict[str, tuple[Table, str]] = {
    "art": (schema.articles, "article_id"),
    "evt": (schema.events, "record_id"),
    "stm": (schema.statements, "record_id"),
    "dcl": (schema.red_lines, "record_id"),
    "line": (schema.red_lines, "line_id"),
    "plc": (schema.places, "record_id"),
}


class Found(NamedTuple, Generic[RecordT]):
    """A record with the article that it rests on."""

    article: Article
    record: RecordT


class SetAside(NamedTuple):
    """A rejection that the store keeps, and how often the document has been tried."""

    rejection: Rejection
    attempts: int


class Store(FeedBook, Register, Outbox):
    """An open store. Use it in a ``with`` block, or call `close`.

    `path` names it: the path of a file, or the address of a database without its password.
    Every method may raise `StoreError`: LW401 where the store cannot be read, LW404 where it cannot be written, LW406
    and LW407 where the server of a PostgreSQL store does not let us.
    """

    def __init__(self, engine: Engine, path: str) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, where: Path | str, *, create: bool = False) -> Store:
        """Return the store at `where`, a path or ``postgresql://...``; with `create`, a new one where there is none.

        A store of an older Linewatch is upgraded.

        Raises:
            UsageError: LW001 no address of a database, or its driver is not installed.
            StoreError: LW401 or LW406 to LW408 cannot be opened; LW402 not a store; LW403 of a newer Linewatch;
                LW404 not writable.
        """
        url = read_location(where)
        return cls(open_engine(url, create=create), printable_location(url))

    def close(self) -> None:
        """Close the file or the connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save(self, coded: Sequence[CodedArticle | Rejection], *, settled: Collection[str] = ()) -> Saved:
        """Save all of `coded` in one transaction and return what changed.

        An article that is there already, record for record, is left as it is; one that was coded otherwise before
        (by another model, say) is replaced with all of its records.

        Args:
            settled: sources that were set aside before and are so no longer.
        """
        articles = {item.article.article_id: item for item in coded if isinstance(item, CodedArticle)}
        rejections = {item.source: item for item in coded if isinstance(item, Rejection)}

        def save_all(connection: Connection) -> Saved:
            saved = save_articles(connection, articles)
            save_rejections(connection, rejections, settled=[*articles, *settled])
            return saved + Saved(rejected=len(rejections))

        return self._write(save_all)

    def load_events(
        self,
        *,
        event_type: str | None = None,
        modality: str | None = None,
        pair: str | None = None,
        country: str | None = None,
        from_on: date | None = None,
        until_on: date | None = None,
        limit: int | None = None,
        all_versions: bool = False,
        is_first: bool = False,
    ) -> Iterator[Found[Event]]:
        """Yield events, oldest first; `pair` is two countries as ``ARM-AZE``; see `select_records` for the others.

        `same_as` is the earliest report of the occurrence, as far as a watch has seen them.

        Args:
            is_first: only the earliest report of each occurrence, and events that no watch has seen.
        """
        pair = rows.pair_of(pair.upper().split("-")) if pair else None
        equal = {"event_type": event_type, "modality": modality, "pair": pair}
        query = {"country": country, "from_on": from_on, "until_on": until_on, "limit": limit}
        return self._load(schema.events, all_versions=all_versions, is_first=is_first, **query, **equal)

    def load_statements(
        self,
        *,
        speaker: str | None = None,
        country: str | None = None,
        from_on: date | None = None,
        until_on: date | None = None,
        limit: int | None = None,
        all_versions: bool = False,
    ) -> Iterator[Found[Statement]]:
        """Yield statements, oldest first; `speaker` is a full name; see `select_records` for the others."""
        days = {"from_on": from_on, "until_on": until_on}
        return self._load(
            schema.statements, country=country, limit=limit, all_versions=all_versions, speaker=speaker, **days
        )

    def load_red_lines(
        self,
        *,
        line_id: str | None = None,
        kind: str | None = None,
        declarer_country: str | None = None,
        country: str | None = None,
        from_on: date | None = None,
        until_on: date | None = None,
        limit: int | None = None,
        all_versions: bool = False,
    ) -> Iterator[Found[RedLine]]:
        """Yield declarations of red lines, oldest first; see `select_records` for `country` and the days."""
        equal = {"line_id": line_id, "kind": kind, "declarer_country": declarer_country}
        days = {"from_on": from_on, "until_on": until_on}
        return self._load(schema.red_lines, country=country, limit=limit, all_versions=all_versions, **days, **equal)

    def load_articles(self, *, from_on: date | None = None, until_on: date | None = None) -> Iterator[Article]:
        """Yield articles without their records, by day of publication; those without a day come first.

        Args:
            from_on: first day of publication; one without a day is not within any days.
            until_on: last day.
        """
        with translated_errors(self.path), self._engine.connect() as connection:
            for text in connection.execute(select_articles(from_on=from_on, until_on=until_on)).scalars():
                yield rows.decode_record(schema.articles, text)

    def load_article(self, article_id: str) -> CodedArticle:
        """Return the article with all of its records, equal to what was saved.

        Raises:
            UsageError: LW003 the store has no such article.
        """
        with self._reading() as connection:
            text = connection.execute(
                select(schema.articles.c.record).where(schema.articles.c.article_id == article_id)
            ).scalar_one_or_none()
            if text is None:
                raise UsageError("LW003", f"the store has no such article; {_SEE}", article_id)
            parts = {table.name: _load_parts(connection, table, article_id) for table in schema.RECORD_TABLES}
        return CodedArticle(article=rows.decode_record(schema.articles, text), **parts)

    def load_versions(self, article_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """Return by which versions those of the articles that the store has were coded."""
        columns = schema.articles.c
        query = select(columns.record).where(columns.article_id.in_(article_ids))
        with translated_errors(self.path), self._engine.connect() as connection:
            found = [rows.decode_record(schema.articles, text) for text in connection.execute(query).scalars()]
        return {article.article_id: article.models for article in found}

    def load_editions(self, article_id: str) -> tuple[Article, ...]:
        """Return all versions of a report, the earliest first; the article alone where there are no others.

        Raises:
            UsageError: LW003 the store has no such article.
        """
        with self._reading() as connection:
            found = connection.execute(select_versions(article_id)).all()
        if not found:
            raise UsageError("LW003", f"the store has no such article; {_SEE}", article_id)
        after = {row.superseded_by: row for row in found}
        chain = [after[None]]
        while chain[0].article_id in after:
            chain.insert(0, after[chain[0].article_id])
        return tuple(rows.decode_record(schema.articles, row.record) for row in chain)

    def load_places(self, article_id: str) -> tuple[Place, ...]:
        """Return the places of an article; none where the store has no such article."""
        with self._reading() as connection:
            return _load_parts(connection, schema.places, article_id)

    def load_rejections(self, *, code: str | None = None, source: str = "") -> Iterator[SetAside]:
        """Yield the documents that were set aside, by source.

        One at a time is in memory, and the store may be written to meanwhile.

        Args:
            code: only those with this error code.
            source: only those whose source is this or begins so.
        """
        table = schema.rejections
        sources = select(table.c.source).where(func.substr(table.c.source, 1, len(source)) == source)
        if code is not None:
            sources = sources.where(table.c.code == code)
        with self._reading() as connection:
            found = sorted(connection.execute(sources).scalars())  # databases do not agree on the order of words
        for source in found:
            with self._reading() as connection:
                row = connection.execute(select(table).where(table.c.source == source)).one_or_none()
            if row is not None:
                yield SetAside(Rejection(row.source, row.code, row.stage, row.reason, row.content), row.attempts)

    def find(self, record_id: str) -> Found[rows.Record]:
        """Return the record with this id, or whose id alone begins so, with its article.

        A ``line_`` id finds the first declaration of the line.

        Raises:
            UsageError: LW003 the id is unknown, or several ids begin so.
        """
        prefix = record_id.partition("_")[0]
        if prefix not in _ID_COLUMNS:
            known = ", ".join(f"{name}_" for name in _ID_COLUMNS)
            raise UsageError("LW003", f"an id begins with one of {known}; {_SEE}", record_id)
        table, key = _ID_COLUMNS[prefix]
        with self._reading() as connection:
            found = connection.execute(select_by_id(table, key, record_id).limit(100)).all()
            row = _only_one(record_id, found)
            article = connection.execute(
                select(schema.articles.c.record).where(schema.articles.c.article_id == row.article_id)
            ).scalar_one()
        return Found(rows.decode_record(schema.articles, article), rows.decode_record(table, row.record))

    def load_occurrences(self) -> Iterator[Occurrence]:
        """Yield what happened once, with all of its reports; nothing before the first watch."""
        with self._reading() as connection:
            yield from read_occurrences(connection)

    def load_reports(self, event_id: str) -> tuple[Found[Event], ...]:
        """Return all reports of the occurrence that an event tells of, itself among them, oldest first.

        None where no watch has seen the event.
        """
        query = select(occurrences.c.occurrence_id).where(occurrences.c.event_id == event_id)
        with self._reading() as connection:
            key = connection.execute(query).scalar()
            found = connection.execute(select_reports(key)).all() if key else ()
        return tuple(_found(schema.events, row) for row in found)

    def report_counts(self) -> dict[str, int]:
        """Return in how many articles each occurrence is reported, by its id, where there is more than one."""
        with self._reading() as connection:
            return count_reports(connection)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of records has, articles first."""
        with self._reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in schema.DATA_TABLES
            }

    def digest(self) -> dict[str, str]:
        """Return the SHA-256 of each table over its sorted rows: equal contents have equal digests in any order.

        `meta`, and tables and columns whose `info` says that they tell of runs, are left out.
        """
        tables = [table for table in schema.metadata.sorted_tables if table is not schema.meta and not table.info]
        with self._reading() as connection:
            return {table.name: _digest_table(connection, table) for table in tables}

    def meta(self, key: str) -> str | None:
        """Return a note about the store itself, such as its ``kind``; None where there is none."""
        with self._reading() as connection:
            return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar_one_or_none()

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note about the store itself."""

        def set_value(connection: Connection) -> None:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
            connection.execute(insert(schema.meta), {"key": key, "value": value})

        self._write(set_value)

    def ask(self, question: Callable[Concatenate[Connection, P], AnswerT], *args: P.args, **given: P.kwargs) -> AnswerT:
        """Return the answer to a question of `linewatch.store.scanning`."""
        with self._reading() as connection:
            return question(connection, *args, **given)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated_errors(self.path), self._engine.connect() as connection:
            yield connection

    def _write(self, work: Callable[[Connection], ResultT]) -> ResultT:
        """Return what `work` returns, once it is on disk; see `connection.write`."""
        return write(self._engine, self.path, work)

    def _load(self, table: Table, **query: Any) -> Iterator[Found[Any]]:
        with self._reading() as connection:
            options = {"yield_per": ROWS_AT_ONCE}  # PostgreSQL would send all rows at once
            found: Iterable[Any] = connection.execute(select_records(table, **query), execution_options=options)
            if query["limit"] is not None:
                found = list(found)
                connection.rollback()  # a reader who takes his time must not keep others from writing
            for row in found:
                yield _found(table, row)


def _found(table: Table, row: Any) -> Found[Any]:
    record = rows.decode_record(table, row.record)
    if table is schema.events and row.occurrence_id not in (None, record.event_id):
        record = replace(record, same_as=row.occurrence_id)
    return Found(rows.decode_record(schema.articles, row.article), record)


def _load_parts(connection: Connection, table: Table, article_id: str) -> tuple[Any, ...]:
    query = select(table.c.record).where(table.c.article_id == article_id).order_by(table.c.position)
    return tuple(rows.decode_record(table, text) for text in connection.execute(query).scalars())


def _only_one(record_id: str, found: Sequence[Any]) -> Any:
    """Return the first row, if all rows carry the same id."""
    only_id(record_id, [row.id for row in found], see=_SEE)
    return found[0]


def _digest_table(connection: Connection, table: Table) -> str:
    query = select(*(column for column in table.columns if not column.info))
    digests = sorted(
        hashlib.sha256(json.dumps(list(row), default=str).encode()).digest() for row in connection.execute(query)
    )
    return hashlib.sha256(b"".join(digests)).hexdigest()
