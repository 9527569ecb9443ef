import json
from datetime import date

import pytest

from linewatch.ingest.feed_worker import MOST_ITEMS, FeedItem, ParsedFeed, Question, parse_feed
from tests.ingest.feeds import ATOM, CALM, DIALECTS, JSON_FEED, RSS2, SEEN, rss

# feedparser imports requests, which looks for IPv6 once by binding a socket; nothing is sent
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket.socket")


def parse(feed: str | bytes) -> ParsedFeed:
    data = feed.encode() if isinstance(feed, str) else feed
    found = parse_feed(Question(data, "https://herald.example/feed"))
    assert found is not None
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_names_the_same_reports(dialect: str) -> None:
    found = parse(DIALECTS[dialect])
    assert found.title == "The Herald & Post"
    assert [(item.url, item.title) for item in found.items] == [
        ("https://herald.example/boats?id=7", "Boats seen near pier"),
        ("https://herald.example/harbour", "Harbour open"),
    ]
    days = [date(2031, 3, 3), date(2031, 3, 4)]
    assert [item.published_on for item in found.items] == (days if dialect != "rss091" else [None, None])


@pytest.mark.parametrize("feed", [RSS2, ATOM, JSON_FEED])
def test_whole_texts_and_names_come_along(feed: str) -> None:
    first, second = parse(feed).items
    assert first.html is not None
    assert f"<p>{SEEN}</p><p>{CALM}</p>" in first.html
    assert (first.byline, second.html) == ("Ann Lee", None)


def test_how_long_it_wants_to_be_left_alone() -> None:
    assert parse(RSS2).ttl_s == 3_600
    assert parse(RSS2.replace("<ttl>60", "<ttl>soon")).ttl_s is None
    assert parse(ATOM).ttl_s is None


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://herald.example/a", "http://[::1", ""],
)
def test_links_that_are_no_pages_are_dropped(link: str) -> None:
    feeds = [
        rss(f"<title>a</title><link>{link}</link>"),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": link}]}),
    ]
    for feed in feeds:
        (item,) = parse(feed).items
        assert item.url is None


def test_a_feed_in_another_encoding() -> None:
    text = (
        "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><title>Вести</title></channel></rss>"
    )
    assert parse(text.encode("windows-1251")).title == "Вести"
    assert parse(RSS2.replace("UTF-8", "UTF-16").encode("utf-16")).title == "The Herald & Post"


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>News</body></html>", b"{}", b'{"version": "1"}', b"[]", b"\0\1\2", b"{" * 100_000, b"news"],
)
def test_what_is_no_feed(data: bytes) -> None:
    assert parse_feed(Question(data)) is None


def test_a_broken_feed_gives_what_can_be_read() -> None:
    found = parse(RSS2.replace("</channel></rss>", "<item><title>Cut & sho"))
    assert [item.title for item in found.items][:2] == ["Boats seen near pier", "Harbour open"]


def test_items_over_the_limit_are_cut_before_the_parser_sees_them() -> None:
    found = parse(rss(*["<title>a</title>"] * (MOST_ITEMS + 500)))
    assert (len(found.items), found.left_out) == (MOST_ITEMS, 500)
    records = [{"url": "/a"}] * (MOST_ITEMS + 1)
    found = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": records}))
    assert (len(found.items), found.left_out) == (MOST_ITEMS, 1)


def test_odd_json_values_are_passed_over() -> None:
    record = {"url": 5, "title": ["x"], "date_published": {}, "authors": [None, {"name": 3}], "content_text": 7}
    found = parse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": 3, "items": [record, None]}))
    assert found == ParsedFeed(None, None, (FeedItem(None),))
    assert parse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": "none"})).items == ()
