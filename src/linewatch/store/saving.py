"""The writing half of the store: what is new goes in, what has changed is replaced whole, what is equal is left alone.

Everything here runs inside a transaction that the caller began.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, update

from linewatch.failpoints import reach
from linewatch.records import CodedArticle, Rejection
from linewatch.store import rows, schema
from linewatch.store.kinship import relate_articles
from linewatch.store.occurrences import forget_occurrences


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
    new = {key: item for key, item in coded.items() if key not in known}
    replaced = {key: item for key, item in coded.items() if key in known and known[key] != rows.article_digest(item)}
    _replace_articles(connection, replaced)
    _insert(connection, {table: [rows.article_row(item) for item in new.values()]})
    reach("store.after_articles")
    _insert(connection, _gather_records([*new.values(), *replaced.values()]))
    reach("store.after_records")
    relate_articles(connection, [item.article for item in new.values()])
    reach("store.after_kinship")
    return Saved(len(new), len(replaced), len(coded) - len(new) - len(replaced))


def save_rejections(connection: Connection, rejections: dict[str, Rejection], *, settled: Collection[str]) -> None:
    """Keep the latest refusal of each source and count them; the sources in `settled` are no longer refused."""
    table = schema.rejections
    known = select(table.c.source, table.c.attempts).where(table.c.source.in_(list(rejections)))
    attempts = {row.source: row.attempts for row in connection.execute(known)}
    connection.execute(delete(table).where(table.c.source.in_([*rejections, *settled])))
    made = [
        {**rows.rejection_row(item), "attempts": attempts.get(source, 0) + 1} for source, item in rejections.items()
    ]
    _insert(connection, {table: made})
    reach("store.after_rejections")


def _replace_articles(connection: Connection, coded: dict[str, CodedArticle]) -> None:
    """Write the articles anew and take their records away: the article itself stays, with its versions and copies."""
    if coded:
        forget_occurrences(connection, coded)
    for table in schema.RECORD_TABLES if coded else ():
        connection.execute(delete(table).where(table.c.article_id.in_(list(coded))))
    for key, item in coded.items():
        articles = schema.articles
        connection.execute(update(articles).where(articles.c.article_id == key).values(rows.article_row(item)))


def _gather_records(coded: Iterable[CodedArticle]) -> dict[Table, list[rows.Row]]:
    gathered: dict[Table, list[rows.Row]] = {table: [] for table in schema.RECORD_TABLES}
    for item in coded:
        for table, made in rows.record_rows(item).items():
            gathered[table].extend(made)
    return gathered


def _insert(connection: Connection, made: dict[Table, list[rows.Row]]) -> None:
    for table, found in made.items():
        if found:
            connection.execute(insert(table), found)
