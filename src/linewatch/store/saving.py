"""The writing half of the store: what is new goes in, what has changed is replaced whole, what is equal is left alone.

Everything here runs inside a transaction that the caller began.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select

from linewatch.records import CodedArticle, Rejection
from linewatch.store import rows, schema


class Saved(NamedTuple):
    """What one or several calls of `save` did, in articles; `rejected` counts documents set aside."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: object) -> Saved:
        """Return the sums, figure by figure."""
        if not isinstance(other, Saved):
            return NotImplemented
        return Saved(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def save_articles(connection: Connection, coded: dict[str, CodedArticle]) -> Saved:
    """Save what is new or has changed of `coded`, which is keyed by article id, and return what that was."""
    table = schema.articles
    query = select(table.c.article_id, table.c.digest).where(table.c.article_id.in_(list(coded)))
    known = {row.article_id: row.digest for row in connection.execute(query)}
    changed = {key: item for key, item in coded.items() if known.get(key) != rows.article_digest(item)}
    replaced = [key for key in changed if key in known]
    if replaced:
        connection.execute(delete(table).where(table.c.article_id.in_(replaced)))  # its records go with it
    _insert(connection, changed)
    return Saved(len(changed) - len(replaced), len(replaced), len(coded) - len(changed))


def _insert(connection: Connection, coded: dict[str, CodedArticle]) -> None:
    if coded:
        connection.execute(insert(schema.articles), [rows.article_row(item) for item in coded.values()])
    gathered: dict[Table, list[rows.Row]] = {table: [] for table in schema.RECORD_TABLES}
    for item in coded.values():
        for table, made in rows.record_rows(item).items():
            gathered[table].extend(made)
    for table, made in gathered.items():
        if made:
            connection.execute(insert(table), made)


def save_rejections(connection: Connection, rejections: dict[str, Rejection], *, coded_ids: list[str]) -> None:
    """Keep the latest refusal of each source; an article that could be coded after all is no longer refused."""
    table = schema.rejections
    connection.execute(delete(table).where(table.c.source.in_([*rejections, *coded_ids])))
    if rejections:
        connection.execute(insert(table), [rows.rejection_row(item) for item in rejections.values()])
