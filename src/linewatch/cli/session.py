"""What the verbs that code share: settings and log, the stream of results with its bar and store, the closing words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from linewatch.cli.program import Manners
from linewatch.cli.terminal import clean, track
from linewatch.log import start_logging
from linewatch.records import Article, CodedArticle, Rejection
from linewatch.run import Pipeline, Result, RunStats, code_articles, save_run
from linewatch.settings import Settings, read_settings
from linewatch.store import Store


def start_session(manners: Manners, *, actors: Sequence[Path] | None = None, **given: Any) -> Settings:
    """Return the settings in force, with the log started; `actors` are files of the user's own, `given` other settings.

    Raises:
        UsageError: LW002 a setting is wrong.
    """
    settings = read_settings(actors=tuple(actors) if actors else None, **given)
    start_logging("info" if manners.is_verbose else settings.log_level, as_json=settings.log_json)
    return settings


def run_articles(
    articles: Iterable[Article | Rejection],
    settings: Settings,
    stats: RunStats,
    *,
    store: Store | None,
    bar: Console | None,
    total: int | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Result]:
    """Yield the results, saved first where there is a store, with a progress bar on `bar` where there is one.

    Args:
        pipeline: one that is loaded already, for a run in this process.
    """
    results = _code(articles, settings, stats, pipeline)
    if bar:
        results = track(results, bar, total=total)
    return save_run(results, store, settings, stats=stats) if store else results


def _code(
    articles: Iterable[Article | Rejection], settings: Settings, stats: RunStats, pipeline: Pipeline | None
) -> Iterator[Result]:
    if settings.engine == "ray":
        from linewatch.engines import code_on_ray

        address = settings.ray_address
        return code_on_ray(articles, settings, workers=settings.workers, address=address, stats=stats)
    if settings.workers == 1:
        return code_articles(articles, settings, stats=stats, pipeline=pipeline)
    from linewatch.engines import code_in_processes

    return code_in_processes(articles, settings, workers=settings.workers, stats=stats)


def coded_only(results: Iterable[Result], talk: Console) -> Iterator[CodedArticle]:
    """Yield the coded articles; say of each document that was set aside why."""
    for result in results:
        if isinstance(result, Rejection):
            talk.print(clean(f"{result.code} {result.stage}: {result.reason} ({result.source})"), soft_wrap=True)
        else:
            yield result


def summary(stats: RunStats, store: Store | None) -> str:
    """Return in a line what a run has done."""
    words = [_counted(stats.coded, "article") + " coded"]
    if stats.uncoded:
        words.append(f"{stats.uncoded} in another language kept without coding")
    if stats.skipped:
        words.append(f"{stats.skipped} left out, coded before by the same versions")
    if stats.rejected:
        words.append(f"{stats.rejected} set aside")
    if store:
        saved = stats.saved
        words.append(f"{store.path}: {saved.new} new, {saved.replaced} replaced, {saved.unchanged} unchanged")
    return "; ".join(words)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
