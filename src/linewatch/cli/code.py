"""``linewatch code``: read reports, code them, print what is said, and keep it in a store where one is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import (
    ActorsOption,
    Format,
    FormOption,
    OutOption,
    open_output,
    write_csv,
    write_json,
    write_jsonl,
    write_table,
)
from linewatch.cli.program import EXIT_SET_ASIDE, EXIT_UNREAD, manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.records import Article, CodedArticle, Rejection
    from linewatch.run import RunStats
    from linewatch.settings import Settings
    from linewatch.store import Store


class Engine(StrEnum):
    """Where articles are coded."""

    LOCAL = "local"
    RAY = "ray"


def code(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders of reports; - is standard input.")
    ],
    published_on: Annotated[
        datetime | None,
        typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="Day of publication of all of them."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of all of them.")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=KEY", help="Key under which a corpus has a field, as text=body; may be repeated."),
    ] = None,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="Store to keep the records in, made if new.")] = None,
    is_resumed: Annotated[
        bool, typer.Option("--resume", help="Leave out what the store has from the same versions.")
    ] = False,
    actors: ActorsOption = None,
    threads: Annotated[int | None, typer.Option(metavar="N", help="Threads of the model; 2 unless set.")] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes that code; 1 unless set.")] = None,
    engine: Annotated[Engine | None, typer.Option(help="Where the processes run: on this machine, or on Ray.")] = None,
    ray_address: Annotated[
        str | None, typer.Option(metavar="URL", help="Ray cluster to use; one of this machine unless set.")
    ] = None,
) -> None:
    """Code reports: who did or said what to whom, where and when, and the red lines that were drawn."""
    from linewatch.cli.session import coded_only, run_articles, start_session, summary
    from linewatch.cli.terminal import say, talk_console
    from linewatch.ingest import read_articles
    from linewatch.run import RunStats
    from linewatch.store import Store

    settings = start_session(
        manners(context), threads=threads, workers=workers, engine=engine, ray_address=ray_address, actors=actors
    )
    talk, stats = talk_console(), RunStats()
    day = published_on.date() if published_on else None
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(db, create=True)) if db else None
        stream = stack.enter_context(open_output(out))
        articles = read_articles(
            paths, settings=settings, published_on=day, publisher=publisher, fields=read_fields(field or [])
        )
        if is_resumed:
            articles = _without_coded(articles, store, settings, stats)
        is_shown = not stream.isatty() and not manners(context).is_quiet  # what scrolls by is progress enough
        results = run_articles(articles, settings, stats, store=store, bar=talk if is_shown else None)
        write_coded(coded_only(results, talk), form, stream)
    if not manners(context).is_quiet:
        say(summary(stats, store), talk)
    if stats.rejected:
        raise typer.Exit(EXIT_UNREAD if stats.unread else EXIT_SET_ASIDE)


def _without_coded(
    articles: Iterable[Article | Rejection], store: Store | None, settings: Settings, stats: RunStats
) -> Iterator[Article | Rejection]:
    """Return the articles that are still to code.

    Raises:
        UsageError: LW001 there is no store to look into.
    """
    from linewatch.run import load_pipeline, skip_coded

    if store is None:
        raise UsageError("LW001", "a run goes on from a store; name it with --db FILE", "--resume")
    return skip_coded(articles, store, load_pipeline(settings).models, stats=stats)


def read_fields(pairs: list[str]) -> dict[str, str] | None:
    """Return ``["text=body"]`` as ``{"text": "body"}``, or None where there are none.

    Raises:
        UsageError: LW001 one of them has another form.
    """
    for pair in pairs:
        if not all(pair.partition("=")):
            raise UsageError("LW001", f"{pair!r} has no key; write it as text=body", "--field")
    return dict(pair.split("=", 1) for pair in pairs) or None


def write_coded(coded: Iterable[CodedArticle], form: Format, stream: IO[str]) -> None:
    """Write coded articles in the form that the user asked for; CSV has their events."""
    from linewatch.cli import columns, ledger
    from linewatch.records import to_json

    if form is Format.TABLE:
        write_table(map(ledger.coded_article, coded), stream)
    elif form is Format.CSV:
        write_csv((row for item in coded for row in columns.event_rows(item)), columns.EVENT, stream)
    else:
        write = write_json if form is Format.JSON else write_jsonl
        write(map(to_json, coded), stream)
