"""What the watch reads from a store: declarations and events, each with the parts of its article that a match needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, false, func, or_, select

from linewatch.records import Article, Declared, Event, Place, RedLine, Sighting, Statement
from linewatch.store import rows
from linewatch.store.schema import articles, events, places, red_lines, statements

_CHUNK = 400
_IN_CHUNKS = {"yield_per": _CHUNK}

Parts = dict[tuple[str, str], Any]


def read_declared(connection: Connection) -> Iterator[Declared]:
    """Yield every declaration with its article and the places of its area, in the order of the articles' ids."""
    query = (
        select(red_lines.c.article_id, red_lines.c.record, articles.c.record.label("article"))
        .join(articles)
        .order_by(red_lines.c.article_id, red_lines.c.position)
    )
    for chunk in connection.execute(query, execution_options=_IN_CHUNKS).partitions():
        lines: list[RedLine] = [rows.decode_record(red_lines, row.record) for row in chunk]
        found = _parts(connection, places, (key for line in lines if line.area for key in line.area.place_ids))
        for row, article, line in zip(chunk, _articles(chunk), lines, strict=True):
            keys = line.area.place_ids if line.area else ()
            area: list[Place | None] = [found.get((row.article_id, key)) for key in keys]
            yield Declared(article, line, tuple(place for place in area if place))


def read_sightings(
    connection: Connection, *, countries: Iterable[str] | None, from_on: date | None, until_on: date | None
) -> Iterator[Sighting]:
    """Yield events with their article, place and statement, oldest first."""
    day = func.coalesce(events.c.from_on, articles.c.published_on)
    query = (
        select(events.c.article_id, events.c.record, articles.c.record.label("article"))
        .join(articles)
        .order_by(day, events.c.article_id, events.c.position)
    )
    if countries is not None:
        takes_part = [events.c.countries.contains(f";{code.upper()};", autoescape=True) for code in countries]
        query = query.where(or_(false(), *takes_part))
    if from_on is not None:
        query = query.where(day >= from_on)
    if until_on is not None:
        query = query.where(day <= until_on)
    for chunk in connection.execute(query, execution_options=_IN_CHUNKS).partitions():
        yield from _sightings(connection, chunk)


def _sightings(connection: Connection, chunk: Sequence[Any]) -> Iterator[Sighting]:
    found: list[Event] = [rows.decode_record(events, row.record) for row in chunk]
    where: Parts = _parts(connection, places, (event.place_id for event in found))
    said: Parts = _parts(connection, statements, (event.statement_id for event in found))
    for row, article, event in zip(chunk, _articles(chunk), found, strict=True):
        place: Place | None = where.get((row.article_id, event.place_id or ""))
        statement: Statement | None = said.get((row.article_id, event.statement_id or ""))
        yield Sighting(article, event, place, statement)


def _articles(chunk: Sequence[Any]) -> list[Article]:
    """Return the article of each row; rows of one article share it."""
    texts = {row.article_id: row.article for row in chunk}
    known: dict[str, Article] = {key: rows.decode_record(articles, text) for key, text in texts.items()}
    return [known[row.article_id] for row in chunk]


def _parts(connection: Connection, table: Table, wanted: Iterable[str | None]) -> Parts:
    """Return the records with these ids, by article and id; the first where an article has one twice."""
    keys = sorted({key for key in wanted if key})
    found: Parts = {}
    for start in range(0, len(keys), _CHUNK):  # an area may name several places
        some = table.c.record_id.in_(keys[start : start + _CHUNK])
        query = select(table.c.article_id, table.c.record_id, table.c.record).where(some).order_by(table.c.position)
        for row in connection.execute(query):
            found.setdefault((row.article_id, row.record_id), rows.decode_record(table, row.record))
    return found
