"""The questions that one may ask the store, as SELECT statements. Nothing is executed here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select

from linewatch.errors import UsageError
from linewatch.store.schema import articles


def select_records(
    table: Table,
    *,
    country: str | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    limit: int | None = None,
    **equal: str | None,
) -> Select[Any]:
    """Return the query for records of `table` with their articles, oldest first.

    Args:
        country: ISO alpha-3 code that takes part in any role.
        from_on: first day; a record without a day of its own counts on the day of publication.
        until_on: last day.
        limit: the latest so many.
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
    order = (day, table.c.article_id, table.c.position)
    columns = (table.c.article_id, table.c.position, day.label("day"), table.c.record)
    query = select(*columns, articles.c.record.label("article")).join(articles).where(*wanted)
    if limit is None:
        return query.order_by(*order)
    latest = query.order_by(*(column.desc() for column in order)).limit(limit).subquery()
    return select(latest).order_by(latest.c.day, latest.c.article_id, latest.c.position)


def select_articles(*, from_on: date | None = None, until_on: date | None = None) -> Select[Any]:
    """Return the query for articles, by day of publication: undated ones first, or none where days are asked for."""
    day = articles.c.published_on
    bounds = [day >= from_on] if from_on is not None else []
    bounds += [day <= until_on] if until_on is not None else []
    return select(articles.c.record).where(*bounds).order_by(day.is_not(None), day, articles.c.article_id)


def select_by_id(table: Table, key: str, start: str) -> Select[Any]:
    """Return the query for the rows of `table` whose id in column `key` is `start` or begins with it."""
    column = table.c[key]
    found = column.startswith(start, autoescape=True)
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
