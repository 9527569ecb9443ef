"""A disk that is full or may not be written gives a clear message, and harms nothing that is there."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from linewatch.errors import StoreError
from linewatch.store import Store
from tests.crash.checks import check_prefix, check_resumed, check_whole
from tests.crash.programs import Victim, make_items, read_as_nobody, save_all, save_as_nobody, save_within
from tests.store.olden import make_store_of_version_1

ITEMS, BATCH = 80, 8
CHANCE = random.Random(9)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that has room for two megabytes."""
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if not mount or subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.mark.parametrize("most_bytes", [CHANCE.randrange(140_000, 500_000) for _ in range(6)])
def test_a_file_that_may_not_grow_keeps_whole_batches(tmp_path: Path, most_bytes: int) -> None:
    path = str(tmp_path / "run.db")
    Store.open(path, create=True).close()
    *said, last = Victim(save_within, path, ITEMS, BATCH, most_bytes).wait()[0]
    assert last.startswith(f"LW404 {path}: cannot")
    check_whole(path)
    assert check_prefix(path, said, ITEMS, BATCH) < ITEMS
    check_resumed(path, ITEMS, BATCH)


@pytest.mark.parametrize("free_bytes", [CHANCE.randrange(150_000, 500_000) for _ in range(6)])
def test_a_full_disk_keeps_whole_batches(small_disk: Path, free_bytes: int) -> None:
    path, filler = str(small_disk / "run.db"), small_disk / "filler"
    Store.open(path, create=True).close()
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - free_bytes))
    said = []
    with pytest.raises(StoreError, match=r"LW404 .*(full|fails)"):
        for name in save_all(path, ITEMS, BATCH):
            said.append(name)  # noqa: PERF402 - what came before the error counts
    filler.unlink()
    check_whole(path)
    assert check_prefix(path, said, ITEMS, BATCH) < ITEMS
    check_resumed(path, ITEMS, BATCH)


def test_an_upgrade_without_room_for_the_copy_changes_nothing(small_disk: Path) -> None:
    path, filler = small_disk / "run.db", small_disk / "filler"
    make_store_of_version_1(str(path), list(make_items(24)))
    before = path.read_bytes()
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 20_000))
    with pytest.raises(StoreError, match=r"LW404 .*(full|fails)"):
        Store.open(path)
    assert path.read_bytes() == before
    assert not list(small_disk.glob("*.bak*"))
    filler.unlink()
    with Store.open(path) as store:
        assert store.counts()["articles"] == 24


@pytest.fixture
def locked() -> Iterator[Path]:
    """Return a store that others may read and only its owner may write, in a folder that is like that as well."""
    folder = Path(tempfile.mkdtemp(prefix="lw-locked-", dir="/tmp"))
    with Store.open(folder / "run.db", create=True) as store:
        store.save(list(make_items(BATCH)))
    (folder / "run.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder / "run.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_store_that_may_not_be_written_can_be_read(locked: Path) -> None:
    assert len(Victim(read_as_nobody, str(locked)).wait()[0]) == BATCH
    assert Victim(save_as_nobody, str(locked), ITEMS, BATCH).wait()[0] == [
        f"LW404 {locked}: is read-only; allow writing or name another file"
    ]
    [words] = Victim(save_as_nobody, str(locked.with_name("new.db")), ITEMS, BATCH).wait()[0]
    assert words.startswith(f"LW401 {locked.with_name('new.db')}: cannot be opened; check the path")
