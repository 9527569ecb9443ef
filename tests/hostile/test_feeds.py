"""Every hostile feed is read or refused, in bounded time, and the next feed is read."""

from __future__ import annotations

import time

import pytest

from linewatch.errors import SourceError
from linewatch.ingest.feeds import FeedReader
from tests.hostile.feeds import FEEDS
from tests.ingest.feeds import RSS2

LIMIT_S = 2.0


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed_is_bounded(name: str) -> None:
    with FeedReader(timeout_s=LIMIT_S) as reader:
        reader.read_feed(RSS2.encode(), "")  # the start of a child is no part of the time
        data, started = FEEDS[name](), time.monotonic()
        try:
            found = reader.read_feed(data, "https://herald.example/feed")
        except SourceError as error:
            assert error.code == "LW116"
        else:
            assert len(found.items) <= 2_000
            assert max(len(words or "") for words in (found.title, *(item.title for item in found.items))) <= 2_000
            assert "root:" not in (found.title or "")
        assert time.monotonic() - started < LIMIT_S + 1
        assert reader.read_feed(RSS2.encode(), "").items
