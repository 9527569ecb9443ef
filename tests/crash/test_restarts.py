"""A PostgreSQL server that restarts while we write costs time and nothing else."""

from __future__ import annotations

from time import sleep

import pytest

from linewatch.errors import StoreError
from linewatch.store import Store, connection
from tests.crash.restarts import save_through_restarts
from tests.factories import make_corpus
from tests.store.servers import Server


def test_articles_saved_while_the_server_restarts_are_those_of_sqlite(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def pause(pause_s: float) -> None:
        pauses.append(pause_s)
        sleep(pause_s)

    monkeypatch.setattr(connection, "sleep", pause)
    assert save_through_restarts(server, articles=300, restarts=2) < sum(connection.PAUSES_S)
    assert pauses, "no restart came between"


def test_a_lost_connection_is_opened_again(server: Server) -> None:
    with Store.open(server.new_database(), create=True) as store:
        store.save(make_corpus(2))
        server.restart()
        assert store.counts()["articles"] == 2
        server.restart()
        assert store.save(make_corpus(2)).unchanged == 2


def test_a_server_that_stays_away_is_named(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PAUSES_S", (0.01, 0.01))
    with Store.open(server.new_database(), create=True) as store:
        server.halt()
        try:
            with pytest.raises(StoreError, match="LW406"):
                store.save(make_corpus(2))
            with pytest.raises(StoreError, match="LW406"):
                store.counts()
        finally:
            server.start()
        assert store.save(make_corpus(2)).new == 2
