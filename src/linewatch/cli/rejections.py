"""``linewatch rejections``: the documents that a store has set aside: which, why, their bytes, and another try."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from linewatch.cli.formats import (
    ActorsOption,
    DateOption,
    DbOption,
    FieldOption,
    Format,
    FormOption,
    OutOption,
    PublisherOption,
    ThreadsOption,
    open_output,
    write_records,
)
from linewatch.cli.program import EXIT_SET_ASIDE, EXIT_UNREAD, manners
from linewatch.errors import UsageError

app = typer.Typer(help="List, show or retry the documents that were set aside.", no_args_is_help=True)

CodeOption = Annotated[str | None, typer.Option("--code", metavar="CODE", help="Only those with this code, as LW204.")]


@app.command("list")
def list_rejections(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    code: CodeOption = None,
) -> None:
    """List the documents that were set aside, with the reason of each."""
    from linewatch.cli import setaside
    from linewatch.store import Store

    with Store.open(db) as store, open_output(out) as stream:
        if write_records(store.load_rejections(code=code), setaside.VIEW, setaside.entry, form, stream):
            manners(context).say("Nothing is set aside.")


@app.command("show")
def show_rejection(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Source as listed, or its beginning.")],
    db: DbOption,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write the bytes as they are.")] = None,
) -> None:
    """Show why a document was set aside, and the beginning of it."""
    from linewatch.cli import setaside
    from linewatch.cli.terminal import data_console, show
    from linewatch.store import Store

    with Store.open(db) as store:
        kept = setaside.find(store, source)
    if out is None:
        show(setaside.page(kept), data_console())
        return
    if kept.rejection.content is None:
        raise UsageError("LW001", "no bytes of it were kept", kept.rejection.source)
    try:
        out.write_bytes(kept.rejection.content)
    except OSError as error:
        raise UsageError("LW001", f"cannot be written ({error.strerror}); name another file", str(out)) from error


@app.command("retry")
def retry_rejections(
    context: typer.Context,
    db: DbOption,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE...]", help="Sources as listed; all unless given.")
    ] = None,
    code: CodeOption = None,
    from_source: Annotated[
        bool,
        typer.Option("--from-source", help="Read the sources again, not the bytes that were kept."),
    ] = False,
    published_on: DateOption = None,
    publisher: PublisherOption = None,
    field: FieldOption = None,
    actors: ActorsOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Read and code again what was set aside: from the bytes that were kept, or from the source."""
    from linewatch.cli import setaside
    from linewatch.cli.code import read_fields
    from linewatch.cli.session import coded_only, start_session, summary
    from linewatch.cli.terminal import talk_console
    from linewatch.run import RunStats, retry
    from linewatch.store import Store

    settings = start_session(manners(context), threads=threads, actors=actors)
    talk, stats = talk_console(), RunStats()
    with Store.open(db) as store:
        found = (setaside.find(store, source) for source in sources) if sources else store.load_rejections()
        results = retry(
            (kept.rejection for kept in found if code in (None, kept.rejection.code)),
            store,
            settings,
            published_on=published_on.date() if published_on else None,
            publisher=publisher,
            fields=read_fields(field or []),
            from_source=from_source,
            stats=stats,
        )
        for _ in coded_only(results, talk):
            pass  # what is coded is in the store
        manners(context).say(summary(stats, store))
    if stats.rejected:
        raise typer.Exit(EXIT_UNREAD if stats.unread else EXIT_SET_ASIDE)
