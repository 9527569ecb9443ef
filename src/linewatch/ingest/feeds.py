"""Feeds: the bytes of RSS, RDF, Atom or JSON Feed → their items, parsed in a child process as pages are.

The caller caps the bytes before; the child's time, memory and number of items are capped while it works.
"""

from __future__ import annotations

import re

import msgspec

from linewatch.errors import SourceError
from linewatch.ingest.extras import require_extra
from linewatch.ingest.feed_worker import FeedItem, ParsedFeed, Question
from linewatch.ingest.worker_process import LastingWorker

__all__ = ["FeedItem", "FeedReader", "ParsedFeed", "looks_like_feed"]

HEAD_BYTES = 2_000

_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]|\"https?://jsonfeed\.org/version/")
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def looks_like_feed(data: bytes) -> bool:
    """Say whether bytes begin as a feed does."""
    head = data[:HEAD_BYTES].replace(b"\0", b"")  # of UTF-16
    return _FEED.search(head) is not None and _PAGE.search(head) is None


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
            raise _unreadable("is neither RSS, Atom nor JSON Feed; give the address of a feed")
        return found


def _unreadable(what: str) -> SourceError:
    return SourceError("LW116", f"what the server gave {what}", "parse")
