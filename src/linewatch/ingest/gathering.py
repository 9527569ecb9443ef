"""Feeds and pages of the net → articles: through the door, politely, one question after another.

A host is never asked twice at once, and there is a pause between two questions to it. An item of a feed is read from
the page that it links to; where that cannot be had, from the text that the feed itself has of it.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit

import msgspec

from linewatch.errors import DocumentError, SourceError
from linewatch.ingest import fetch
from linewatch.ingest.articles import Draft, Request, make_article
from linewatch.ingest.feeds import FeedItem, FeedReader, looks_like_feed
from linewatch.ingest.pages import PageReader
from linewatch.ingest.polling import Reply
from linewatch.ingest.reading import read_found
from linewatch.ingest.reports import read_draft
from linewatch.ingest.sources import reject
from linewatch.ingest.webpages import Get, get_answer, read_document
from linewatch.records import Article, Feed, Rejection, content_id

BUSY = frozenset((429, 503))
SHORTEST_REST_S = 300.0
LONGEST_REST_S = 86_400.0
PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of an item. `is_final` is False where asking again later may give the article."""

    result: Article | Rejection
    is_final: bool = True


class Gatherer:
    """Asks for feeds and pages and takes them apart. A context manager: its child processes end with it.

    Args:
        request: the settings, and what the caller knows about every document.
        get: who asks, `fetch.get` unless given.

    Its methods may raise `UsageError` LW001 where feedparser is not installed, and `BugError` LW901 where a child
    process cannot be started.
    """

    def __init__(
        self,
        request: Request,
        *,
        get: Get | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._request = request
        self._get = get
        self._sleep = sleep
        self._clock = clock
        self._asked_at: dict[str, float] = {}
        self._resting_until: dict[str, float] = {}
        self._feeds = FeedReader(request.settings.html_timeout_s)
        self._pages = PageReader(request.settings.html_timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._feeds.close()
        self._pages.close()

    def ask_feed(self, feed: Feed) -> tuple[Reply, tuple[FeedItem, ...]]:
        """Return what came of asking for a feed, and its items where it was read anew."""
        try:
            answer = self._ask(feed.url, etag=feed.etag, last_modified=feed.last_modified)
        except SourceError as error:
            return Reply(error=error), ()
        return self._read_feed(answer)

    def read_source(self, url: str) -> Iterator[Gathered]:
        """Yield the articles behind an address, be it of a page or of a feed that is not followed."""
        try:
            answer = self._ask(url)
            if answer.status != 200 or not looks_like_feed(answer.body):
                for result in read_found(read_document(answer), self._pages, self._request):
                    yield Gathered(result)
                return
        except (DocumentError, SourceError) as error:
            yield Gathered(reject(url, error))
            return
        reply, items = self._read_feed(answer)
        if reply.error:
            yield Gathered(reject(url, reply.error))
        for item in items:
            yield self.read_item(item, Feed(url, reply.title))

    def read_item(self, item: FeedItem, feed: Feed) -> Gathered:
        """Return the article of an item, or the rejection that says why there is none."""
        name = item.url or f"{feed.url}#{item.title or item.updated}"
        try:
            try:
                draft = self._page_draft(item, feed)
            except (DocumentError, SourceError):
                if not item.html:
                    raise
                draft = self._pages.extract_html(item.html.encode("utf-8", "replace"))
            return Gathered(make_article(_completed(draft, item, feed), self._request))
        except _LaterError as error:
            return Gathered(reject(name, error), is_final=False)
        except (DocumentError, SourceError) as error:
            return Gathered(reject(name, error), is_final=error.code not in ("LW112", "LW115"))

    def _read_feed(self, answer: fetch.Answer) -> tuple[Reply, tuple[FeedItem, ...]]:
        reply = Reply(answer.status, answer.headers, answer.moved_to)
        if answer.status != 200:
            return reply, ()
        try:
            found = self._feeds.read_feed(answer.body, answer.url, answer.headers.get("content-type", ""))
        except SourceError as error:
            return replace(reply, error=error), ()
        return replace(reply, title=found.title, ttl_s=found.ttl_s), found.items

    def _page_draft(self, item: FeedItem, feed: Feed) -> Draft:
        if item.url is None:
            raise DocumentError("LW207", "the item has neither a link nor a text; tell the feed's publisher", "parse")
        host = urlsplit(item.url).netloc
        if self._resting_until.get(host, float("-inf")) > self._clock():
            raise _LaterError("LW114", "the server asked for patience; it will be asked again", "fetch")
        answer = self._ask(item.url, named_by=feed.url)
        if answer.status in BUSY:
            self._resting_until[host] = self._clock() + _rest_s(answer)
        if answer.status in PASSING:
            raise _LaterError("LW114", f"the server answered {answer.status}; it will be asked again", "fetch")
        return read_draft(read_document(answer), self._pages, self._request.settings)

    def _ask(self, url: str, **known: str | None) -> fetch.Answer:
        host = urlsplit(url).netloc
        pause_s = self._asked_at.get(host, float("-inf")) + self._request.settings.host_pause_s - self._clock()
        if pause_s > 0:
            self._sleep(pause_s)
        try:
            return get_answer(url, self._request.settings, self._get, **known)
        finally:
            self._asked_at[host] = self._clock()


class _LaterError(SourceError):
    """A page that may be had later."""


def _rest_s(answer: fetch.Answer) -> float:
    """Return how long the pages of a busy server are left alone."""
    said = answer.headers.get("retry-after", "").strip()
    return max(SHORTEST_REST_S, min(int(said), LONGEST_REST_S)) if re.fullmatch(r"\d{1,9}", said) else SHORTEST_REST_S


def item_id(item: FeedItem) -> str:
    """Return what an item is known by: its link, or else its words."""
    return content_id("itm", item.url or item.title or item.html)


def item_digest(item: FeedItem) -> str:
    """Return the SHA-256 of what the feed says of an item: another one means that it was edited."""
    return hashlib.sha256(msgspec.json.encode(item)).hexdigest()


def _completed(draft: Draft, item: FeedItem, feed: Feed) -> Draft:
    """Return a draft with what the feed knows: its day goes before the page's, its words after the page's."""
    return replace(
        draft,
        title=draft.title or item.title,
        published_on=item.published_on or draft.published_on,
        publisher=draft.publisher or feed.title,
        byline=draft.byline or item.byline,
        url=draft.url or item.url,
    )
