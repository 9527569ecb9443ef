"""Batches of articles, and what comes back of one. It knows nothing of where a batch runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from linewatch.records import Article, Rejection
from linewatch.run import Pipeline, Result, RunStats, code_articles
from linewatch.settings import Settings

BATCH_ARTICLES = 8

Item = Article | Rejection
Batch = tuple[Item, ...]
Loader = Callable[[Settings], Pipeline]
"""Makes the pipeline of a worker. It is pickled by its name."""


class Coded(NamedTuple):
    """The results of a batch, in its order, and what its run has counted."""

    results: tuple[Result, ...]
    stats: RunStats


def read_batches(items: Iterable[Item], size: int = BATCH_ARTICLES) -> Iterator[Batch]:
    """Yield the items in batches of `size`, the last one with what is left."""
    stream = iter(items)
    while batch := tuple(islice(stream, size)):
        yield batch


def code_batch(batch: Batch, pipeline: Pipeline) -> Coded:
    """Return the batch coded.

    Raises:
        BugError: LW901 where Linewatch broke one of its own rules.
    """
    stats = RunStats()
    return Coded(tuple(code_articles(batch, pipeline.settings, stats=stats, pipeline=pipeline)), stats)


def worker_settings(settings: Settings, workers: int) -> Settings:
    """Return the settings for each of several workers that share the machine's threads."""
    return settings.model_copy(update={"threads": max(1, settings.threads // workers)})
