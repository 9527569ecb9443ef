"""Which articles are versions or copies of each other. The answer never depends on the order in which they came.

Versions are the reports at one address, in the order of `_version_order`; each names the first in `version_of` and the
next in `superseded_by`. Copies are texts that share a bucket (`signatures`), wherever they stand, and copies of copies:
all of them name the earliest in `duplicate_of`. Everything here runs inside a transaction that the caller began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from linewatch.records import Article
from linewatch.store import rows
from linewatch.store.schema import articles, bands
from linewatch.store.signatures import buckets

_CHUNK = 256

ItemT = TypeVar("ItemT")


def relate_articles(connection: Connection, found: Iterable[Article]) -> None:
    """Find the versions and copies of articles that are new. Their rows are there already."""
    texts = {article.article_id: article.text for article in found if rows.is_report(article)}
    if texts:
        _chain_versions(connection, texts)
        _join_copies(connection, texts)


def relate_all(connection: Connection) -> None:
    """Find the versions and copies among all articles of a store that has not kept them so far."""
    ids = connection.execute(select(articles.c.article_id).order_by(articles.c.article_id)).scalars().all()
    for chunk in _chunks(ids):
        query = select(articles.c.record).where(articles.c.article_id.in_(chunk))
        found = [rows.decode_record(articles, text) for text in connection.execute(query).scalars()]
        statement = update(articles).where(articles.c.article_id == bindparam("key"))
        connection.execute(statement, [{"key": item.article_id, **rows.derived_columns(item)} for item in found])
        relate_articles(connection, found)


def _chain_versions(connection: Connection, article_ids: Iterable[str]) -> None:
    table = articles.c
    changes: list[dict[str, str | None]] = []
    for chunk in _chunks(article_ids):
        touched = select(table.canonical_url).where(table.article_id.in_(chunk), table.canonical_url.is_not(None))
        columns = (table.article_id, table.canonical_url, table.published_on, table.text_chars)
        query = select(*columns, table.version_of, table.superseded_by).where(table.canonical_url.in_(touched))
        found = connection.execute(query.order_by(table.canonical_url))
        for _, group in groupby(found, key=lambda row: row.canonical_url):
            changes += _chain(sorted(group, key=_version_order))
    if changes:
        connection.execute(update(articles).where(articles.c.article_id == bindparam("key")), changes)


def _chain(chain: Sequence[Any]) -> Iterator[dict[str, str | None]]:
    """Yield what is to be changed so that each version names the first and the next."""
    first = chain[0].article_id
    following = [row.article_id for row in chain[1:]]
    for row, next_id in zip(chain, [*following, None], strict=True):
        version_of = None if row.article_id == first else first
        if (row.version_of, row.superseded_by) != (version_of, next_id):
            yield {"key": row.article_id, "version_of": version_of, "superseded_by": next_id}


def _version_order(row: Any) -> tuple[date, int, str]:
    """Order versions by day; within a day the longer text is taken for the later: reports grow as a story does."""
    return row.published_on or date.min, row.text_chars, row.article_id


def _join_copies(connection: Connection, texts: dict[str, str]) -> None:
    """Join the groups that share a bucket with a new article; a group is known by its earliest member."""
    placed = {article_id: buckets(text) for article_id, text in texts.items()}
    groups = _groups_in(connection, {bucket for found in placed.values() for bucket in found})
    made = [
        {"article_id": key, "band": band, "bucket": bucket}
        for key, found in placed.items()
        for band, bucket in enumerate(found)
    ]
    connection.execute(insert(bands), made)
    touching = (
        {key, *found, *(groups[bucket] for bucket in found if bucket in groups)} for key, found in placed.items()
    )
    for joined in _joined(touching):
        _make_one_group(connection, {each for each in joined if isinstance(each, str)})


def _groups_in(connection: Connection, wanted: set[int]) -> dict[int, str]:
    """Return for each bucket the group that is in it, by its earliest member; all in one bucket are of one group."""
    groups: dict[int, str] = {}
    for chunk in _chunks(sorted(wanted)):
        a_member = select(bands.c.bucket, func.min(bands.c.article_id).label("article_id"))
        found = a_member.where(bands.c.bucket.in_(chunk)).group_by(bands.c.bucket).subquery()
        root = func.coalesce(articles.c.duplicate_of, articles.c.article_id).label("root")
        query = select(found.c.bucket, root).join(articles, articles.c.article_id == found.c.article_id)
        groups |= {row.bucket: row.root for row in connection.execute(query)}
    return groups


def _joined(parts: Iterable[set[Any]]) -> list[set[Any]]:
    """Return the sets that the parts make when all that have a member in common are put together."""
    joined: list[set[Any]] = []
    for part in parts:
        touching = [group for group in joined if not group.isdisjoint(part)]
        joined = [group for group in joined if group.isdisjoint(part)]
        joined.append(part.union(*touching))
    return joined


def _make_one_group(connection: Connection, roots: set[str]) -> None:
    if len(roots) == 1:
        return
    table = articles.c
    days = select(table.article_id, table.published_on).where(table.article_id.in_(sorted(roots)))
    earliest = min((row.published_on or date.max, row.article_id) for row in connection.execute(days))[1]
    others = sorted(roots - {earliest})
    is_member = or_(table.article_id.in_(others), table.duplicate_of.in_(others))
    connection.execute(update(articles).where(is_member).values(duplicate_of=earliest))


def _chunks(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
