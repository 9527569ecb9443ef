"""A store of an earlier version is brought to the present one and loses nothing."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import MetaData, inspect, select

from linewatch.errors import StoreError
from linewatch.records import CodedArticle, Rejection
from linewatch.store import Store, upgrading
from linewatch.store.schema import SCHEMA_VERSION
from tests.factories import make_corpus, make_family
from tests.store.contract.conftest import NewPlace
from tests.store.olden import engine_of, make_store_of_version_1, version_of

ITEMS: list[CodedArticle | Rejection] = [
    *make_corpus(8),
    *make_family(),
    Rejection("page.html", "LW204", "extract", "no main text was found; give another page"),
]


def old_contents(where: str) -> dict[str, str]:
    """Return a digest of each table over the columns that version 1 had."""
    engine, tables = engine_of(where), MetaData()
    old = {"articles", "events", "statements", "red_lines", "places", "times", "rejections"}
    new = {"canonical_url", "text_chars", "version_of", "superseded_by", "duplicate_of", "content", "attempts"}
    with engine.connect() as connection:
        tables.reflect(connection, only=lambda name, _: name in old)
        found = {
            table.name: sorted(
                str([row._mapping[column.name] for column in table.columns if column.name not in new])
                for row in connection.execute(select(table))
            )
            for table in tables.sorted_tables
        }
    engine.dispose()
    return {name: hashlib.sha256("\n".join(lines).encode()).hexdigest() for name, lines in found.items()}


def form_of(where: str) -> dict[str, Any]:
    """Return the columns and indexes of each table."""
    engine = engine_of(where)
    there = inspect(engine)
    form = {
        name: (
            sorted(
                (column["name"], column["type"]._type_affinity.__name__, column["nullable"])
                for column in there.get_columns(name)
            ),
            sorted((str(index["name"]), tuple(index["column_names"])) for index in there.get_indexes(name)),
        )
        for name in there.get_table_names()
    }
    engine.dispose()
    return form


def test_an_upgraded_store_has_what_it_had_and_what_a_new_one_would(new_place: NewPlace) -> None:
    old, new = new_place(), new_place()
    make_store_of_version_1(old, ITEMS)
    before = old_contents(old)
    with Store.open(old) as upgraded, Store.open(new, create=True) as fresh:
        fresh.save(ITEMS)
        assert upgraded.digest() == fresh.digest()
        assert upgraded.save(ITEMS).unchanged == 14
    assert version_of(old) == SCHEMA_VERSION
    assert old_contents(old) == before
    assert form_of(old) == form_of(new)


def test_an_upgrade_that_fails_changes_nothing(new_place: NewPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place()
    make_store_of_version_1(place, ITEMS)
    before = form_of(place), old_contents(place)

    def fail(*_: object) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as patched:
        patched.setattr("linewatch.store.kinship.relate_all", fail)
        with pytest.raises(RuntimeError):
            Store.open(place)
    assert (form_of(place), old_contents(place)) == before
    with Store.open(place) as store:
        assert store.counts()["articles"] == 14


def test_a_step_that_is_missing_is_named(new_place: NewPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place()
    make_store_of_version_1(place, ITEMS)
    before = form_of(place), old_contents(place)
    for module in ("connection", "upgrading"):
        monkeypatch.setattr(f"linewatch.store.{module}.SCHEMA_VERSION", 77)
    with pytest.raises(StoreError, match=r"LW408 .*as it was before"):
        Store.open(place)
    assert (form_of(place), old_contents(place)) == before


def test_a_newer_store_is_refused(new_place: NewPlace) -> None:
    place = new_place()
    with Store.open(place, create=True) as store:
        store.set_meta("schema_version", str(SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match=r"LW403 .*newer"):
        Store.open(place)


def test_there_is_a_step_for_every_version() -> None:
    steps = sorted(path.name[:5] for path in (upgrading.MIGRATIONS / "versions").glob("v*.py"))
    assert steps == [f"v{number:04}" for number in range(1, SCHEMA_VERSION + 1)]
