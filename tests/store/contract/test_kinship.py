"""Versions and copies: nothing is lost, the latest version is shown, and it does not matter what came first."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from sqlalchemy import select

from linewatch.errors import UsageError
from linewatch.records import CodedArticle
from linewatch.store import Store
from linewatch.store.schema import articles
from tests.factories import TEXT, make_coded, make_family
from tests.store.contract.conftest import NewPlace

FAMILY = make_family()
IDS = [item.article.article_id for item in FAMILY]


def kin(store: Store, name: str) -> dict[str, str | None]:
    """Return one of the columns of kinship by article id."""
    with store._engine.connect() as connection:
        found = connection.execute(select(articles.c.article_id, articles.c[name].label("kin")))
        return {row.article_id: row.kin for row in found}


def test_versions_are_chained_by_day_and_length(store: Store) -> None:
    store.save(FAMILY)
    first, second, third, *others = IDS
    assert kin(store, "version_of") == {first: None, second: first, third: first, **dict.fromkeys(others)}
    assert kin(store, "superseded_by") == {first: second, second: third, third: None, **dict.fromkeys(others)}


def test_copies_name_the_earliest_and_undated_ones_are_never_that(store: Store) -> None:
    store.save(FAMILY)
    group = kin(store, "duplicate_of")
    earliest = min(IDS[:2])  # both of the first of February
    assert group == {each: None if each in (earliest, IDS[5]) else earliest for each in IDS}


def test_the_order_of_arrival_does_not_matter(store: Store, new_place: NewPlace) -> None:
    store.save(FAMILY)
    expected = store.digest()
    for order in random.Random(7).sample(list(permutations(FAMILY)), 6):
        with Store.open(new_place(), create=True) as other:
            for item in order:
                other.save([item])
            assert other.digest() == expected


def test_records_of_earlier_versions_are_shown_on_request(store: Store) -> None:
    store.save(FAMILY)
    shown = {found.article.article_id for found in store.load_events()}
    assert shown == set(IDS[2:5])
    assert {found.article.article_id for found in store.load_events(all_versions=True)} == set(IDS[:5])
    assert len(list(store.load_statements())) == len(list(store.load_red_lines())) == 3


def test_no_text_is_lost(store: Store) -> None:
    store.save(FAMILY)
    assert [store.load_article(each) for each in IDS] == FAMILY


def test_the_versions_of_a_report_are_loaded_from_any_of_them(store: Store) -> None:
    store.save(FAMILY)
    versions = tuple(item.article for item in FAMILY[:3])
    assert [store.load_editions(each) for each in IDS[:3]] == [versions] * 3
    assert store.load_editions(IDS[3]) == (FAMILY[3].article,)
    with pytest.raises(UsageError, match="LW003"):
        store.load_editions("art_0")


def test_rows_of_an_event_file_share_a_source_and_are_no_versions(store: Store) -> None:
    imported = [
        make_coded(f"{TEXT} Row {number}.", models={"importer": "gdelt"}, url="https://example.org/source")
        for number in range(3)
    ]
    store.save(imported)
    for name in ("version_of", "superseded_by", "duplicate_of"):
        assert set(kin(store, name).values()) == {None}
    assert len(list(store.load_events())) == 3


def test_coding_anew_leaves_versions_and_copies_as_they_are(store: Store) -> None:
    store.save(FAMILY)
    before = [kin(store, name) for name in ("version_of", "superseded_by", "duplicate_of")]
    store.save([replace(item, article=replace(item.article, models={"linewatch": "9"})) for item in FAMILY])
    assert [kin(store, name) for name in ("version_of", "superseded_by", "duplicate_of")] == before


def edited(number: int) -> list[CodedArticle]:
    """Return a report and what became of it: its body grew, its title changed, or it was taken down."""
    text, url = f"{TEXT} This is report {number}.", f"https://example.org/edited/{number}"
    first = make_coded(text, url=url, published_on=date(2031, 1, 1))
    match number % 3:
        case 0:
            return [first, make_coded(f"{text} An earlier version named another river.", url=url)]
        case 1:
            return [first, make_coded(text, url=url, title="Correction", article_id=f"art_{number:016x}")]
        case _:
            gone = make_coded(text, url=url).article
            return [
                first,
                CodedArticle(replace(gone, text="This report was taken down.", article_id=f"art_{number:016x}")),
            ]


def test_a_hundred_edits_make_a_hundred_chains(store: Store) -> None:
    pairs = [edited(number) for number in range(100)]
    store.save([item for pair in pairs for item in pair])
    following = kin(store, "superseded_by")
    for first, second in pairs:
        assert following[first.article.article_id] == second.article.article_id
        assert store.load_article(first.article.article_id) == first
    assert store.counts()["articles"] == 200


@pytest.mark.parametrize("url", ["https://example.org/", "http://www.example.org", None])
def test_a_front_page_has_no_versions(store: Store, url: str | None) -> None:
    store.save([make_coded(f"{TEXT} {number}", url=url) for number in range(3)])
    assert set(kin(store, "version_of").values()) == {None}
