"""A killed program loses nothing that it has acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linewatch.records import CodedArticle
from linewatch.store import Store
from tests.crash.campaign import kill_at_random
from tests.crash.checks import check_prefix, check_resumed, check_whole
from tests.crash.points import POINTS, SAVING, UPGRADING
from tests.crash.programs import Victim, make_items, save_all, upgrade
from tests.store.olden import make_store_of_version_1

SOURCES = Path(__file__).parents[2] / "src" / "linewatch"
ITEMS, BATCH = 40, 8
OLD_ITEMS = [item for item in make_items(ITEMS) if isinstance(item, CodedArticle)]


def check_upgraded(path: str) -> None:
    """Check that the store is what it would be had it been made today."""
    with Store.open(path) as store, Store.open(":memory:", create=True) as fresh:
        fresh.save(OLD_ITEMS)
        assert store.digest() == fresh.digest()


@pytest.mark.parametrize("seed", range(4))
def test_kills_at_random_times(tmp_path: Path, seed: int) -> None:
    kept = list(kill_at_random(tmp_path, 10, seed=seed))
    assert len(kept) == 10
    assert max(kept) > 0


@pytest.mark.parametrize("point", SAVING)
def test_kills_at_each_point_of_saving(tmp_path: Path, point: str) -> None:
    path = str(tmp_path / "run.db")
    said, was_killed = Victim(save_all, path, ITEMS, BATCH, failpoint=f"{point}:3").wait()
    assert was_killed, f"{point} is no longer reached"
    check_whole(path)
    check_prefix(path, said, ITEMS, BATCH)
    check_resumed(path, ITEMS, BATCH)


@pytest.mark.parametrize("point", UPGRADING)
def test_kills_at_each_point_of_an_upgrade(tmp_path: Path, point: str) -> None:
    path = str(tmp_path / "run.db")
    make_store_of_version_1(path, OLD_ITEMS)
    said, was_killed = Victim(upgrade, path, failpoint=point).wait()
    assert was_killed, f"{point} is no longer reached"
    assert not said
    check_whole(path)
    check_upgraded(path)
    check_whole(f"{path}.bak-v1")


def test_upgrades_killed_at_random_times_recover(tmp_path: Path) -> None:
    path = str(tmp_path / "run.db")
    make_store_of_version_1(path, OLD_ITEMS)
    for pause_ms in range(20, 140, 20):
        Victim(upgrade, path).kill_after(pause_ms / 1000)
        check_whole(path)
    check_upgraded(path)


def test_the_list_has_every_point_and_no_other() -> None:
    texts = (path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    assert {name for text in texts for name in re.findall(r"\breach\(\"([a-z_.]+)\"\)", text)} == set(POINTS)


def test_nothing_happens_without_a_failpoint(tmp_path: Path) -> None:
    said, was_killed = Victim(save_all, str(tmp_path / "run.db"), ITEMS, BATCH, failpoint="store.nowhere").wait()
    assert (len(said), was_killed) == (ITEMS, False)
    with Store.open(tmp_path / "run.db") as store:
        assert store.counts()["articles"] > 0
