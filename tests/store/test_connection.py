"""What passes by itself is tried again for a while, from the beginning; what does not is raised at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError, OperationalError

from linewatch.errors import StoreError
from linewatch.store import Store, connection, schema


class ServerError(Exception):
    """An error as PostgreSQL's driver gives it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:", create=True) as opened:
        yield opened


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that were made; none of them takes time."""
    made: list[float] = []
    monkeypatch.setattr(connection, "sleep", made.append)
    return made


class Work:
    """Work that writes a note, and fails so many times after it has."""

    def __init__(self, sqlstate: str, failures: int) -> None:
        self.failures, self.error = failures, ServerError(sqlstate)

    def __call__(self, connected: Connection) -> str:
        connected.execute(insert(schema.meta), {"key": "kind", "value": "kept"})
        self.failures -= 1
        if self.failures >= 0:
            raise OperationalError("INSERT", {}, self.error)
        return "done"


def test_what_passes_is_done_again_from_the_beginning(store: Store, pauses: list[float]) -> None:
    assert store._write(Work("57P01", failures=3)) == "done"
    assert store.meta("kind") == "kept"
    assert pauses == list(connection.PAUSES_S[:3])


def test_what_does_not_pass_in_time_is_raised(store: Store, pauses: list[float]) -> None:
    with pytest.raises(StoreError, match="LW406") as caught:
        store._write(Work("57P03", failures=99))
    assert isinstance(caught.value.__cause__, DBAPIError)
    assert sum(pauses) == pytest.approx(30)
    assert store.meta("kind") is None


def test_a_fault_that_stays_is_raised_at_once(store: Store, pauses: list[float]) -> None:
    with pytest.raises(StoreError, match="LW404"):
        store._write(Work("53100", failures=1))
    assert pauses == []
    assert store.meta("kind") is None


def test_an_error_without_words_of_ours_keeps_its_own(store: Store, pauses: list[float]) -> None:
    with pytest.raises(StoreError, match=r"LW401 .*99999"):
        store._write(Work("99999", failures=1))
    assert pauses == []
