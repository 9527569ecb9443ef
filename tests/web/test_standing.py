"""Feeds on the status page: each outage is shown, and what nobody has read is not called read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linewatch.records import Feed
from linewatch.store import Store
from linewatch.web.standing import feed_health
from tests.registers import NOW
from tests.web.conftest import make_site

URL = "https://herald.example/feed"
HOUR = timedelta(hours=1)
READ = Feed(URL, "The Herald", last_check_at=NOW - HOUR, last_success_at=NOW - HOUR, last_status=304)


@pytest.mark.parametrize(
    ("feed", "state", "lag_hours"),
    [
        (Feed(URL), "not asked yet", None),
        (READ, "good", 1.0),
        (Feed(URL, last_check_at=NOW, last_success_at=NOW - 30 * HOUR, errors=2, last_status=503), "failing", 30.0),
        (Feed(URL, last_check_at=NOW, errors=1, is_disabled=True, last_status=410), "disabled", None),
        (
            Feed(URL, last_check_at=NOW - 5 * HOUR, last_success_at=NOW - 5 * HOUR, next_check_at=NOW - HOUR),
            "overdue",
            5.0,
        ),
        (Feed(URL, last_check_at=NOW, last_success_at=NOW + HOUR, next_check_at=NOW), "good", 0.0),
    ],
)
def test_a_feed_is_as_it_was_last_asked(feed: Feed, state: str, lag_hours: float | None) -> None:
    health = feed_health(feed, NOW)
    assert (health.state, health.lag_hours) == (state, lag_hours)


def test_ten_outages_are_ten_rows_and_the_worst_come_first(store: Store) -> None:
    feeds = [Feed(f"https://f{number}.example/feed?key=secret", last_check_at=NOW) for number in range(11)]
    store.add_feeds({feed.url: None for feed in feeds})
    for feed in feeds[1:]:
        store.save_feed(feed.url, Feed(feed.url, last_check_at=NOW, errors=3, last_error="LW113 fetch: timed out"))
    store.save_feed(feeds[0].url, Feed(feeds[0].url, "Fine", last_check_at=NOW, last_success_at=NOW, last_status=200))
    program = make_site(store).visitor()
    told = program.get("/api/v1/status").json()["feeds"]
    assert [each["state"] for each in told] == ["failing"] * 10 + ["good"]
    page = make_site(store).visitor(accept="text/html").get("/status").text
    assert page.count("✖ failing") == 10
    assert page.count("LW113 fetch: timed out") == 10
    assert "secret" not in page
    assert "never" in page
