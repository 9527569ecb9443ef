"""A page over a small store: the factory's report twice, one line with its life, and a desk without a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from linewatch.records import Rejection
from linewatch.store import Store
from linewatch.web.app import make_app
from linewatch.web.desk import Desk
from linewatch.web.limits import Bucket
from linewatch.web.reading import Reading
from linewatch.web.security import LOOPBACK, Doorkeeper, Guard
from linewatch.web.tokens import Token, make_token
from tests.factories import TEXT, make_coded
from tests.fakes import fake_pipeline
from tests.registers import NOW, make_line, make_step

BASE = "http://127.0.0.1:8642"
TODAY = date(2031, 3, 6)
LINE = "line_00000000000000a1"
OTHER_LINE = "line_00000000000000b2"


def fill(store: Store) -> None:
    """Put two versions of a report, another report, two lines and a document that was set aside into a store."""
    first = make_coded(published_on=date(2031, 3, 5))
    edited = make_coded(f"{TEXT} It was corrected.", published_on=date(2031, 3, 6))
    other = make_coded(f"{TEXT} Elsewhere.", published_on=date(2031, 3, 4), url=None, title="Elsewhere")
    store.save([first, edited, other, Rejection("broken.html", "LW204", "extract", "no main text was found")])
    event = first.events[0]
    crossing = make_step(
        "crossed", LINE, on=date(2031, 3, 6), event_ids=(event.event_id,), article_ids=(first.article.article_id,)
    )
    terms = first.red_lines[0]
    line = make_line(line_id=LINE, terms=terms)
    lines = [
        make_line(line_id=LINE, terms=terms, steps=(*line.steps, crossing), state="crossed"),
        make_line(line_id=OTHER_LINE, terms=other.red_lines[0]),
    ]
    store.save_lines(lines, raised_at=NOW)


@dataclass
class Site:
    """A page, its store, and how often the watch was asked anew."""

    app: Guard
    store: Store
    reading: Reading
    watched: list[object]

    def visitor(self, **headers: str) -> TestClient:
        return TestClient(
            self.app, base_url=BASE, headers=headers, raise_server_exceptions=False, follow_redirects=False
        )


def make_site(store: Store, tokens: list[Token] | None = None) -> Site:
    watched: list[object] = []
    minutes = count()
    reading = Reading(store, watched.append, now=lambda: NOW + timedelta(minutes=next(minutes)))
    keeper = Doorkeeper(
        frozenset(LOOPBACK),
        None if tokens is None else lambda: tokens,
        today=lambda: TODAY,
        attempts=Bucket(10_000, 1.0),
    )
    desk = Desk(fake_pipeline, bucket=Bucket(10_000, 1.0))
    return Site(make_app(reading, desk, keeper, max_text_chars=20_000), store, reading, watched)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "page.db", create=True) as opened:
        yield opened


@pytest.fixture
def site(store: Store) -> Site:
    fill(store)
    return make_site(store)


@pytest.fixture
def visitor(site: Site) -> TestClient:
    return site.visitor(accept="text/html")


@pytest.fixture
def program(site: Site) -> TestClient:
    return site.visitor(accept="application/json")


@pytest.fixture
def secrets_and_tokens() -> tuple[dict[str, str], list[Token]]:
    """Return a secret of each kind, and the tokens in use."""
    made = {
        "read": make_token("Reader", "read", today=TODAY),
        "write": make_token("Writer", "write", today=TODAY),
        "admin": make_token("Admin", "admin", today=TODAY),
        "expired": make_token("Late", "admin", today=date(2030, 1, 1), days=3),
    }
    return {name: secret for name, (secret, _) in made.items()}, [token for _, token in made.values()]
