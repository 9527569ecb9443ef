"""Thirty days with servers of every behaviour, by a clock that we set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import SourceError
from linewatch.ingest.polling import Reply, choose_due, plan_next
from linewatch.records import Feed

URL = "https://herald.example/feed"
NEW = "https://herald.example/new"
START = datetime(2031, 3, 3, 10, tzinfo=UTC)
HALF_HOUR, HOUR, DAY = 1_800, 3_600, 86_400
LATE = SourceError("LW112", "herald.example took longer than 30 s; try again later", "fetch")
BROKEN = SourceError("LW116", "what the server gave is neither RSS, Atom nor JSON Feed; give another", "parse")


def ok(**headers: str) -> Reply:
    return Reply(200, {name.replace("_", "-"): value for name, value in headers.items()})


def failing(status: int, **headers: str) -> Reply:
    return Reply(status, {name.replace("_", "-"): value for name, value in headers.items()})


SAME = Reply(304)


@dataclass(frozen=True)
class Server:
    """What a server answers, one reply after another, the last for ever; and the waits that must follow, in seconds."""

    replies: list[Reply]
    waits: list[float]
    url: str = URL
    is_disabled: bool = False
    known: dict[str, object] = field(default_factory=dict)


DOUBLING = [HALF_HOUR * 2**n for n in range(6)] + [DAY] * 3
WEEK = 7 * DAY

SERVERS = {
    "always new, no headers": Server([ok()], [HALF_HOUR] * 5),
    "always the same": Server([SAME], [HALF_HOUR] * 5),
    "new, then the same": Server([ok(etag='"1"'), SAME], [HALF_HOUR] * 5, known={"etag": '"1"'}),
    "an etag that changes": Server([ok(etag='"1"'), ok(etag='"2"'), SAME], [HALF_HOUR] * 5, known={"etag": '"2"'}),
    "an etag that goes away": Server([ok(etag='"1"'), ok()], [HALF_HOUR] * 3, known={"etag": None}),
    "a weak etag": Server([ok(etag='W/"1"'), SAME], [HALF_HOUR] * 3, known={"etag": 'W/"1"'}),
    "an etag that no header can hold": Server([ok(etag='"\x7f"')], [HALF_HOUR] * 3, known={"etag": None}),
    "a day of change": Server(
        [ok(last_modified="Mon, 03 Mar 2031 10:00:00 GMT"), SAME],
        [HALF_HOUR] * 3,
        known={"last_modified": "Mon, 03 Mar 2031 10:00:00 GMT"},
    ),
    "max-age of six hours": Server([ok(cache_control="public, max-age=21600")], [6 * HOUR] * 4),
    "max-age on the same": Server([Reply(304, {"cache-control": "max-age=7200"})], [2 * HOUR] * 4),
    "max-age of a minute": Server([ok(cache_control="max-age=60")], [HALF_HOUR] * 4),
    "max-age of a year": Server([ok(cache_control="max-age=31536000")], [DAY] * 4),
    "max-age that is no number": Server([ok(cache_control="max-age=soon")], [HALF_HOUR] * 4),
    "shared max-age is for others": Server([ok(cache_control="s-maxage=7200")], [HALF_HOUR] * 4),
    "no-cache": Server([ok(cache_control="no-cache")], [HALF_HOUR] * 4),
    "ttl of two hours": Server([replace(ok(), ttl_s=2 * HOUR)], [2 * HOUR] * 4),
    "ttl of a minute": Server([replace(ok(), ttl_s=60)], [HALF_HOUR] * 4),
    "ttl of a month": Server([replace(ok(), ttl_s=30 * DAY)], [DAY] * 4),
    "ttl below max-age": Server([replace(ok(cache_control="max-age=10800"), ttl_s=HOUR)], [3 * HOUR] * 4),
    "gone": Server([Reply(410)], [], is_disabled=True),
    "gone later": Server([ok(), SAME, Reply(410)], [HALF_HOUR] * 2, is_disabled=True),
    "not found": Server([failing(404)], DOUBLING),
    "forbidden": Server([failing(403)], DOUBLING),
    "broken server": Server([failing(500)], DOUBLING),
    "broken once": Server([failing(500), ok()], [HALF_HOUR] * 4),
    "broken thrice, then well, then broken": Server(
        [failing(502), failing(502), failing(502), ok(), failing(502)],
        [HALF_HOUR, HOUR, 2 * HOUR, HALF_HOUR, HALF_HOUR, HOUR],
    ),
    "too many requests": Server([failing(429)], DOUBLING),
    "too many requests, two hours": Server([failing(429, retry_after="7200"), ok()], [2 * HOUR, HALF_HOUR]),
    "too many requests, a minute": Server([failing(429, retry_after="60"), ok()], [HALF_HOUR, HALF_HOUR]),
    "unavailable, three days": Server([failing(503, retry_after="259200"), ok()], [3 * DAY, HALF_HOUR]),
    "unavailable, a year": Server([failing(503, retry_after="31536000"), ok()], [WEEK, HALF_HOUR]),
    "unavailable until a day": Server(
        [failing(503, retry_after="Mon, 03 Mar 2031 16:00:00 GMT"), ok()], [6 * HOUR, HALF_HOUR]
    ),
    "unavailable until a day that has passed": Server(
        [failing(503, retry_after="Mon, 03 Mar 2030 16:00:00 GMT"), ok()], [HALF_HOUR, HALF_HOUR]
    ),
    "unavailable, who knows how long": Server([failing(503, retry_after="a while"), ok()], [HALF_HOUR, HALF_HOUR]),
    "patience beside success": Server([ok(retry_after="7200")], [HALF_HOUR] * 3),
    "too slow": Server([Reply(error=LATE)], DOUBLING),
    "too slow twice": Server([Reply(error=LATE), Reply(error=LATE), ok()], [HALF_HOUR, HOUR, HALF_HOUR]),
    "no feed any more": Server([Reply(200, {"etag": '"9"'}, error=BROKEN)], DOUBLING, known={"etag": None}),
    "no feed for a while": Server([ok(etag='"1"'), Reply(200, error=BROKEN), SAME], [HALF_HOUR] * 4),
    "a redirect without end": Server([Reply(302)], DOUBLING),
    "moved for good": Server([replace(ok(), moved_to=NEW)], [HALF_HOUR] * 4, url=NEW),
    "moved for good, the same": Server([replace(SAME, moved_to=NEW)], [HALF_HOUR] * 4, url=NEW),
    "moved twice, then back": Server([*[replace(ok(), moved_to=NEW)] * 2, ok()], [HALF_HOUR] * 4),
    "moved here and there": Server(
        [replace(ok(), moved_to=f"{NEW}{n % 2}") for n in range(5)] + [ok()], [HALF_HOUR] * 6
    ),
    "moved, with a fault in between": Server(
        [replace(ok(), moved_to=NEW), failing(500), replace(ok(), moved_to=NEW), ok()], [HALF_HOUR] * 4
    ),
    "moved to itself": Server([replace(ok(), moved_to=URL)], [HALF_HOUR] * 4),
}


def poll(server: Server, *, days: int = 30) -> Iterator[tuple[datetime, Feed]]:
    """Yield when the feed was asked, and what was known of it then and after."""
    feed, now = Feed(URL), START
    for reply in chain(server.replies, repeat(server.replies[-1])):
        if now > START + timedelta(days=days):
            return
        feed = plan_next(feed, reply, now, usual_s=HALF_HOUR)
        yield now, feed
        if feed.is_disabled:
            return
        assert feed.next_check_at is not None
        now = feed.next_check_at


@pytest.mark.parametrize("name", SERVERS)
def test_every_server_is_asked_as_agreed(name: str) -> None:
    server = SERVERS[name]
    log = list(poll(server))
    times = [when for when, _ in log]
    waits = [(after - before).total_seconds() for before, after in pairwise(times)]
    assert len(waits) >= len(server.waits)
    for found, agreed in zip(waits, server.waits, strict=False):
        assert agreed <= found <= max(min(agreed * 1.1, DAY), agreed)
    last = log[-1][1]
    assert (last.url, last.is_disabled) == (server.url, server.is_disabled)
    assert {key: getattr(last, key) for key in server.known} == server.known


@pytest.mark.parametrize("name", SERVERS)
def test_no_server_is_asked_too_often_or_forgotten(name: str) -> None:
    times = [when for when, _ in poll(SERVERS[name])]
    for before, after in pairwise(times):
        assert timedelta(seconds=HALF_HOUR) <= after - before <= timedelta(days=7)


def test_the_third_answer_confirms_a_move() -> None:
    log = [feed for _, feed in poll(SERVERS["moved for good"], days=1)]
    assert [(feed.url, feed.moved_to, feed.moves) for feed in log[:4]] == [
        (URL, NEW, 1),
        (URL, NEW, 2),
        (NEW, None, 0),
        (NEW, None, 0),
    ]


def test_what_went_wrong_is_kept_until_it_goes_well() -> None:
    feeds = [feed for _, feed in poll(Server([Reply(error=LATE), failing(500), ok()], []), days=1)]
    assert [(feed.errors, feed.last_status, (feed.last_error or "")[:5]) for feed in feeds[:3]] == [
        (1, None, "LW112"),
        (2, 500, "LW114"),
        (0, 200, ""),
    ]
    assert feeds[1].last_success_at is None
    assert feeds[2].last_success_at == feeds[2].last_check_at
    (gone,) = [feed for _, feed in poll(SERVERS["gone"])]
    assert (gone.last_error or "").startswith("LW117")


def test_a_feed_that_breaks_keeps_what_was_known_of_it() -> None:
    known = Feed(URL, title="The Herald", etag='"1"')
    broken = plan_next(known, Reply(200, {"etag": '"2"'}, error=BROKEN), START, usual_s=HALF_HOUR)
    assert (broken.title, broken.etag) == ("The Herald", '"1"')


def test_the_longest_overdue_come_first_and_the_disabled_never() -> None:
    hour = timedelta(hours=1)
    feeds = [
        Feed("https://b.example/", next_check_at=START),
        Feed("https://a.example/", next_check_at=START - hour),
        Feed("https://later.example/", next_check_at=START + hour),
        Feed("https://new.example/"),
        Feed("https://gone.example/", is_disabled=True),
    ]
    assert [feed.url for feed in choose_due(feeds, START)] == [
        "https://new.example/",
        "https://a.example/",
        "https://b.example/",
    ]


HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "cache-control", "etag", "last-modified"]), st.text(max_size=30), max_size=4
)


@given(st.lists(st.tuples(st.integers(200, 599), HEADERS), min_size=1, max_size=30))
def test_whatever_servers_say_the_next_time_is_agreed(answers: list[tuple[int, dict[str, str]]]) -> None:
    feed, now = Feed(URL), START
    for status, headers in answers:
        feed = plan_next(feed, Reply(status, headers), now, usual_s=HALF_HOUR)
        if feed.is_disabled:
            assert status == 410
            return
        assert feed.next_check_at is not None
        assert timedelta(seconds=HALF_HOUR) <= feed.next_check_at - now <= timedelta(days=7)
        now = feed.next_check_at
