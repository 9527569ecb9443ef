"""Programs that are there to be killed. Each runs in a process of its own, which is forked from one that is warm."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from typing import Any

from linewatch.errors import StoreError
from linewatch.records import Article, CodedArticle, Rejection
from linewatch.run import save_run
from linewatch.settings import Settings
from linewatch.store import Store
from tests.factories import TEXT, make_coded

Item = CodedArticle | Rejection

NOBODY = 65534

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])
_WORDS = ("river", "bridge", "convoy", "envoy", "harvest", "signal", "village", "market", "truce", "depot")


def make_items(number: int) -> Iterator[Item]:
    """Yield the same articles at each call, with versions, copies and documents that were set aside among them."""
    chance = random.Random(20310305)
    told: list[Article] = []
    for place in range(number):
        text = f"{TEXT} {' '.join(chance.choices(_WORDS, k=60))}."
        url, day = f"https://example.org/{place}", date.fromordinal(date(2031, 1, 1).toordinal() + place % 90)
        earlier = chance.choice(told) if told else None
        if earlier and place % 10 == 7:  # a later version of an earlier report
            text, url = f"{earlier.text} It was added on day {place}.", earlier.url or url
        elif earlier and place % 10 == 3:  # a copy of one
            text = f"({place}) {earlier.text}"
        if place % 25 == 24:
            yield Rejection(f"page{place}.html", "LW204", "extract", "no main text was found", text.encode())
        else:
            coded = make_coded(text, url=url, published_on=day, title=f"Report {place}")
            told.append(coded.article)
            yield coded


def name_of(item: Item) -> str:
    """Return the id of an article, or the source of what was set aside."""
    return item.source if isinstance(item, Rejection) else item.article.article_id


def save_all(place: str, number: int, batch: int) -> Iterator[str]:
    """Save the items and yield the name of each that is on disk."""
    with Store.open(place, create=True) as store:
        for item in save_run(make_items(number), store, Settings(commit_articles=batch)):
            yield name_of(item)


def save_within(place: str, number: int, batch: int, most_bytes: int) -> Iterator[str]:
    """Do as `save_all` where no file may grow beyond so many bytes; the error comes last."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        yield from save_all(place, number, batch)
    except StoreError as error:
        yield str(error)


def save_as_nobody(place: str, number: int, batch: int) -> Iterator[str]:
    """Do as `save_all` as a user who may not write; the error comes last."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        yield from save_all(place, number, batch)
    except StoreError as error:
        yield str(error)


def read_as_nobody(place: str) -> Iterator[str]:
    """Read a store as a user who may not write."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    with Store.open(place) as store:
        yield from (found.article.article_id for found in store.load_events(all_versions=True))


def upgrade(place: str) -> Iterator[str]:
    """Open a store of an older version."""
    with Store.open(place):
        yield "open"


class Victim:
    """A running program. It says what it has done, and is killed from outside or at a failpoint."""

    def __init__(self, program: Callable[..., Iterable[str]], *arguments: Any, failpoint: str | None = None) -> None:
        _warm_up()
        self._said, theirs = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_run, args=(theirs, failpoint, program, arguments))
        self._process.start()
        theirs.close()

    def kill_after(self, pause_s: float) -> list[str]:
        """Kill the program after so many seconds, unless it has ended, and return all that it has said."""
        self._process.join(pause_s)
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGKILL)
        return self.wait()[0]

    def wait(self) -> tuple[list[str], bool]:
        """Return all that the program has said, and whether it was killed."""
        said = []
        try:
            while True:
                said.append(self._said.recv())
        except (EOFError, OSError):
            pass
        self._process.join()
        return said, self._process.exitcode == -signal.SIGKILL


@cache
def _warm_up() -> None:
    """Start the process that the victims are forked from, which finds the modules where this one does."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    ensure_running()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def _run(said: Connection, failpoint: str | None, program: Callable[..., Iterable[str]], arguments: Any) -> None:
    if failpoint:
        os.environ["LINEWATCH_FAILPOINT"] = failpoint
    for words in program(*arguments):
        said.send(words)
