"""Rounds over feeds: nothing counts as read before it is kept, and nothing is asked twice at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from linewatch.ingest import worker_process
from linewatch.ingest.articles import Request
from linewatch.ingest.feeds import FeedItem
from linewatch.ingest.fetch import Answer
from linewatch.ingest.gathering import Gathered, Gatherer
from linewatch.ingest.polling import Reply
from linewatch.records import Article, CodedArticle, Feed, Rejection
from linewatch.rounds import Rounds, RoundStats
from linewatch.settings import Settings
from linewatch.store import Store
from tests.factories import make_article
from tests.ingest.feeds import rss
from tests.ingest.test_page_worker import PAGE
from tests.ingest.workers import WorkerInside

# feedparser imports requests, which looks for IPv6 once by binding a socket; nothing is sent
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket.socket")

A, B = "https://a.example/feed", "https://b.example/feed"
START = datetime(2031, 3, 3, 10, tzinfo=UTC)


class Wire(Gatherer):
    """Gives each feed what lies ready for it; keeps the order of the questions."""

    def __init__(self) -> None:
        self.items: dict[str, list[FeedItem]] = {}
        self.asked: list[str] = []
        self.not_yet: set[str] = set()

    def ask_feed(self, feed: Feed) -> tuple[Reply, tuple[FeedItem, ...]]:
        self.asked.append(feed.url)
        return Reply(200, {"etag": '"1"'}, title="The Herald"), tuple(self.items.get(feed.url, ()))

    def read_item(self, item: FeedItem, feed: Feed) -> Gathered:
        self.asked.append(item.url or "")
        if item.url in self.not_yet:
            return Gathered(Rejection(item.url or "", "LW112", "fetch", "too slow; try again"), is_final=False)
        return Gathered(make_article(f"{feed.title}: {item.title}", article_id=f"art_{item.title}"))


class World:
    """A store that follows two feeds, a clock, and a coder that saves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.store.add_feeds({A: None, B: None})
        self.wire = Wire()
        self.now = START
        self.is_broken = False
        self.rounds = Rounds(store, self.wire, self.code, lambda: self.now, 1_800, RoundStats())

    def code(self, articles: Iterable[Article | Rejection]) -> Iterator[CodedArticle | Rejection]:
        for item in articles:
            if self.is_broken:
                raise KeyboardInterrupt
            result = CodedArticle(item) if isinstance(item, Article) else item
            self.store.save([result])
            yield result

    def go(self) -> list[str]:
        self.wire.asked.clear()
        list(self.rounds.go())
        return self.wire.asked


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Store.open(tmp_path / "run.db", create=True) as store:
        yield World(store)


def item(name: str) -> FeedItem:
    return FeedItem(f"https://a.example/{name}", name)


def test_feeds_are_asked_one_after_another_when_they_are_due(world: World) -> None:
    world.wire.items = {A: [item("2"), item("1")]}
    assert world.go() == [A, "https://a.example/1", "https://a.example/2", B]
    assert world.go() == []
    assert world.rounds.next_at() is not None
    world.now += timedelta(seconds=2_000)
    assert sorted(world.go()) == [A, B]
    assert (world.rounds.stats.asked, world.rounds.stats.known_items) == (4, 2)
    assert world.store.counts()["articles"] == 2


def test_a_run_that_is_stopped_reads_the_items_again(world: World) -> None:
    world.wire.items = {A: [item("1")]}
    world.is_broken = True
    with pytest.raises(KeyboardInterrupt):
        world.go()
    assert world.store.load_feeds()[0] == Feed(A)
    assert world.store.load_items(A) == {}
    world.is_broken = False
    assert world.go() == [A, "https://a.example/1", B]


def test_a_feed_with_an_item_to_come_is_asked_without_its_etag(world: World) -> None:
    world.wire.items = {A: [item("1"), item("2")], B: []}
    world.wire.not_yet = {"https://a.example/1"}
    world.go()
    assert [feed.etag for feed in world.store.load_feeds()] == [None, '"1"']
    assert len(world.store.load_items(A)) == 1
    world.wire.not_yet = set()
    world.now += timedelta(hours=1)
    assert "https://a.example/1" in world.go()
    assert [feed.etag for feed in world.store.load_feeds()] == ['"1"', '"1"']


def test_an_item_named_twice_is_read_once(world: World) -> None:
    world.wire.items = {A: [item("1"), item("1")]}
    assert world.go() == [A, "https://a.example/1", B]


def test_without_feeds_nothing_is_due(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db", create=True) as store:
        rounds = Rounds(store, Wire(), lambda _: iter(()), lambda: START, 1_800, RoundStats())
        assert rounds.next_at() is None
        assert list(rounds.go()) == []


class NewsServer:
    """A server that knows etags: a new report every eight hours, on a clock of its own."""

    def __init__(self) -> None:
        self.now = START
        self.log: list[tuple[datetime, str, int]] = []

    def get(self, url: str, *, etag: str | None = None, **_limits: object) -> Answer:
        published = int((self.now - START) / timedelta(hours=8)) + 1
        answer = Answer(404, url)
        if url == A:
            items = [f"<title>Report {n}</title><link>https://a.example/{n}</link>" for n in range(published, 0, -1)]
            mark = f'"{published}"'
            answer = Answer(304, url) if etag == mark else Answer(200, url, {"etag": mark}, rss(*items))
        elif url.startswith("https://a.example/"):
            answer = Answer(200, url, {"content-type": "text/html"}, PAGE.encode())
        self.log.append((self.now, url, answer.status))
        return answer


def test_two_days_of_a_feed_cost_what_they_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "WorkerProcess", WorkerInside)
    server = NewsServer()
    request = Request(Settings(host_pause_s=0))
    with Store.open(tmp_path / "run.db", create=True) as store, Gatherer(request, get=server.get) as gatherer:
        world = World(store)
        store.remove_feed(B)
        rounds = Rounds(store, gatherer, world.code, lambda: server.now, 1_800, RoundStats())
        while server.now < START + timedelta(days=2):
            list(rounds.go())
            server.now = rounds.next_at() or server.now
    polls = [(when, status) for when, url, status in server.log if url == A]
    pages = [url for _, url, _ in server.log if url != A]
    assert pages == [f"https://a.example/{number}" for number in range(1, 7)]
    assert [status for _, status in polls].count(200) == 6
    assert 84 <= len(polls) <= 96
    waits = [after - before for (before, _), (after, _) in pairwise(polls)]
    assert timedelta(minutes=30) <= min(waits) <= max(waits) <= timedelta(minutes=33)
