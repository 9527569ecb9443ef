"""``linewatch code``: read reports, code them, print what is said, and keep it in a store where one is named."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import (
    ActorsOption,
    DateOption,
    FieldOption,
    Format,
    FormOption,
    OutOption,
    PublisherOption,
    ThreadsOption,
    open_output,
    write_csv,
    write_json,
    write_jsonl,
    write_table,
)
from linewatch.cli.program import EXIT_SET_ASIDE, EXIT_UNREAD, manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.records import CodedArticle
    from linewatch.run import Pipeline
    from linewatch.settings import Settings
    from linewatch.store import Store


class Engine(StrEnum):
    """Where articles are coded."""

    LOCAL = "local"
    RAY = "ray"


def code(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders and web pages; - is standard input.")
    ],
    published_on: DateOption = None,
    publisher: PublisherOption = None,
    field: FieldOption = None,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    db: Annotated[
        str | None,
        typer.Option(metavar="STORE", help="Store to keep the records in, made if new: a file or postgresql://..."),
    ] = None,
    is_resumed: Annotated[
        bool, typer.Option("--resume", help="Leave out what the store has from the same versions.")
    ] = False,
    actors: ActorsOption = None,
    threads: ThreadsOption = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes that code; 1 unless set.")] = None,
    engine: Annotated[Engine | None, typer.Option(help="Where the processes run: on this machine, or on Ray.")] = None,
    ray_address: Annotated[
        str | None, typer.Option(metavar="URL", help="Ray cluster to use; one of this machine unless set.")
    ] = None,
) -> None:
    """Code reports: who did or said what to whom, where and when, and the red lines that were drawn."""
    from linewatch.cli.session import coded_only, run_articles, start_session, summary
    from linewatch.cli.terminal import talk_console
    from linewatch.ingest import read_articles
    from linewatch.run import RunStats, skip_coded
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
        pipeline = _pipeline_to_resume(store, settings) if is_resumed else None
        if pipeline and store:
            articles = skip_coded(articles, store, pipeline.models, stats=stats)
        is_shown = not stream.isatty() and not manners(context).is_quiet  # what scrolls by is progress enough
        results = run_articles(
            articles, settings, stats, store=store, bar=talk if is_shown else None, pipeline=pipeline
        )
        del pipeline  # where other processes code, its memory is given back
        write_coded(coded_only(results, talk), form, stream)
    manners(context).say(summary(stats, store))
    if stats.rejected:
        raise typer.Exit(EXIT_UNREAD if stats.unread else EXIT_SET_ASIDE)


def _pipeline_to_resume(store: Store | None, settings: Settings) -> Pipeline:
    """Return the pipeline, whose versions tell what is still to code.

    Raises:
        UsageError: LW001 there is no store to look into.
    """
    from linewatch.run import load_pipeline

    if store is None:
        raise UsageError("LW001", "a run goes on from a store; name it with --db FILE", "--resume")
    return load_pipeline(settings)


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
