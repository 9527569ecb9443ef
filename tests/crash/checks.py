"""What must be true of a store after its writer was killed, and what it must become when the work is resumed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache

from linewatch.store import Store
from tests.crash.programs import make_items, name_of, save_all


def check_whole(path: str) -> None:
    """Check that the file is sound."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def check_prefix(place: str, said: Sequence[str], number: int, batch: int) -> int:
    """Return how many of the items are kept: whole batches from the first on, and all that was acknowledged."""
    with Store.open(place, create=True) as store:
        counts = store.counts()
        kept = counts["articles"] + counts["rejections"]
        assert store.digest() == digests(number, batch)[kept]
    assert set(said) <= {name_of(item) for item in make_items(kept)}
    return kept


def check_resumed(place: str, number: int, batch: int) -> None:
    """Check that going on makes the store what it would be had nothing happened."""
    for _ in save_all(place, number, batch):
        pass
    assert check_prefix(place, (), number, batch) == number


@cache
def digests(number: int, batch: int) -> dict[int, dict[str, str]]:
    """Return by number of items the digest of a store that was never disturbed, after each batch."""
    items = list(make_items(number))
    with Store.open(":memory:", create=True) as store:
        found = {0: store.digest()}
        for start in range(0, number, batch):
            store.save(items[start : start + batch])
            found[min(start + batch, number)] = store.digest()
    return found
