"""What a page asks of the store: every event in outline, records by their ids, one page of a table. No SQL elsewhere.

Everything here is reading. Pages of a table follow its primary key, so that each costs the same however large it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, Table, func, select, tuple_

from linewatch.records import Article, Event, Place, Sighting, Statement
from linewatch.store import rows, schema

_MOST_IN = 400  # values in one IN (...)


class _Outline(msgspec.Struct):
    """The few fields of an event that are looked for and counted."""

    event_id: str
    mode: str | None
    intensity: float
    place_id: str | None
    statement_id: str | None
    fatalities: dict[str, int] | None = None


class _PlaceOutline(msgspec.Struct):
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    kind: str


class EventOutline(NamedTuple):
    """One event in outline; `day` is its own, else that of publication. `speaker` says it where a statement does."""

    article_id: str
    position: int
    event_id: str
    day: date | None
    event_type: str
    mode: str | None
    modality: str
    quad_code: int
    pair: str | None
    countries: str
    intensity: float
    deaths: int
    publisher: str | None
    speaker: str | None
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None


_EVENT = msgspec.json.Decoder(_Outline)
_PLACE = msgspec.json.Decoder(_PlaceOutline)


def scan_events(connection: Connection) -> list[EventOutline]:
    """Return every event in outline, the latest day first, undated ones last."""
    outlines = _outlines(connection)
    return sorted(outlines, key=lambda each: (-(each.day or date.min).toordinal(), each.article_id, each.position))


def _outlines(connection: Connection) -> Iterator[EventOutline]:
    table, articles = schema.events, schema.articles
    query = select(
        table.c.article_id, table.c.position, table.c.event_type, table.c.modality, table.c.quad_code, table.c.pair,
        table.c.countries, func.coalesce(table.c.from_on, articles.c.published_on).label("day"),
        articles.c.publisher, table.c.record,
    ).join(articles)  # fmt: skip
    places, speakers = _places(connection), _speakers(connection)
    for row in connection.execute(query):
        event = _EVENT.decode(row.record)
        place = places.get(event.place_id or "")
        yield EventOutline(
            row.article_id, row.position, event.event_id, row.day, row.event_type, event.mode, row.modality,
            row.quad_code, row.pair, row.countries, event.intensity, (event.fatalities or {}).get("best", 0),
            row.publisher, speakers.get(event.statement_id or ""),
            place.name if place else None, place.country if place else None,
            place.lat if place else None, place.lon if place else None,
        )  # fmt: skip


def load_sightings(connection: Connection, keys: Sequence[tuple[str, int]]) -> list[Sighting]:
    """Return the events with these articles and positions, in this order; those that are gone are left out."""
    table, found = schema.events, {}
    for some in _batches(list(dict.fromkeys(article_id for article_id, _ in keys))):  # SQLite seeks one column alone
        query = select(table.c.article_id, table.c.position, table.c.record).where(table.c.article_id.in_(some))
        found.update({(row.article_id, row.position): row.record for row in connection.execute(query)})
    events: dict[tuple[str, int], Event] = {
        key: rows.decode_record(schema.events, found[key]) for key in keys if key in found
    }
    articles = load_articles(connection, [article_id for article_id, _ in events])
    places: dict[str, Place] = _by_id(connection, schema.places, [each.place_id for each in events.values()])
    statements: dict[str, Statement] = _by_id(
        connection, schema.statements, [each.statement_id for each in events.values()]
    )
    return [
        Sighting(
            articles[article_id],
            event,
            places.get(event.place_id or ""),
            statements.get(event.statement_id or ""),
        )
        for (article_id, _), event in events.items()
    ]


def load_articles(connection: Connection, ids: Sequence[str]) -> dict[str, Article]:
    """Return the articles with these ids."""
    table, found = schema.articles, {}
    for some in _batches(list(dict.fromkeys(ids))):
        query = select(table.c.article_id, table.c.record).where(table.c.article_id.in_(some))
        found.update({row.article_id: rows.decode_record(table, row.record) for row in connection.execute(query)})
    return found


def find_positions(connection: Connection, event_ids: Sequence[str]) -> list[tuple[str, int]]:
    """Return the article and position of each of these events, in this order; unknown ids are left out."""
    table, found = schema.events, {}
    for some in _batches(list(dict.fromkeys(event_ids))):
        query = select(table.c.record_id, table.c.article_id, table.c.position).where(table.c.record_id.in_(some))
        found.update({row.record_id: (row.article_id, row.position) for row in connection.execute(query)})
    return [found[event_id] for event_id in event_ids if event_id in found]


def load_places(connection: Connection, place_ids: Sequence[str]) -> dict[str, Place]:
    """Return the places with these ids."""
    return _by_id(connection, schema.places, place_ids)


def load_page(connection: Connection, table: Table, *, after: tuple[str, int] | None, limit: int) -> list[Any]:
    """Return (article, record, position) of the next rows of a table of records, in the order of its primary key."""
    key = (table.c.article_id, table.c.position)
    query = select(*key, table.c.record, schema.articles.c.record.label("article")).join(schema.articles)
    if after is not None:
        query = query.where(tuple_(*key) > after)
    return [
        (rows.decode_record(schema.articles, row.article), rows.decode_record(table, row.record), row.position)
        for row in connection.execute(query.order_by(*key).limit(limit))
    ]


def scan_titles(connection: Connection) -> list[tuple[str, str]]:
    """Return every article's id and title, the latest first, undated ones last."""
    table = schema.articles
    query = select(table.c.article_id, func.coalesce(table.c.title, ""))
    query = query.order_by(table.c.published_on.desc().nulls_last(), table.c.article_id.desc())
    return [(row[0], row[1]) for row in connection.execute(query)]


