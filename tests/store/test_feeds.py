"""Feeds in the store: added once, remembered whole, moved, removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.records import Feed
from linewatch.store import Store

URL = "https://herald.example/feed"
OTHER = "https://post.example/feed"
NOW = datetime(2031, 3, 3, 10, 30, 0, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "run.db", create=True) as opened:
        opened.add_feeds({OTHER: None, URL: "The Herald"})
        yield opened


def test_a_feed_is_added_once(store: Store) -> None:
    assert store.add_feeds({URL: "Another title", "https://new.example/": None}) == 1
    assert [(feed.url, feed.title) for feed in store.load_feeds()] == [
        (URL, "The Herald"),
        ("https://new.example/", None),
        (OTHER, None),
    ]


def test_a_disabled_feed_that_is_added_again_is_asked_again(store: Store) -> None:
    store.save_feed(URL, Feed(URL, "The Herald", errors=4, is_disabled=True))
    store.save_feed(OTHER, Feed(OTHER, is_disabled=True))
    assert store.add_feeds({URL: None}) == 0
    assert store.load_feeds() == (Feed(URL, "The Herald"), Feed(OTHER, is_disabled=True))


def test_all_that_is_known_comes_back(store: Store) -> None:
    feed = Feed(
        URL, "T", '"1"', "Mon", NOW + timedelta(hours=1), NOW, NOW.astimezone(timezone(timedelta(hours=3))),
        304, "LW112 late", 3, False, "https://new.example/", 2,
    )  # fmt: skip
    store.save_feed(URL, feed)
    assert store.load_feeds() == (feed, Feed(OTHER))
    store.save_feed(URL, replace(feed, is_disabled=True, next_check_at=None))
    assert store.load_feeds()[0].is_disabled is True


def test_items_are_remembered_with_their_latest_digest(store: Store) -> None:
    assert store.load_items(URL) == {}
    store.save_feed(URL, Feed(URL), {"a": "1", "b": "1"})
    store.save_feed(URL, Feed(URL), {"b": "2", "c": "1"})
    store.save_feed(OTHER, Feed(OTHER), {"a": "9"})
    assert store.load_items(URL) == {"a": "1", "b": "2", "c": "1"}


def test_a_feed_that_moves_takes_its_items_along(store: Store) -> None:
    store.save_feed(URL, Feed(URL), {"a": "1"})
    store.save_feed(URL, Feed("https://new.example/"), {"b": "1"})
    assert [feed.url for feed in store.load_feeds()] == ["https://new.example/", OTHER]
    assert store.load_items("https://new.example/") == {"a": "1", "b": "1"}


def test_a_feed_that_moves_to_a_known_one_gives_way(store: Store) -> None:
    store.save_feed(OTHER, Feed(OTHER, "Post"))
    store.save_feed(URL, Feed(OTHER, "moved"), {"a": "1"})
    assert store.load_feeds() == (Feed(OTHER, "Post"),)
    assert store.load_items(OTHER) == {}


def test_a_removed_feed_is_gone_with_its_items_and_stays_gone(store: Store) -> None:
    store.save_feed(URL, Feed(URL), {"a": "1"})
    store.remove_feed(URL)
    store.save_feed(URL, Feed(URL), {"b": "1"})
    assert [feed.url for feed in store.load_feeds()] == [OTHER]
    assert store.load_items(URL) == {}
    with pytest.raises(UsageError) as caught:
        store.remove_feed(URL)
    assert caught.value.code == "LW003"
