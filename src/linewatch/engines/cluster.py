"""Actors on a Ray cluster, each with a pipeline of its own. Results come out in the order of the articles.

The driver alone reads sources and writes stores and files; a worker gets articles and gives back records, so a batch
that is coded twice does no harm. Plain actors rather than Ray Data: the input may be any source that Linewatch reads,
and what comes out is the same stream as that of the other engines.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any, Final

from linewatch.engines.batches import Batch, Coded, Item, Loader, code_batch, read_batches
from linewatch.engines.crews import WorkerDiedError, code_in_order
from linewatch.errors import LinewatchError, UsageError
from linewatch.run import Pipeline, Result, RunStats, load_pipeline
from linewatch.settings import Settings

ADDRESS: Final = "RAY_ADDRESS"
"""The variable of the environment in which Ray looks for a cluster where none is named."""
PATIENCE_S: Final = 300
"""So long at most is waited for the first actor; a cluster that grows when it is asked for more needs some minutes."""


def code_on_ray(
    items: Iterable[Item],
    settings: Settings,
    *,
    workers: int,
    address: str | None = None,
    stats: RunStats | None = None,
    loader: Loader = load_pipeline,
) -> Iterator[Result]:
    """Yield what is said about each article, in order; rejections pass through.

    Args:
        workers: actors; each holds the model (some 350 MB) and takes `settings.threads` processors.
        address: of a running cluster, as ``ray://head:10001`` or ``auto``; a cluster of this machine is started unless
            one is given.

    Raises:
        UsageError: LW001 Ray is not installed, the cluster does not answer, or it has no room for a single actor.
        ModelError: LW301 or LW302 where the model or a data file is damaged or missing.
        BugError: LW901 where Linewatch broke one of its own rules.
    """
    stats = stats or RunStats()
    _connect(address, processors=workers * settings.threads)
    crew = _Actors(settings, workers, loader)
    try:
        for coded in code_in_order(read_batches(items), crew):
            stats.add(coded.stats)
            yield from coded.results
    finally:
        crew.leave()


def _connect(address: str | None, processors: int) -> None:
    """Join a cluster, or start one on this machine in which all actors find room, as many processes would."""
    if find_spec("ray") is None:
        raise UsageError("LW001", 'Ray is not installed; install it with pip install "linewatch[ray]"', "--engine")
    import ray

    if ray.is_initialized():
        return
    room = None if address or ADDRESS in os.environ else max(processors, os.cpu_count() or 1)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, num_cpus=room)
    except (ConnectionError, ValueError, RuntimeError) as error:
        reason = f"no cluster answers at {address} ({str(error).splitlines()[0]}); start one or name another"
        raise UsageError("LW001", reason, "--ray-address") from error


class _Coder:
    """What lives in an actor: the pipeline, or the reason why there is none."""

    def __init__(self, settings: Settings, loader: Loader) -> None:
        self._pipeline: Pipeline | LinewatchError
        try:
            self._pipeline = loader(settings)
        except LinewatchError as error:  # raised here it would read as a dead actor
            self._pipeline = error

    def answer(self) -> None:
        """Show that the actor lives."""

    def code(self, batch: Batch) -> Coded | LinewatchError:
        """Return the batch coded, or the error of ours that ended it: as a value it keeps its type and code."""
        if isinstance(self._pipeline, LinewatchError):
            return self._pipeline
        try:
            return code_batch(batch, self._pipeline)
        except LinewatchError as error:
            return error


class _Actors:
    """Actors in turn, those that have started; one that dies is replaced.

    A cluster may have no room for all of them: those that wait for it get no batch, and join once they have started.
    """

    is_lost_together = False

    def __init__(self, settings: Settings, size: int, loader: Loader) -> None:
        self._settings, self.size, self._loader = settings, size, loader
        self._started: list[Any] = []
        self._starting: dict[Any, Any] = {}  # what `answer` is to give → its actor
        self._turn = 0
        self._fill()

    def submit(self, batch: Batch) -> Any:
        self._welcome()
        self._turn = (self._turn + 1) % len(self._started)
        return self._started[self._turn].code.remote(batch)

    def result(self, ticket: Any) -> Coded:
        import ray
        from ray.exceptions import RayActorError, WorkerCrashedError

        try:
            found = ray.get(ticket)
        except (RayActorError, WorkerCrashedError) as error:
            raise WorkerDiedError from error
        if isinstance(found, LinewatchError):
            raise found
        assert isinstance(found, Coded)
        return found

    def renew(self) -> None:
        self._started = [actor for actor in self._started if _answers(actor)]
        self._fill()

    def leave(self) -> None:
        import ray

        for actor in (*self._started, *self._starting.values()):
            ray.kill(actor)

    def _fill(self) -> None:
        """Make so many actors that they are all."""
        import ray

        coder: Any = ray.remote(num_cpus=self._settings.threads)(_Coder)
        for _ in range(self.size - len(self._started) - len(self._starting)):
            actor = coder.remote(self._settings, self._loader)
            self._starting[actor.answer.remote()] = actor

    def _welcome(self) -> None:
        """Take in the actors that have started by now; wait for the first one."""
        import ray

        while self._starting:
            wait_s = 0 if self._started else PATIENCE_S
            answered, _ = ray.wait(list(self._starting), num_returns=1, timeout=wait_s)
            if not answered:
                break
            self._started += [self._starting.pop(answer) for answer in answered]
        if not self._started:
            needed = f"an actor needs {self._settings.threads} of its processors (--threads)"
            reason = f"no worker has started in {PATIENCE_S} s; {needed}, ask `ray status` how many are free"
            raise UsageError("LW001", reason, "--ray-address")


def _answers(actor: Any) -> bool:
    import ray
    from ray.exceptions import RayActorError

    try:
        ray.get(actor.answer.remote())
    except RayActorError:
        return False
    return True
