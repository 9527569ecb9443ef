"""Several processes of one machine, each with a pipeline of its own. Results come out in the order of the articles."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from linewatch.engines.batches import Batch, Coded, Item, Loader, code_batch, read_batches, worker_settings
from linewatch.engines.crews import WorkerDiedError, code_in_order
from linewatch.errors import LinewatchError
from linewatch.run import Pipeline, Result, RunStats, load_pipeline
from linewatch.settings import Settings

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
    crew = _Processes(worker_settings(settings, workers), workers, loader)
    try:
        for coded in code_in_order(read_batches(items), crew):
            stats.add(coded.stats)
            yield from coded.results
    finally:
        crew.leave()


class _Processes:
    """A pool of processes that is made anew when one of them dies."""

    is_lost_together = True

    def __init__(self, settings: Settings, size: int, loader: Loader) -> None:
        self._settings, self.size, self._loader = settings, size, loader
        self._pool = self._make_pool()

    def submit(self, batch: Batch) -> Future[Coded]:
        try:
            return self._pool.submit(_code, batch)
        except BrokenProcessPool as error:  # it died between two batches: the one who waits for this one is told
            failed: Future[Coded] = Future()
            failed.set_exception(error)
            return failed

    def result(self, ticket: Future[Coded]) -> Coded:
        try:
            return ticket.result()
        except BrokenProcessPool as error:
            raise WorkerDiedError from error

    def renew(self) -> None:
        self.leave()
        self._pool = self._make_pool()

    def leave(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _make_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.size, get_context("spawn"), initializer=_start, initargs=(self._loader, self._settings)
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
