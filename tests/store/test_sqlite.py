"""A file opens safely, and every fault of it has a code and a next step."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from linewatch.errors import StoreError
from linewatch.store import Store
from linewatch.store.schema import SCHEMA_VERSION
from linewatch.store.sqlite import journal_mode
from tests.factories import make_coded, make_corpus


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 53, 1), "WAL")],
)
def test_only_repaired_versions_of_sqlite_get_a_wal(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_every_connection_is_guarded(tmp_path: Path) -> None:
    with Store.open(tmp_path / "run.db", create=True) as store, store._engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")
        }
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    assert asked == {"synchronous": 2, "foreign_keys": 1}
    assert str(mode).upper() == journal_mode()


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="LW401"):
        Store.open(tmp_path / "absent.db")
    assert not (tmp_path / "absent.db").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"LW401 .*nowhere"):
        Store.open(tmp_path / "nowhere" / "run.db", create=True)


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="LW401"):
        Store.open(tmp_path, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is no database. " * 100)
    with pytest.raises(StoreError, match="LW402"):
        Store.open(path, create=create)
    assert path.read_text() == "This is no database. " * 100


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE things (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="LW402"):
        Store.open(path, create=True)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="LW402"):
        Store.open(path)
    with Store.open(path, create=True) as store:
        assert store.counts()["articles"] == 0


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    with Store.open(path, create=True) as store:
        store.set_meta("schema_version", str(SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match=r"LW403 .*newer"):
        Store.open(path)


def test_a_read_only_store_can_be_read_and_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    with Store.open(path, create=True) as store:
        store.save([make_coded()])
    with Store.open(path) as store:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")  # as root, file modes stop nobody
        assert len(list(store.load_events())) == 1
        with pytest.raises(StoreError, match=r"LW404 .*read-only"):
            store.save(make_corpus(1))


def test_a_full_disk_is_named_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    with Store.open(path, create=True) as store:
        store.save([make_coded()])
        before = store.digest()
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match=r"LW404 .*full"):
            store.save(make_corpus(200))
    with Store.open(path) as store:
        assert store.digest() == before


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    with Store.open(path, create=True) as store:
        store.save(make_corpus(20))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"LW40[12]"), Store.open(path) as store:
        store.counts()


def test_many_may_read_while_one_writes(tmp_path: Path) -> None:
    path, corpus = tmp_path / "run.db", make_corpus(120)
    with Store.open(path, create=True) as store:
        store.save(corpus[:4])

    def read(_: int) -> int:
        with Store.open(path) as store:
            return max(len(list(store.load_events(limit=10))) + store.counts()["articles"] for _ in range(10))

    with ThreadPoolExecutor(5) as pool, Store.open(path) as writer:
        readers = pool.map(read, range(4))
        for start in range(4, 120, 4):
            writer.save(corpus[start : start + 4])
        assert all(count >= 8 for count in readers)
        assert writer.counts()["articles"] == 120


def test_a_slow_reader_of_a_page_does_not_stop_the_writer(tmp_path: Path) -> None:
    path, corpus = tmp_path / "run.db", make_corpus(6)
    with Store.open(path, create=True) as store:
        store.save(corpus[:4])
        with Store.open(path) as other:
            page = other.load_events(limit=3)
            next(page)
            store.save(corpus[4:])
            assert len(list(page)) == 2
