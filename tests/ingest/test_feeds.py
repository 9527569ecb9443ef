from collections.abc import Iterator

import pytest

from linewatch.errors import SourceError, UsageError
from linewatch.ingest import extras
from linewatch.ingest.feeds import FeedReader, find_feeds, looks_like_feed
from tests.ingest.feeds import DIALECTS, RSS2


@pytest.fixture(scope="module")
def reader() -> Iterator[FeedReader]:
    with FeedReader(timeout_s=10) as found:
        yield found


def test_a_feed_crosses_the_pipe_whole(reader: FeedReader) -> None:
    found = reader.read_feed(RSS2.encode(), "https://herald.example/feed", "text/xml")
    assert (found.title, len(found.items), found.ttl_s) == ("The Herald & Post", 2, 3_600)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_feeds_are_told_from_pages(dialect: str) -> None:
    assert looks_like_feed(DIALECTS[dialect].encode())
    assert looks_like_feed(DIALECTS[dialect].encode("utf-16"))


@pytest.mark.parametrize(
    "data", [b"", b"<!DOCTYPE html><html>", b"<html><p>about <rss version='2.0'></html>", b"{}", b"a"]
)
def test_pages_are_told_from_feeds(data: bytes) -> None:
    assert not looks_like_feed(data)


def test_a_page_that_names_its_feed_is_told_apart_with_it(reader: FeedReader) -> None:
    page = b"""<html><head><link rel=stylesheet href="/a.css"><link rel='alternate' type='application/rss+xml'
      href='/rss?a=1&amp;b=2'><LINK TYPE="application/atom+xml" HREF="https://herald.example/atom"></head></html>"""
    assert find_feeds(page, "https://herald.example/news/") == [
        "https://herald.example/rss?a=1&b=2",
        "https://herald.example/atom",
    ]
    with pytest.raises(SourceError, match=r"it names https://herald.example/rss\?a=1&b=2 as one"):
        reader.read_feed(page, "https://herald.example/news/")
    assert find_feeds(b"<link type='application/rss+xml' href='javascript:alert(1)'>" + b"<link " * 50_000, "") == []


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"linewatch\[feeds\]"):
        FeedReader(timeout_s=1).read_feed(b"", "")
