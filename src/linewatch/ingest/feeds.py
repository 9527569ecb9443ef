"""Feeds: the bytes of RSS, RDF, Atom or JSON Feed → their items, parsed in a child process as pages are.

The caller caps the bytes before; the child's time, memory and number of items are capped while it works.
"""

from __future__ import annotations

import html
import re

import msgspec

from linewatch.errors import SourceError
from linewatch.ingest.extras import require_extra
from linewatch.ingest.feed_worker import FeedItem, ParsedFeed, Question
from linewatch.ingest.links import article_url
from linewatch.ingest.worker_process import LastingWorker

__all__ = ["FeedItem", "FeedReader", "ParsedFeed", "find_feeds", "looks_like_feed"]

HEAD_BYTES = 2_000
LONGEST_HEAD_BYTES = 200_000

_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]|\"https?://jsonfeed\.org/version/")
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_HREF = re.compile(r"\shref\s?=\s?[\"']([^\"']{1,1000})", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def looks_like_feed(data: bytes) -> bool:
    """Say whether bytes begin as a feed does."""
    head = data[:HEAD_BYTES].replace(b"\0", b"")  # of UTF-16
    return _FEED.search(head) is not None and _PAGE.search(head) is None


def find_feeds(data: bytes, url: str) -> list[str]:
    """Return the addresses of feeds that the head of a page names."""
    head = data[:LONGEST_HEAD_BYTES].decode("utf-8", "replace")
    named = [_HREF.search(tag) for tag in _LINK.findall(head) if _FEED_TYPE.search(tag)]
    return [found for link in named if link and (found := article_url(html.unescape(link[1]), url))]


class FeedReader(LastingWorker):
    """Reads feeds. A context manager: its child ends with it."""

    def __init__(self, timeout_s: float) -> None:
        super().__init__(timeout_s, "linewatch.ingest.feed_worker")

    def read_feed(self, data: bytes, url: str, content_type: str = "") -> ParsedFeed:
        """Return what stands in a feed.

        Raises:
            SourceError: LW116 it is none, or it broke the parser or took too long.
            UsageError: LW001 feedparser is not installed.
            BugError: LW901 when the child cannot be started.
        """
        require_extra("feedparser", "feeds", "feeds")
        try:
            answer = self.ask(msgspec.msgpack.encode(Question(data, url, content_type)))
        except TimeoutError as error:
            raise _unreadable(f"took longer than {self.timeout_s:g} s to read; raise html_timeout_s") from error
        except EOFError as error:
            raise _unreadable("broke the reader; tell its publisher") from error
        found = msgspec.msgpack.decode(answer, type=ParsedFeed | None)
        if found is None:
            links = find_feeds(data, url)
            hint = f"; it names {links[0]} as one" if links else "; give the address of a feed"
            raise _unreadable(f"is neither RSS, Atom nor JSON Feed{hint}")
        return found


def _unreadable(what: str) -> SourceError:
    return SourceError("LW116", f"what the server gave {what}", "parse")
