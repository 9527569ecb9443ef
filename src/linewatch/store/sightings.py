"""What the watch reads from a store: articles with all of their records, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from linewatch.records import CodedArticle
from linewatch.store import rows
from linewatch.store.schema import RECORD_TABLES, articles, red_lines

_CHUNK = 400
_IN_CHUNKS = {"yield_per": _CHUNK}


def read_coded(connection: Connection, *, is_declaring: bool) -> Iterator[CodedArticle]:
    """Yield the articles of which there is no later version, by id, with all of their records.

    Args:
        is_declaring: only those that declare a line.
    """
    wanted = [articles.c.superseded_by.is_(None)]
    if is_declaring:
        wanted.append(articles.c.article_id.in_(select(red_lines.c.article_id)))
    query = select(articles.c.article_id, articles.c.record).where(*wanted).order_by(articles.c.article_id)
    for chunk in connection.execute(query, execution_options=_IN_CHUNKS).partitions():
        ids = [row.article_id for row in chunk]
        parts = {table.name: _by_article(connection, table, ids) for table in RECORD_TABLES}
        for row in chunk:
            mine = {name: tuple(found.get(row.article_id, ())) for name, found in parts.items()}
            yield CodedArticle(rows.decode_record(articles, row.record), **mine)


def _by_article(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, list[Any]]:
    query = select(table.c.article_id, table.c.record).where(table.c.article_id.in_(ids)).order_by(table.c.position)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.article_id, []).append(rows.decode_record(table, row.record))
    return found