def load_latest_articles(
    connection: Connection, *, before: tuple[date | None, str] | None, limit: int
) -> list[Article]:
    """Return articles, the latest first, undated ones last; `before` is the day and id of the one before them."""
    table = schema.articles
    day = func.coalesce(table.c.published_on, date.min)
    query: Select[Any] = select(table.c.record)
    if before is not None:
        query = query.where(tuple_(day, table.c.article_id) < (before[0] or date.min, before[1]))
    query = query.order_by(table.c.published_on.desc().nulls_last(), table.c.article_id.desc()).limit(limit)
    return [rows.decode_record(table, text) for text in connection.execute(query).scalars()]


def count_publishers(connection: Connection) -> list[tuple[str | None, int, date | None, date | None]]:
    """Return each publisher with the number of its articles and the first and last day of publication."""
    column, day = schema.articles.c.publisher, schema.articles.c.published_on
    query = select(column, func.count(), func.min(day), func.max(day)).group_by(column)
    return [tuple(row) for row in connection.execute(query.order_by(func.count().desc(), column))]


def count_rejections(connection: Connection) -> dict[str, int]:
    """Return how many documents were set aside under each code."""
    table = schema.rejections
    query = select(table.c.code, func.count()).group_by(table.c.code).order_by(table.c.code)
    return {row[0]: row[1] for row in connection.execute(query)}


def load_rejections(connection: Connection, *, limit: int) -> list[Any]:
    """Return documents that were set aside, by source."""
    table = schema.rejections
    return list(connection.execute(select(table).order_by(table.c.source).limit(limit)))


def _by_id(connection: Connection, table: Table, ids: Sequence[str | None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in _batches(list(dict.fromkeys(each for each in ids if each))):
        query = select(table.c.record_id, table.c.record).where(table.c.record_id.in_(some))
        for row in connection.execute(query):
            found.setdefault(row.record_id, rows.decode_record(table, row.record))
    return found


def _places(connection: Connection) -> dict[str, _PlaceOutline]:
    query = select(schema.places.c.record_id, schema.places.c.record)
    return {row.record_id: _PLACE.decode(row.record) for row in connection.execute(query)}


def _speakers(connection: Connection) -> dict[str, str]:
    table = schema.statements
    query = select(table.c.record_id, table.c.speaker).where(table.c.speaker.is_not(None))
    return {row.record_id: row.speaker for row in connection.execute(query)}


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _MOST_IN):
        yield values[start : start + _MOST_IN]
