"""A PostgreSQL server that drops everything and starts again while a store in it is written."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from time import perf_counter

from linewatch.run import save_run
from linewatch.settings import Settings
from linewatch.store import Store
from tests.crash.programs import Item, make_items
from tests.store.servers import Server


def save_through_restarts(server: Server, *, articles: int, restarts: int, batch: int = 8) -> float:
    """Return the longest time in seconds that a batch took; the store is what SQLite would have, or it raises."""
    place, longest_s = server.new_database(), 0.0
    every = articles // (restarts + 1)
    with Store.open(place, create=True) as store:
        begun = perf_counter()
        for _ in save_run(_restarting(server, articles, every, restarts), store, Settings(commit_articles=batch)):
            longest_s, begun = max(longest_s, perf_counter() - begun), perf_counter()
    with Store.open(place) as store, Store.open(":memory:", create=True) as undisturbed:
        undisturbed.save(list(make_items(articles)))
        assert store.digest() == undisturbed.digest()
    return longest_s


def _restarting(server: Server, articles: int, every: int, restarts: int) -> Iterator[Item]:
    """Yield the items; after each `every` of them the server begins to restart, and nobody waits for it."""
    running: list[Thread] = []
    for number, item in enumerate(make_items(articles), 1):
        if number % every == 0 and len(running) < restarts:
            for thread in running:
                thread.join()
            running.append(Thread(target=server.restart))
            running[-1].start()
        yield item
    for thread in running:
        thread.join()
    assert len(running) == restarts
