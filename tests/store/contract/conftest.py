"""Each test of the contract runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from linewatch.store import Store

NewPlace = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Return a function that names a place where there is no store yet."""
    if request.param == "postgresql":
        new_database: NewPlace = request.getfixturevalue("server").new_database
        return new_database
    numbers = count(1)
    return lambda: str(tmp_path / f"run{next(numbers)}.db")


@pytest.fixture
def store(new_place: NewPlace) -> Iterator[Store]:
    """Return an empty store."""
    with Store.open(new_place(), create=True) as opened:
        yield opened
