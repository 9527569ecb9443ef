"""Any question gets the same records from SQLite as from PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.records import CodedArticle
from linewatch.store import Store
from tests.factories import make_corpus, make_family
from tests.store.servers import Server

COUNTRIES = ("NOR", "SUD", "nor", "IRN", ";", "%", "_O_", "")
IDS = st.text("evtartl_0123456789abcdEF%", min_size=1, max_size=8)
DAYS = st.none() | st.dates(date(2030, 12, 30), date(2031, 3, 10))


def varied() -> list[CodedArticle]:
    """Return articles whose events differ in type, modality, country and day."""
    corpus = make_corpus(40)
    for number, item in enumerate(corpus):
        [event] = item.events
        day = None if number % 5 == 0 else date(2031, 1, 1) + timedelta(days=number % 7)
        event = replace(
            event,
            event_type=("ASSAULT", "AID", "THREATEN")[number % 3],
            modality="actual" if number % 2 else "future",
            occurred=replace(event.occurred, from_on=day, until_on=day),
            recipients=event.recipients if number % 4 else (),
        )
        corpus[number] = replace(item, events=(event, event)[: 1 + number % 2])
    return [*corpus, *make_family()]


@pytest.fixture(scope="module")
def pair(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Return the same records in a store of each kind."""
    path: Path = tmp_path_factory.mktemp("queries") / "run.db"
    with Store.open(path, create=True) as one, Store.open(server.new_database(), create=True) as other:
        for store in (one, other):
            store.save(varied())
        yield one, other


@settings(max_examples=120, deadline=None)
@given(
    event_type=st.sampled_from([None, "ASSAULT", "AID", "assault"]),
    modality=st.sampled_from([None, "actual", "future"]),
    pair_of=st.sampled_from([None, "NOR-SUD", "SUD-NOR", "NOR-IRN"]),
    country=st.none() | st.sampled_from(COUNTRIES),
    from_on=DAYS,
    until_on=DAYS,
    limit=st.none() | st.integers(1, 60),
    all_versions=st.booleans(),
)
def test_events(pair: tuple[Store, Store], pair_of: str | None, **query: object) -> None:
    one, other = (list(store.load_events(pair=pair_of, **query)) for store in pair)  # type: ignore[arg-type]
    assert one == other


@settings(max_examples=40, deadline=None)
@given(
    speaker=st.sampled_from([None, "Ada Mirel", "ada mirel"]),
    kind=st.sampled_from([None, "declaration", "denial"]),
    country=st.none() | st.sampled_from(COUNTRIES),
    from_on=DAYS,
    limit=st.none() | st.integers(1, 60),
)
def test_statements_and_red_lines(
    pair: tuple[Store, Store],
    speaker: str | None,
    kind: str | None,
    country: str | None,
    from_on: date | None,
    limit: int | None,
) -> None:
    one, other = pair
    query = {"country": country, "from_on": from_on, "limit": limit}
    assert list(one.load_statements(speaker=speaker, **query)) == list(other.load_statements(speaker=speaker, **query))  # type: ignore[arg-type]
    assert list(one.load_red_lines(kind=kind, **query)) == list(other.load_red_lines(kind=kind, **query))  # type: ignore[arg-type]


def found_or_refused(store: Store, record_id: str) -> object:
    try:
        return store.find(record_id)
    except Exception as error:  # noqa: BLE001 - whichever it is, both stores must say the same
        return str(error)


@settings(max_examples=60, deadline=None)
@given(start=IDS | st.sampled_from([item.events[0].event_id for item in make_corpus(3)]), length=st.integers(4, 20))
def test_ids(pair: tuple[Store, Store], start: str, length: int) -> None:
    one, other = (found_or_refused(store, start[:length]) for store in pair)
    assert one == other


def test_counts_and_digests(pair: tuple[Store, Store]) -> None:
    one, other = pair
    assert one.counts() == other.counts()
    assert one.digest() == other.digest()
