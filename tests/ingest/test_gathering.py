"""Feeds and pages by a door that is told what to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from linewatch.errors import SourceError
from linewatch.ingest.articles import Request
from linewatch.ingest.feeds import FeedItem
from linewatch.ingest.fetch import Answer
from linewatch.ingest.gathering import Gatherer, item_digest, item_id
from linewatch.records import Article, Feed, Rejection
from linewatch.settings import Settings
from tests.ingest.feeds import CALM, RSS2, SEEN
from tests.ingest.test_page_worker import PAGE

FEED = Feed("https://herald.example/feed", etag='"1"')
ITEM = FeedItem("https://herald.example/boats", "Boats", date(2031, 3, 3), None, "Ann", f"<p>{SEEN}</p><p>{CALM}</p>")


class Door:
    """Answers each address with what lies ready; keeps what it was asked, and a clock that only sleeping moves."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | SourceError] = {}
        self.asked: list[tuple[float, str, dict[str, object]]] = []
        self.seconds = 0.0

    def get(self, url: str, **asked: object) -> Answer:
        self.asked.append((self.seconds, url, asked))
        answer = self.answers.get(url, Answer(404, url))
        if isinstance(answer, SourceError):
            raise answer
        return answer

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Door, Gatherer]]:
    door = Door()
    request = Request(Settings(host_pause_s=2))
    with Gatherer(request, get=door.get, sleep=door.sleep, clock=lambda: door.seconds) as gatherer:
        yield door, gatherer


@pytest.fixture
def door(shared: tuple[Door, Gatherer]) -> Door:
    found = shared[0]
    found.answers.clear()
    found.asked.clear()
    found.seconds += 1_000
    return found


@pytest.fixture
def gatherer(shared: tuple[Door, Gatherer], door: Door) -> Gatherer:
    assert shared[0] is door
    return shared[1]


def page(url: str, body: str = PAGE) -> Answer:
    return Answer(200, url, {"content-type": "text/html"}, body.encode())


def feed_answer(body: str = RSS2, status: int = 200) -> Answer:
    return Answer(status, FEED.url, {"etag": '"2"', "content-type": "application/rss+xml"}, body.encode())


def test_a_feed_is_asked_with_what_is_known_of_it(door: Door, gatherer: Gatherer) -> None:
    door.answers[FEED.url] = feed_answer()
    reply, items = gatherer.ask_feed(FEED)
    assert (reply.status, reply.title, reply.ttl_s, reply.is_good) == (200, "The Herald & Post", 3_600, True)
    assert [item.url for item in items] == ["https://herald.example/boats?id=7", "https://herald.example/harbour"]
    assert door.asked[0][2]["etag"] == '"1"'


def test_a_feed_that_is_as_it_was_or_is_not_had_has_no_items(door: Door, gatherer: Gatherer) -> None:
    door.answers[FEED.url] = feed_answer(status=304)
    assert (gatherer.ask_feed(FEED)[0].is_good, gatherer.ask_feed(FEED)[1]) == (True, ())
    door.answers[FEED.url] = SourceError("LW112", "too slow; try again", "fetch")
    assert gatherer.ask_feed(FEED)[0].error is door.answers[FEED.url]
    door.answers[FEED.url] = feed_answer("<html>not a feed</html>")
    reply, items = gatherer.ask_feed(FEED)
    assert (reply.error and reply.error.code, reply.is_good, items) == ("LW116", False, ())


def test_an_item_is_read_from_its_page(door: Door, gatherer: Gatherer) -> None:
    door.answers[ITEM.url or ""] = page(ITEM.url or "")
    article = gatherer.read_item(ITEM, FEED).result
    assert isinstance(article, Article)
    assert article.text.startswith("VARNA — Two boats")
    assert (article.title, article.published_on, article.byline) == (
        "Boats seen near pier",
        date(2031, 3, 3),
        "Ann Lee",
    )
    assert (article.publisher, article.byline) == ("The Herald", "Ann Lee")
    assert article.url == "https://herald.example/boats"


@pytest.mark.parametrize("status", [404, 403, 500])
def test_an_item_whose_page_cannot_be_had_is_read_from_the_feed(door: Door, gatherer: Gatherer, status: int) -> None:
    door.answers[ITEM.url or ""] = Answer(status, ITEM.url or "")
    gathered = gatherer.read_item(ITEM, Feed(FEED.url, "The Post"))
    article = gathered.result
    assert isinstance(article, Article)
    assert article.text == f"{SEEN}\n{CALM}"
    assert (article.title, article.published_on, article.publisher) == ("Boats", date(2031, 3, 3), "The Post")
    assert (article.byline, article.url, gathered.is_final) == ("Ann", ITEM.url, True)


