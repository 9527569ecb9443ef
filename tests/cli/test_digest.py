"""``linewatch digest``: equal stores have equal digests."""

from __future__ import annotations

import json
from pathlib import Path

from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import make_corpus


def test_equal_stores_have_equal_digests(linewatch: Invoke, store: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db", create=True) as other:
        other.save(make_corpus(30)[::-1])
        digests = other.digest()
    first, second = (linewatch("digest", "--db", path).stdout for path in (store, tmp_path / "other.db"))
    assert first == second
    assert dict(line.split()[::-1] for line in first.splitlines()) == digests
    assert json.loads(linewatch("digest", "--db", store, "--json").stdout) == digests
