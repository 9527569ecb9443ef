"""``linewatch ingest``: rounds over feeds, sources by name, what is counted and what is kept; the door is a fake."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.ingest import fetch, worker_process
from linewatch.ingest.fetch import Answer
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import TEXT
from tests.ingest.feeds import rss
from tests.ingest.workers import WorkerInside

# trafilatura and feedparser import libraries that look for IPv6 once by binding a socket; nothing is sent
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket.socket")

URL = "https://herald.example/feed"


def item(number: int, title: str = "Shells") -> str:
    return f"<title>{title} {number}</title><link>https://herald.example/{number}</link>"


def page(number: int) -> Answer:
    report = f"<h1>Shells {number}</h1><p>{TEXT}</p><p>Report {number} ends here.</p>"
    body = f"<html><body><article>{report}</article></body></html>".encode()
    return Answer(200, f"https://herald.example/{number}", {"content-type": "text/html"}, body)


class Net:
    """The door of these tests."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | SourceError] = {}
        self.asked: list[tuple[str, object]] = []

    def get(self, url: str, *, etag: str | None = None, **_others: object) -> Answer:
        self.asked.append((url, etag))
        answer = self.answers.get(url, Answer(404, url))
        if isinstance(answer, SourceError):
            raise answer
        return Answer(304, url) if etag and answer.headers.get("etag") == etag else answer

    def publish(self, *items: str, etag: str | None = None) -> None:
        self.answers[URL] = Answer(200, URL, {"etag": etag} if etag else {}, rss(*items))


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    found = Net()
    found.answers |= {f"https://herald.example/{number}": page(number) for number in range(1, 4)}
    monkeypatch.setattr(fetch, "get", found.get)
    monkeypatch.setattr(worker_process, "WorkerProcess", WorkerInside)
    monkeypatch.setenv("LINEWATCH_HOST_PAUSE_S", "0")
    return found


def test_a_feed_is_followed_from_round_to_round(linewatch: Invoke, net: Net) -> None:
    net.publish(item(2), item(1), etag='"1"')
    linewatch("feeds", "add", URL, "--db", "run.db")
    first = linewatch("ingest", "--db", "run.db")
    assert "1 feed asked, 0 failed; 2 new, 0 replaced, 0 unchanged, 0 set aside" in first.stderr
    assert (first.exit_code, first.stdout) == (0, "")
    assert [url for url, _ in net.asked] == [URL, "https://herald.example/1", "https://herald.example/2"]
    assert "0 new" in linewatch("ingest", "--db", "run.db").stderr  # not due
    assert len(net.asked) == 3
    assert "1 feed asked, 0 failed; 0 new" in linewatch("ingest", URL, "--db", "run.db").stderr
    assert net.asked[3:] == [(URL, '"1"')]
    net.publish(item(3), item(2), item(1, "Corrected"), etag='"2"')
    assert "1 new, 0 replaced, 2 unchanged" in linewatch("ingest", URL, "--db", "run.db").stderr
    assert [url for url, _ in net.asked[5:]] == ["https://herald.example/1", "https://herald.example/3"]
    with Store.open("run.db") as store:
        assert store.counts()["articles"] == 3
        assert [feed.title for feed in store.load_feeds()] == ["The Herald"]


def test_a_page_that_may_come_later_is_asked_for_again(linewatch: Invoke, net: Net) -> None:
    net.publish(item(1), item(2), etag='"1"')
    net.answers["https://herald.example/1"] = Answer(503, "https://herald.example/1")
    linewatch("feeds", "add", URL, "--db", "run.db")
    first = linewatch("ingest", "--db", "run.db")
    assert "1 new, 0 replaced, 0 unchanged, 1 set aside" in first.stderr
    assert (first.exit_code, "LW114" in first.stderr) == (4, True)
    net.answers["https://herald.example/1"] = page(1)
    assert "1 new, 0 replaced, 1 unchanged" in linewatch("ingest", URL, "--db", "run.db").stderr


def test_a_feed_that_fails_is_told_and_kept(linewatch: Invoke, net: Net) -> None:
    net.answers[URL] = SourceError("LW112", "herald.example took longer than 30 s; try again later", "fetch")
    linewatch("feeds", "add", URL, "--db", "run.db")
    result = linewatch("ingest", "--db", "run.db")
    assert (result.exit_code, "1 feed asked, 1 failed" in result.stderr) == (4, True)
    with Store.open("run.db") as store:
        (feed,) = store.load_feeds()
    assert (feed.errors, (feed.last_error or "")[:5]) == (1, "LW112")


def test_sources_may_be_named(linewatch: Invoke, net: Net, report: Path) -> None:
    net.publish(item(1), item(2))
    result = linewatch("ingest", URL, "https://herald.example/3", report, "--db", "run.db")
    assert "4 new, 0 replaced, 0 unchanged, 0 set aside" in result.stderr
    result = linewatch("ingest", URL, "https://herald.example/3", report, "https://herald.example/9", "--db", "run.db")
    assert "0 new, 0 replaced, 4 unchanged, 1 set aside" in result.stderr
    assert result.exit_code == 4


def test_without_feeds_and_sources_there_is_nothing_to_do(linewatch: Invoke, store: Path) -> None:
    result = linewatch("ingest", "--db", store)
    assert (result.exit_code, "linewatch feeds add" in result.stderr) == (2, True)
    assert linewatch("ingest", "--db", "none.db").exit_code == 5


def test_following_goes_on_until_it_is_stopped(linewatch: Invoke, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    net.publish(item(1))
    linewatch("feeds", "add", URL, "--db", "run.db")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            with Store.open("run.db") as store:
                store.add_feeds({"https://post.example/rss": None})
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = linewatch("ingest", "--db", "run.db", "--follow", "--every", "600")
    assert result.exit_code == 130
    assert [url for url, _ in net.asked] == [URL, "https://herald.example/1", "https://post.example/rss"]
    assert all(0 < seconds <= 60 for seconds in slept)


def test_a_code_run_takes_a_web_page(linewatch: Invoke, net: Net) -> None:
    result = linewatch("code", "https://herald.example/1", "--format", "csv")
    assert (result.exit_code, "https://herald.example/1" in result.stdout) == (0, True)
    assert net.asked[0][0] == "https://herald.example/1"
