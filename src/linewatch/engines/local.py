"""Several processes of one machine, each with a pipeline of its own. Results come out in the order of the articles.

A process that dies (a native crash, too little memory) takes no batch with it: what it held is coded again, article by
article, and an article that kills its process twice is set aside.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from linewatch.engines.batches import Batch, Coded, Item, Loader, code_batch, read_batches, worker_settings
from linewatch.errors import LinewatchError
from linewatch.records import Article, Rejection
from linewatch.run import Pipeline, Result, RunStats, load_pipeline
from linewatch.settings import Settings

ATTEMPTS = 2
AHEAD = 2  # batches a worker that wait for it, so that none idles and few articles are held

_pipeline: Pipeline | LinewatchError | None = None  # of this worker process, or why it has none


def code_in_processes(
    items: Iterable[Item],
    settings: Settings,
    *,
    workers: int,
    stats: RunStats | None = None,
    loader: Loader = load_pipeline,
) -> Iterator[Result]:
    """Yield what is said about each article, in order; rejections pass through.

    Args:
        workers: processes; each holds the model (some 350 MB) and has its share of `settings.threads`.

    Raises:
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
        BugError: LW901 where Linewatch broke one of its own rules.
    """
    stats = stats or RunStats()
    with _Processes(worker_settings(settings, workers), workers, loader) as processes:
        for coded in processes.code(read_batches(items)):
            stats.add(coded.stats)
            yield from coded.results


class _Processes:
    """A pool of workers that is made anew when one of them dies."""

    def __init__(self, settings: Settings, workers: int, loader: Loader) -> None:
        self._settings, self._workers, self._loader = settings, workers, loader
        self._pool = self._make_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def code(self, batches: Iterable[Batch]) -> Iterator[Coded]:
        """Yield the batches coded, in order; no more of them are read than the workers are about to need."""
        waiting: deque[tuple[Batch, Future[Coded]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch)))
            if len(waiting) > self._workers * AHEAD:
                yield from self._take(waiting)
        while waiting:
            yield from self._take(waiting)

    def _take(self, waiting: deque[tuple[Batch, Future[Coded]]]) -> Iterator[Coded]:
        """Yield the first waiting batch; where a worker died, all that wait, since any may have killed it."""
        batch, future = waiting.popleft()
        try:
            yield future.result()
        except BrokenProcessPool:
            held = [batch, *(item for item, _ in waiting)]
            waiting.clear()
            self._renew()
            for item in (item for batch in held for item in batch):
                yield self._code_alone(item)

    def _code_alone(self, item: Item) -> Coded:
        for _ in range(ATTEMPTS):
            try:
                return self._submit((item,)).result()
            except BrokenProcessPool:
                self._renew()
        assert isinstance(item, Article)  # a rejection only passes through and kills nobody
        reason = f"the process that coded it died {ATTEMPTS} times; split the text or report it"
        return Coded((Rejection(item.article_id, "LW225", "coding", reason),), RunStats(rejected=1))

    def _submit(self, batch: Batch) -> Future[Coded]:
        try:
            return self._pool.submit(_code, batch)
        except BrokenProcessPool as error:  # it died between two batches: the one who waits for this one is told
            failed: Future[Coded] = Future()
            failed.set_exception(error)
            return failed

    def _renew(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._make_pool()

    def _make_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers, get_context("spawn"), initializer=_start, initargs=(self._loader, self._settings)
        )


def _start(loader: Loader, settings: Settings) -> None:
    """Prepare a worker. The user's interrupt is for the parent, which lets the workers finish their batch."""
    global _pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _pipeline = loader(settings)
    except LinewatchError as error:  # raised here it would read as a dead worker
        _pipeline = error


def _code(batch: Batch) -> Coded:
    if isinstance(_pipeline, LinewatchError):
        raise _pipeline
    assert _pipeline is not None  # `_start` ran first
    return code_batch(batch, _pipeline)
