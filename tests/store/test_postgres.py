"""What a PostgreSQL server refuses has a code and a next step; what passes is tried again."""

from __future__ import annotations

import sys
import threading

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError, OperationalError

from linewatch.errors import StoreError, UsageError
from linewatch.store import Store, connection, postgres, schema
from tests.factories import make_corpus
from tests.store.olden import engine_of
from tests.store.servers import Server


class RefusalError(Exception):
    """An error as psycopg gives it."""

    def __init__(self, words: str = "", sqlstate: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


def operational(words: str = "", sqlstate: str | None = None) -> DBAPIError:
    return OperationalError("SELECT 1", {}, RefusalError(words, sqlstate))


@pytest.mark.parametrize(
    ("error", "code", "is_passing"),
    [
        (operational(sqlstate="57P01"), "LW406", True),
        (operational(sqlstate="57P03"), "LW406", True),
        (operational(sqlstate="08006"), "LW406", True),
        (operational(sqlstate="40001"), "LW404", True),
        (operational(sqlstate="40P01"), "LW404", True),
        (operational(sqlstate="25006"), "LW404", True),
        (operational(sqlstate="53300"), "LW404", True),
        (operational(sqlstate="53100"), "LW404", False),
        (operational(sqlstate="42501"), "LW407", False),
        (operational(sqlstate="28P01"), "LW407", False),
        (operational(sqlstate="XX001"), "LW401", False),
        (operational("FATAL:  the database system is starting up"), "LW406", True),
        (operational("server closed the connection unexpectedly"), "LW406", True),
        (operational('FATAL:  password authentication failed for user "ada"'), "LW407", False),
        (operational('FATAL:  database "news" does not exist'), "LW406", False),
    ],
)
def test_each_fault_has_a_code_and_only_some_pass(error: DBAPIError, code: str, is_passing: bool) -> None:
    found = postgres.fault_of(error)
    assert found is not None
    assert found[0] == code
    assert postgres.is_passing(error) is is_passing


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"linewatch\[postgres\]"):
        Store.open("postgresql://ada@db.example/news")


def test_a_missing_database_and_a_missing_server_are_told_apart(server: Server) -> None:
    with pytest.raises(StoreError, match=r"LW406 .*no such database"):
        Store.open(server.address("absent"), create=True)
    with pytest.raises(StoreError, match=r"LW406 .*cannot be reached") as caught:
        Store.open("postgresql://ada:s3cret@/news?host=/nowhere", create=True)
    assert "s3cret" not in str(caught.value)


def test_an_unknown_user_is_refused(server: Server) -> None:
    with pytest.raises(StoreError, match="LW407"):
        Store.open(server.address("postgres", user="nobody-known"), create=True)


def test_a_database_without_a_store_is_not_made_one_by_reading(server: Server) -> None:
    place = server.new_database()
    with pytest.raises(StoreError, match="LW402"):
        Store.open(place)


def test_another_programs_tables_are_left_alone(server: Server) -> None:
    taken, shared = server.new_database(), server.new_database()
    for place, name in ((taken, "articles"), (shared, "things")):
        engine = engine_of(place)
        with engine.begin() as connected:
            connected.exec_driver_sql(f"CREATE TABLE {name} (name text)")
        engine.dispose()
    with pytest.raises(StoreError, match="LW402"):
        Store.open(taken, create=True)
    with Store.open(shared, create=True) as store:
        assert store.counts()["articles"] == 0


def test_a_read_only_server_is_named_once_it_stays_so(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PAUSES_S", (0.01,))
    with Store.open(server.new_database(), create=True) as store:
        with store._engine.connect() as connected:
            connected.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connected.commit()
        with pytest.raises(StoreError, match=r"LW404 .*read-only"):
            store.save(make_corpus(1))


def test_a_connection_that_is_ended_in_a_transaction_loses_nothing(server: Server) -> None:
    place, tries = server.new_database(), []
    with Store.open(place, create=True) as store, Store.open(place) as other:

        def work(connected: Connection) -> None:
            tries.append(1)
            connected.execute(insert(schema.meta), {"key": "kind", "value": "kept"})
            if len(tries) == 1:
                with other._engine.connect() as killer:
                    killer.exec_driver_sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")

        store._write(work)
        assert len(tries) == 2
        assert store.meta("kind") == "kept"


def test_writers_wait_for_each_other(server: Server) -> None:
    place, corpus = server.new_database(), make_corpus(40)
    Store.open(place, create=True).close()

    def save_part(part: int) -> None:
        with Store.open(place) as store:
            for start in range(part * 2, 40, 8):
                store.save(corpus[start : start + 8])

    writers = [threading.Thread(target=save_part, args=(part,)) for part in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Store.open(place) as store, Store.open(":memory:", create=True) as undisturbed:
        undisturbed.save(corpus)
        assert store.digest() == undisturbed.digest()
