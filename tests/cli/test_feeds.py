"""``linewatch feeds``: add, list, import, export, remove."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linewatch.ingest.opml import read_opml
from linewatch.records import Feed
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.ingest.test_opml import LIST

URL = "https://herald.example/feed"


def test_feeds_are_added_listed_and_removed(linewatch: Invoke) -> None:
    assert (
        "2 new, 0 followed before"
        in linewatch("feeds", "add", URL, "https://post.example/rss", "--db", "run.db").stderr
    )
    assert "0 new, 1 followed before" in linewatch("feeds", "add", URL, "--db", "run.db").stderr
    listed = json.loads(linewatch("feeds", "list", "--db", "run.db", "--format", "json").stdout)
    assert [(one["url"], one["errors"]) for one in listed] == [(URL, 0), ("https://post.example/rss", 0)]
    assert linewatch("feeds", "remove", URL, "--db", "run.db").exit_code == 0
    assert linewatch("feeds", "list", "--db", "run.db", "--format", "jsonl").stdout.count("\n") == 1
    again = linewatch("feeds", "remove", URL, "--db", "run.db")
    assert (again.exit_code, again.stderr[:6]) == (2, "LW003 ")


@pytest.mark.parametrize("url", ["ftp://herald.example/", "http://127.0.0.1/feed", "feed.xml"])
def test_an_address_that_may_not_be_fetched_is_refused_at_once(linewatch: Invoke, url: str) -> None:
    result = linewatch("feeds", "add", URL, url, "--db", "run.db")
    assert (result.exit_code, result.stderr[:6]) == (4, "LW110 ")
    assert not Path("run.db").exists()


def test_a_list_of_feeds_goes_in_and_out(linewatch: Invoke) -> None:
    Path("feeds.opml").write_text(LIST)
    assert "2 new" in linewatch("feeds", "import", "feeds.opml", "--db", "run.db").stderr
    exported = linewatch("feeds", "export", "--db", "run.db").stdout
    assert read_opml(exported.encode()) == read_opml(LIST.encode())


def test_the_table_tells_how_each_feed_is(linewatch: Invoke) -> None:
    when = datetime(2031, 3, 3, 10, 30, tzinfo=UTC)
    feeds = [
        Feed("https://a.example/", "Well\x1b[2J", last_success_at=when, next_check_at=when),
        Feed("https://b.example/", errors=3, last_error="LW112 fetch: too slow; try again", next_check_at=when),
        Feed("https://c.example/", errors=1, last_error="LW117 fetch: gone; find it", is_disabled=True),
        Feed("https://d.example/"),
    ]
    with Store.open("run.db", create=True) as store:
        store.add_feeds({feed.url: None for feed in feeds})
        for feed in feeds:
            store.save_feed(feed.url, feed)
    table = linewatch("feeds", "list", "--db", "run.db").stdout
    assert "read 2031-03-03 10:30 UTC; next 2031-03-03 10:30 UTC" in table
    assert "failed 3 times in a row: LW112" in table
    assert "not asked any more: LW117" in table
    assert "not asked yet" in table
    assert "\x1b" not in table
    rows = list(csv.DictReader(io.StringIO(linewatch("feeds", "list", "--db", "run.db", "--format", "csv").stdout)))
    assert [row["is_disabled"] for row in rows] == ["False", "False", "True", "False"]