@pytest.mark.parametrize(
    ("answer", "code", "is_final"),
    [
        (Answer(404, "https://herald.example/boats"), "LW114", True),
        (Answer(503, "https://herald.example/boats"), "LW114", False),
        (Answer(429, "https://herald.example/boats"), "LW114", False),
        (SourceError("LW112", "too slow; try again", "fetch"), "LW112", False),
        (SourceError("LW110", "no public address; name it", "fetch"), "LW110", True),
        (page("https://herald.example/boats", "<html><nav>Home</nav></html>"), "LW204", True),
        (Answer(200, "https://herald.example/boats", {"content-type": "application/json"}, b"[{}]"), "LW204", True),
        (Answer(200, "https://herald.example/boats", {"content-type": "video/mp4"}, b"x"), "LW103", True),
    ],
)
def test_an_item_that_nobody_has_is_set_aside(
    door: Door, gatherer: Gatherer, answer: Answer | SourceError, code: str, is_final: bool
) -> None:
    door.answers["https://herald.example/boats"] = answer
    gathered = gatherer.read_item(FeedItem("https://herald.example/boats", "Boats"), FEED)
    assert isinstance(gathered.result, Rejection)
    assert (gathered.result.source, gathered.result.code) == ("https://herald.example/boats", code)
    assert gathered.is_final is is_final


def test_an_item_without_link_and_text_is_set_aside(gatherer: Gatherer) -> None:
    rejection = gatherer.read_item(FeedItem(None, "Boats"), FEED).result
    assert isinstance(rejection, Rejection)
    assert (rejection.source, rejection.code) == ("https://herald.example/feed#Boats", "LW207")


def test_an_address_may_be_of_a_page_or_of_a_feed(door: Door, gatherer: Gatherer) -> None:
    door.answers = {
        FEED.url: feed_answer(),
        "https://herald.example/harbour": page("https://herald.example/harbour"),
    }
    first, second = [one.result for one in gatherer.read_source(FEED.url)]
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.title) == (f"{SEEN}\n{CALM}", "Boats seen near pier")
    (alone,) = [one.result for one in gatherer.read_source("https://herald.example/harbour")]
    assert isinstance(alone, Article)
    (nothing,) = [one.result for one in gatherer.read_source("https://herald.example/none")]
    assert isinstance(nothing, Rejection)
    assert nothing.code == "LW114"


def test_there_is_a_pause_between_two_questions_to_a_host(door: Door, gatherer: Gatherer) -> None:
    start = door.seconds
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3"]
    for url in urls:
        list(gatherer.read_source(url))
    assert [(when - start, url) for when, url, _ in door.asked] == [
        (0, urls[0]),
        (2, urls[1]),
        (2, urls[2]),
        (4, urls[3]),
    ]


@pytest.mark.parametrize(
    ("said", "rest_s"), [("", 300), ("7200", 7_200), ("5", 300), ("9999999", 86_400), ("soon", 300)]
)
def test_a_busy_server_is_left_alone(door: Door, gatherer: Gatherer, said: str, rest_s: int) -> None:
    items = [FeedItem(f"https://busy{rest_s}{said}.example/{number}") for number in range(3)]
    door.answers[items[0].url or ""] = Answer(429, items[0].url or "", {"retry-after": said} if said else {})
    found = [gatherer.read_item(item, FEED) for item in items]
    assert [one.is_final for one in found] == [False] * 3
    assert len(door.asked) == 1
    door.seconds += rest_s - 1
    gatherer.read_item(items[1], FEED)
    assert len(door.asked) == 1
    door.seconds += 2
    gatherer.read_item(items[1], FEED)
    assert len(door.asked) == 2


def test_an_edited_item_has_another_digest_under_the_same_id() -> None:
    edited = FeedItem(ITEM.url, "Boats (corrected)", ITEM.published_on)
    assert item_id(edited) == item_id(ITEM)
    assert item_digest(edited) != item_digest(ITEM)
    assert item_id(FeedItem(None, "a")) != item_id(FeedItem(None, "b"))
