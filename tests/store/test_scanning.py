from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from linewatch.records import Rejection
from linewatch.store import Store, scanning, schema
from tests.factories import TEXT, make_coded, make_corpus


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "scan.db", create=True) as opened:
        opened.save([*make_corpus(5), make_coded(f"{TEXT} Undated.", published_on=None, publisher=None)])
        yield opened


def test_every_event_is_outlined_the_latest_first(store: Store) -> None:
    outlines = store.ask(scanning.scan_events)
    assert len(outlines) == 6
    first = outlines[0]
    assert (first.event_type, first.pair, first.place, first.deaths) == ("ASSAULT", "NOR-SUD", "Varna", 2)
    assert (first.lat, first.lon, first.speaker) == (10.5, 20.25, None)
    assert first.day == date(2031, 3, 4)


def test_events_come_with_all_that_belongs_to_them_in_the_order_asked(store: Store) -> None:
    keys = [(each.article_id, each.position) for each in store.ask(scanning.scan_events)][::-1]
    found = store.ask(scanning.load_sightings, [*keys, ("art_gone", 0)])
    assert [each.article.article_id for each in found] == [article_id for article_id, _ in keys]
    assert {each.place.name for each in found if each.place} == {"Varna"}
    ids = [each.event.event_id for each in found]
    assert store.ask(scanning.find_positions, [*ids, "evt_gone"]) == keys


def test_a_page_of_a_table_goes_on_where_the_last_one_ended(store: Store) -> None:
    first = store.ask(scanning.load_page, schema.statements, after=None, limit=4)
    last = first[-1]
    rest = store.ask(scanning.load_page, schema.statements, after=(last[0].article_id, last[2]), limit=4)
    assert len(first) == 4
    assert len(rest) == 2
    assert len({article.article_id for article, _, _ in (*first, *rest)}) == 6


def test_undated_articles_come_last(store: Store) -> None:
    found = store.ask(scanning.load_latest_articles, before=None, limit=9)
    assert [each.published_on for each in found] == [date(2031, 1, day) for day in (5, 4, 3, 2, 1)] + [None]
    after = store.ask(scanning.load_latest_articles, before=(date(2031, 1, 1), found[4].article_id), limit=9)
    assert after == found[5:]
    assert [each[0] for each in store.ask(scanning.scan_titles)] == [each.article_id for each in found]


def test_sources_and_refusals_are_counted(store: Store) -> None:
    store.save([Rejection(name, "LW204", "extract", "no text") for name in ("a", "b")])
    assert store.ask(scanning.count_publishers)[0] == ("The Ilm Post", 5, date(2031, 1, 1), date(2031, 1, 5))
    assert store.ask(scanning.count_rejections) == {"LW204": 2}
    assert [row.source for row in store.ask(scanning.load_rejections, limit=1)] == ["a"]
