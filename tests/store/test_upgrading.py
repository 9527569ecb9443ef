"""Before an SQLite file is upgraded it is copied, whole or not at all, and only once one program at a time does so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from linewatch.store import Store
from linewatch.store.schema import SCHEMA_VERSION
from linewatch.store.sqlite import APPLICATION_ID
from tests.factories import make_corpus
from tests.store.olden import engine_of, make_store_of_version_1, version_of


def test_the_old_store_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    make_store_of_version_1(str(path), make_corpus(3))
    before = path.read_bytes()
    Store.open(path).close()
    assert version_of(f"{path}.bak-v1") == 1
    copy = engine_of(f"{path}.bak-v1")
    with copy.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar() == 3
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    copy.dispose()
    assert path.read_bytes() != before
    assert not list(tmp_path.glob("*.part"))


def test_what_a_broken_copy_left_behind_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    make_store_of_version_1(str(path), make_corpus(3))
    (tmp_path / "run.db.bak-v1.part").write_bytes(b"half")
    Store.open(path).close()
    assert version_of(f"{path}.bak-v1") == 1


def test_programs_that_open_it_at_once_upgrade_it_once(tmp_path: Path) -> None:
    path = tmp_path / "run.db"
    make_store_of_version_1(str(path), make_corpus(12))

    def open_and_count(_: int) -> int:
        with Store.open(path) as store:
            return store.counts()["articles"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(open_and_count, range(4))) == [12] * 4
    assert version_of(str(path)) == SCHEMA_VERSION
