"""A round over feeds: those that are due are asked, what is new in them is read and coded, then their state is kept.

The order makes sure that nothing is lost: an item counts as read only after its article is in the store. Knows the
rooms `ingest` and `store`; how articles are coded and saved is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from linewatch.ingest.feeds import FeedItem
from linewatch.ingest.gathering import Gatherer, item_digest, item_id
from linewatch.ingest.polling import choose_due, plan_next
from linewatch.log import get_log
from linewatch.records import Article, CodedArticle, Feed, Rejection
from linewatch.store import Store

Coder = Callable[[Iterable[Article | Rejection]], Iterator[CodedArticle | Rejection]]

log = get_log(__name__)


@dataclass(slots=True)
class RoundStats:
    """What rounds have done so far."""

    asked: int = 0
    failed: int = 0
    known_items: int = 0  # read before, and not edited since


@dataclass(frozen=True, slots=True)
class Rounds:
    """What a round works with.

    Args:
        code: takes articles and rejections, and yields what became of each once that is in the store.
        now: the time, aware.
    """

    store: Store
    gatherer: Gatherer
    code: Coder
    now: Callable[[], datetime]
    every_s: float
    stats: RoundStats

    def go(self, urls: Iterable[str] | None = None) -> Iterator[CodedArticle | Rejection]:
        """Ask the feeds that are due, or those with these addresses, and yield what is new in them."""
        feeds = self.store.load_feeds()
        wanted = None if urls is None else set(urls)
        chosen = choose_due(feeds, self.now()) if wanted is None else [feed for feed in feeds if feed.url in wanted]
        for feed in chosen:
            yield from self._follow(feed)

    def next_at(self) -> datetime | None:
        """Return when the next feed is due, or None where there is none to ask."""
        times = [feed.next_check_at or self.now() for feed in self.store.load_feeds() if not feed.is_disabled]
        return min(times, default=None)

    def _follow(self, feed: Feed) -> Iterator[CodedArticle | Rejection]:
        asked_at = self.now()
        reply, items = self.gatherer.ask_feed(feed)
        after = plan_next(feed, reply, asked_at, usual_s=self.every_s)
        self.stats.asked += 1
        self.stats.failed += not reply.is_good
        if after.last_error:
            log.warning("feed not read", feed=feed.url, error=after.last_error, errors=after.errors)
        known = self.store.load_items(feed.url)
        fresh = {item_id(item): item for item in items if known.get(item_id(item)) != item_digest(item)}
        self.stats.known_items += len({item_id(item) for item in items}) - len(fresh)
        later: set[str] = set()
        if fresh:
            yield from self.code(self._read(fresh, after, later))
        if later:
            after = replace(after, etag=None, last_modified=None)  # else the feed would not name these items again
        self.store.save_feed(feed.url, after, {key: item_digest(fresh[key]) for key in fresh if key not in later})

    def _read(self, fresh: dict[str, FeedItem], feed: Feed, later: set[str]) -> Iterator[Article | Rejection]:
        """Yield the article of each item, oldest first; put into `later` what is to be asked for again."""
        for key, item in reversed(fresh.items()):
            gathered = self.gatherer.read_item(item, feed)
            if not gathered.is_final:
                later.add(key)
            yield gathered.result
