"""Batches in, results out in the same order, whoever codes them: the part that all engines share.

A worker that dies (a native crash, too little memory, a lost machine) takes no batch with it: its batch is coded again,
article by article, and an article whose worker dies twice is set aside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from linewatch.engines.batches import Batch, Coded, Item
from linewatch.records import Article, Rejection
from linewatch.run import RunStats

ATTEMPTS = 2
AHEAD = 2  # batches a worker that wait for it, so that none idles and few articles are held

TicketT = TypeVar("TicketT")


class WorkerDiedError(Exception):
    """A worker died before it gave back a batch. It never leaves the engines."""


class Crew(Protocol[TicketT]):
    """Workers that code batches."""

    size: int
    is_lost_together: bool  # the death of one loses what all of them hold

    def submit(self, batch: Batch) -> TicketT:
        """Hand a batch to a worker and return what `result` takes."""

    def result(self, ticket: TicketT) -> Coded:
        """Wait for a batch.

        Raises:
            WorkerDiedError: its worker died.
            LinewatchError: what the worker raised.
        """

    def renew(self) -> None:
        """Make the crew whole again."""


def code_in_order(batches: Iterable[Batch], crew: Crew[TicketT]) -> Iterator[Coded]:
    """Yield the batches coded, in order; no more of them are read than the workers are about to need."""
    waiting: deque[tuple[Batch, TicketT]] = deque()
    for batch in batches:
        waiting.append((batch, crew.submit(batch)))
        if len(waiting) > crew.size * AHEAD:
            yield from _take(waiting, crew)
    while waiting:
        yield from _take(waiting, crew)


def _take(waiting: deque[tuple[Batch, TicketT]], crew: Crew[TicketT]) -> Iterator[Coded]:
    """Yield the first waiting batch; where its worker died, article by article, before others are handed out again."""
    batch, ticket = waiting.popleft()
    try:
        yield crew.result(ticket)
    except WorkerDiedError:
        crew.renew()
        for item in batch:
            yield _code_alone(item, crew)
        if crew.is_lost_together:
            lost = [other for other, _ in waiting]
            waiting.clear()
            waiting.extend((other, crew.submit(other)) for other in lost)


def _code_alone(item: Item, crew: Crew[TicketT]) -> Coded:
    for _ in range(ATTEMPTS):
        try:
            return crew.result(crew.submit((item,)))
        except WorkerDiedError:
            crew.renew()
    assert isinstance(item, Article)  # a rejection only passes through and kills nobody
    reason = f"the process that coded it died {ATTEMPTS} times; split the text or report it"
    return Coded((Rejection(item.article_id, "LW225", "coding", reason),), RunStats(rejected=1))
