"""``linewatch ingest``: ask the feeds that a store follows, or read sources by name, and keep what is new."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import ActorsOption, ThreadsOption
from linewatch.cli.program import EXIT_SET_ASIDE, EXIT_UNREAD, manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.records import Article, Rejection
    from linewatch.rounds import Coder, Rounds, RoundStats
    from linewatch.run import Result, RunStats
    from linewatch.settings import Settings
    from linewatch.store import Store

LONGEST_SLEEP_S = 60.0  # so that a feed that is added meanwhile is seen


def ingest(
    context: typer.Context,
    db: Annotated[str, typer.Option(metavar="STORE", help="Store to keep the records in.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Feeds, web pages, files and folders; without any, all due feeds."),
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Go on, and ask each feed when it is due.")] = False,
    every: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=300, help="Shortest time between two questions after a feed; else 1800."),
    ] = None,
    actors: ActorsOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Read what is new in the feeds of a store, or in the sources named, and keep it."""
    from linewatch.cli.session import coded_only, start_session
    from linewatch.cli.terminal import talk_console
    from linewatch.ingest.articles import Request
    from linewatch.ingest.gathering import Gatherer
    from linewatch.rounds import Rounds, RoundStats
    from linewatch.run import RunStats
    from linewatch.store import Store

    settings = start_session(manners(context), threads=threads, actors=actors)
    talk, stats = talk_console(), RunStats()
    with Store.open(db, create=bool(sources)) as store, Gatherer(Request(settings)) as gatherer:
        if not sources and not store.load_feeds():
            raise UsageError(
                "LW001", "follows no feed; add one with linewatch feeds add URL --db FILE", str(store.path)
            )
        code = _make_coder(settings, stats, store)
        rounds = Rounds(store, gatherer, code, _now, every or settings.feed_every_s, RoundStats())

        def read(results: Iterator[Result]) -> None:
            for _ in coded_only(results, talk):
                pass  # each is in the store by now
            manners(context).say(_summary(rounds.stats, stats, store))

        read(_read_sources(sources, rounds, settings) if sources else rounds.go())
        while follow:
            _wait_until_due(rounds)
            read(rounds.go())
    if stats.rejected or rounds.stats.failed:
        raise typer.Exit(EXIT_UNREAD if stats.unread or rounds.stats.failed else EXIT_SET_ASIDE)


def _make_coder(settings: Settings, stats: RunStats, store: Store) -> Coder:
    """Return what codes and saves articles. The model is loaded when there is a first article, and once."""
    from linewatch import run

    @cache
    def pipeline() -> run.Pipeline:
        return run.load_pipeline(settings)

    def code(articles: Iterable[Article | Rejection]) -> Iterator[Result]:
        results = run.code_articles(articles, settings, stats=stats, pipeline=pipeline())
        return run.save_run(results, store, settings, stats=stats)

    return code


def _read_sources(sources: list[str], rounds: Rounds, settings: Settings) -> Iterator[Result]:
    """Yield what became of the documents of the sources; a feed that is followed is asked, due or not."""
    from linewatch.ingest import read_articles
    from linewatch.ingest.webpages import is_web

    followed = {feed.url for feed in rounds.store.load_feeds()}

    def articles() -> Iterator[Article | Rejection]:
        for source in sources:
            if not is_web(source):
                yield from read_articles([source], settings=settings)
            elif source not in followed:
                yield from (gathered.result for gathered in rounds.gatherer.read_source(source))

    if not followed.issuperset(sources):
        yield from rounds.code(articles())
    yield from rounds.go(followed.intersection(sources))


def _wait_until_due(rounds: Rounds) -> None:
    """Sleep until a feed is due; look now and then whether one was added."""
    while (next_at := rounds.next_at()) is None or next_at > _now():
        left_s = (next_at - _now()).total_seconds() if next_at else LONGEST_SLEEP_S
        time.sleep(max(0.0, min(left_s, LONGEST_SLEEP_S)))


def _summary(rounds: RoundStats, run: RunStats, store: Store) -> str:
    """Return in a line what has been done so far."""
    words = []
    if rounds.asked:
        words.append(f"{rounds.asked} {'feed' if rounds.asked == 1 else 'feeds'} asked, {rounds.failed} failed")
    saved = run.saved
    unchanged = saved.unchanged + rounds.known_items
    words.append(f"{saved.new} new, {saved.replaced} replaced, {unchanged} unchanged, {saved.rejected} set aside")
    return "; ".join([*words, str(store.path)])


def _now() -> datetime:
    return datetime.now(UTC)
