"""How things stand: what a store holds, from whom, how its feeds are, what was set aside, which versions are at work.

Takes an open store and the time; gives a `Status`. A gap is told as one: a feed that fails, or that nobody has asked
since it was due, says so, and no number stands for what was not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from linewatch.addresses import shown_url
from linewatch.records import Feed
from linewatch.store import Store, scanning
from linewatch.web.answers import FeedHealth, FeedState, Publisher, Refusal, Status

OVERDUE_AFTER = timedelta(minutes=30)
_MOST_REFUSALS = 50
_WORST_FIRST: tuple[FeedState, ...] = ("disabled", "failing", "overdue", "not asked yet", "good")


def read_status(store: Store) -> Status:
    """Return how things stand, but for the feeds, whose health changes with the time alone."""
    rows = store.ask(scanning.count_publishers)
    latest = max((last for _, _, _, last in rows if last), default=None)
    articles = store.ask(scanning.load_latest_articles, before=None, limit=1)
    refused = store.ask(scanning.load_rejections, limit=_MOST_REFUSALS)
    return Status(
        Path(store.path).name,
        store.counts(),
        tuple(Publisher(name, number, first, last, _days(last, latest)) for name, number, first, last in rows),
        store.ask(scanning.count_rejections),
        tuple(Refusal(row.source, row.code, row.stage, row.reason) for row in refused),
        _versions(),
        dict(articles[0].models) if articles else {},
    )


def with_feeds(status: Status, feeds: Iterable[Feed], now: datetime) -> Status:
    """Return the status with the health of these feeds at this time, the worst first."""
    told = (feed_health(feed, now) for feed in feeds)
    return replace(status, feeds=tuple(sorted(told, key=lambda one: (_WORST_FIRST.index(one.state), one.url))))


def feed_health(feed: Feed, now: datetime) -> FeedHealth:
    """Return how a feed is. What stands behind the ``?`` of its address may be a key, so it is left out."""
    lag = now - feed.last_success_at if feed.last_success_at else None
    return FeedHealth(
        shown_url(feed.url),
        feed.title,
        _state(feed, now),
        feed.last_check_at,
        feed.last_success_at,
        None if feed.is_disabled else feed.next_check_at,
        None if lag is None else round(max(lag.total_seconds(), 0.0) / 3600, 1),
        feed.last_status,
        feed.errors,
        feed.last_error,
        shown_url(feed.moved_to) if feed.moved_to else None,
    )


def _state(feed: Feed, now: datetime) -> FeedState:
    if feed.is_disabled:
        return "disabled"
    if feed.errors:
        return "failing"
    if feed.last_check_at is None:
        return "not asked yet"
    return "overdue" if feed.next_check_at and feed.next_check_at + OVERDUE_AFTER < now else "good"


def _days(last: date | None, latest: date | None) -> int | None:
    return (latest - last).days if last and latest else None


def _versions() -> dict[str, str]:
    from linewatch import __version__
    from linewatch.language import model_versions
    from linewatch.ontology import Ontology
    from linewatch.world.datafiles import gazetteer_version

    own = {"ontology": Ontology.open().version(), "gazetteer": gazetteer_version()}
    return {"linewatch": __version__, **model_versions(), **own}
