"""The questions that one may ask the store, as SELECT statements. Nothing is executed here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from linewatch.errors import UsageError
from linewatch.store.occurrences import occurrences
from linewatch.store.schema import articles, events

_IS_OF_EVENT = (occurrences.c.event_id == events.c.record_id) & (occurrences.c.article_id == events.c.article_id)


def select_records(
    table: Table,
    *,
    country: str | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    limit: int | None = None,
    all_versions: bool = False,
    is_first: bool = False,
    **equal: str | None,
) -> Select[Any]:
    """Return the query for records of `table` with their articles, oldest first.

    Args:
        country: ISO alpha-3 code that takes part in any role.
        from_on: first day; a record without a day of its own counts on the day of publication.
        until_on: last day.
        limit: the latest so many.
        all_versions: also records of articles of which there is a later version.
        is_first: of events, only the earliest report of each occurrence, and those that no watch has seen.
        equal: a column and the value that it must have; None does not filter.
    """
    day = func.coalesce(table.c.from_on, articles.c.published_on)
    wanted: list[ColumnElement[bool]] = [table.c[name] == value for name, value in equal.items() if value is not None]
    if country is not None:
        wanted.append(table.c.countries.contains(f";{country.upper()};", autoescape=True))
    if from_on is not None:
        wanted.append(day >= from_on)
    if until_on is not None:
        wanted.append(day <= until_on)
    if not all_versions:
        wanted.append(articles.c.superseded_by.is_(None))
    order = (day, table.c.article_id, table.c.position)
    columns = [
        table.c.article_id,
        table.c.position,
        day.label("day"),
        table.c.record,
        articles.c.record.label("article"),
    ]
    source = table.join(articles)
    if table is events:
        columns.append(occurrences.c.occurrence_id)
        source = source.outerjoin(occurrences, _IS_OF_EVENT)
    if is_first:
        wanted.append(func.coalesce(occurrences.c.occurrence_id, events.c.record_id) == events.c.record_id)
    query = select(*columns).select_from(source).where(*wanted)
    if limit is None:
        return query.order_by(*order)
    latest = query.order_by(*(column.desc() for column in order)).limit(limit).subquery()
    return select(latest).order_by(latest.c.day, latest.c.article_id, latest.c.position)


def select_reports(occurrence_id: str) -> Select[Any]:
    """Return the query for the events of one occurrence with their articles, oldest first."""
    day = func.coalesce(events.c.from_on, articles.c.published_on)
    columns = (events.c.record, articles.c.record.label("article"), occurrences.c.occurrence_id)
    source = events.join(articles).join(occurrences, _IS_OF_EVENT)
    wanted = select(*columns).select_from(source).where(occurrences.c.occurrence_id == occurrence_id)
    return wanted.order_by(day, events.c.article_id, events.c.position)


def select_articles(*, from_on: date | None = None, until_on: date | None = None) -> Select[Any]:
    """Return the query for articles, by day of publication: undated ones first, or none where days are asked for."""
    day = articles.c.published_on
    bounds = [day >= from_on] if from_on is not None else []
    bounds += [day <= until_on] if until_on is not None else []
    return select(articles.c.record).where(*bounds).order_by(day.is_not(None), day, articles.c.article_id)


def select_versions(article_id: str) -> Select[Any]:
    """Return the query for the article and all other versions of the same report."""
    table = articles.c
    first = func.coalesce(table.version_of, table.article_id)
    wanted = select(first).where(table.article_id == article_id).scalar_subquery()
    is_version = or_(table.article_id == wanted, table.version_of == wanted)
    return select(table.article_id, table.superseded_by, table.record).where(is_version)


def select_by_id(table: Table, key: str, start: str) -> Select[Any]:
    """Return the query for the rows of `table` whose id in column `key` is `start` or begins with it."""
    column = table.c[key]
    found = func.substr(column, 1, len(start)) == start  # LIKE minds case in PostgreSQL and not in SQLite
    position = [table.c.position] if "position" in table.c else []
    return (
        select(column.label("id"), table.c.article_id, table.c.record)
        .where(found)
        .order_by(column, table.c.article_id, *position)
    )


def only_id(start: str, found: Sequence[str], *, see: str) -> str:
    """Return the one id of `found` that is meant by `start`, with which all of them begin.

    Raises:
        UsageError: LW003 there is none, or there are several and none of them is `start` itself.
    """
    ids = sorted(set(found))
    if not ids:
        raise UsageError("LW003", f"the store has no such record; {see}", start)
    if len(ids) > 1 and start not in ids:
        raise UsageError("LW003", f"several ids begin so, {ids[0]} and {ids[1]} among them; give more of it", start)
    return start if start in ids else ids[0]
