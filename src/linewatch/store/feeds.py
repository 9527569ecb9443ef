"""The part of a store that knows the feeds: which are followed, when each is asked next, what of it has been read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from linewatch.errors import UsageError
from linewatch.records import Feed
from linewatch.store.feedtables import feed_items, feeds

ResultT = TypeVar("ResultT")

_NAMES = [one.name for one in fields(Feed)]


class FeedBook(ABC):
    """What a store knows of feeds. `Store` says how a transaction begins."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _write(self, work: Callable[[Connection], ResultT]) -> ResultT: ...

    def add_feeds(self, new: Mapping[str, str | None]) -> int:
        """Follow the feeds of these addresses, each with the title that is known; return how many are new.

        One that was disabled is asked again.
        """
        return self._write(partial(_add, new=new))

    def remove_feed(self, url: str) -> None:
        """Follow a feed no longer. Its articles stay.

        Raises:
            UsageError: LW003 there is no such feed.
        """

        def remove(connection: Connection) -> int:
            return connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount

        if not self._write(remove):
            raise UsageError("LW003", "the store has no such feed; linewatch feeds list --db FILE shows them", url)

    def load_feeds(self) -> tuple[Feed, ...]:
        """Return all feeds, by address."""
        with self._reading() as connection:
            rows = connection.execute(select(feeds).order_by(feeds.c.url)).mappings().all()
        return tuple(Feed(**{name: row[name] for name in _NAMES}) for row in rows)

    def load_items(self, url: str) -> dict[str, str]:
        """Return the digest of each item of a feed that has been read, by the item's id."""
        with self._reading() as connection:
            rows = connection.execute(
                select(feed_items.c.item_id, feed_items.c.digest).where(feed_items.c.feed_url == url)
            )
            return {row.item_id: row.digest for row in rows}

    def save_feed(self, url: str, feed: Feed, items: Mapping[str, str] | None = None) -> None:
        """Keep what is known now of the feed that was at `url`, and the digests of its items that have been read.

        A feed that has moved to the address of another one gives way to it. One that was removed meanwhile stays so.
        """
        self._write(partial(_save, url=url, feed=feed, items=items or {}))


def _add(connection: Connection, new: Mapping[str, str | None]) -> int:
    revived = feeds.c.is_disabled & feeds.c.url.in_(list(new))
    connection.execute(update(feeds).where(revived).values(is_disabled=False, errors=0))
    known = set(connection.execute(select(feeds.c.url)).scalars())
    rows = [asdict(Feed(url, title)) for url, title in new.items() if url not in known]
    if rows:
        connection.execute(insert(feeds), rows)
    return len(rows)


def _save(connection: Connection, url: str, feed: Feed, items: Mapping[str, str]) -> None:
    is_double = feed.url != url and connection.execute(select(feeds.c.url).where(feeds.c.url == feed.url)).first()
    if is_double:
        connection.execute(delete(feeds).where(feeds.c.url == url))
    elif connection.execute(update(feeds).where(feeds.c.url == url).values(asdict(feed))).rowcount and items:
        _save_items(connection, feed.url, items)


def _save_items(connection: Connection, url: str, items: Mapping[str, str]) -> None:
    ids = list(items)
    connection.execute(delete(feed_items).where(feed_items.c.feed_url == url, feed_items.c.item_id.in_(ids)))
    rows = [{"feed_url": url, "item_id": item_id, "digest": digest} for item_id, digest in items.items()]
    connection.execute(insert(feed_items), rows)
