"""``linewatch list``: what a store has, as a table for people or as rows for programs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from linewatch.cli.formats import DbOption, Format, FormOption, OutOption, open_output
from linewatch.cli.program import manners

SHOWN_IN_TABLE = 25

app = typer.Typer(help="List what a store has: events, red lines or statements.", no_args_is_help=True)

Country = Annotated[str | None, typer.Option(metavar="CODE", help="Country that takes part, as IRN.")]
Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help=f"Only the latest so many; {SHOWN_IN_TABLE} in a table.")
]
Since = Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="First day.")]
Until = Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Last day.")]
AllVersions = Annotated[
    bool, typer.Option("--all-versions", help="Also from reports of which there is a later version.")
]


@app.command("events")
def list_events(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    limit: Limit = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    all_versions: AllVersions = False,
    pair: Annotated[
        str | None, typer.Option(metavar="CODES", help="Two countries that face each other, as IRN-ISR.")
    ] = None,
    event_type: Annotated[str | None, typer.Option("--type", metavar="NAME", help="PLOVER event type.")] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Each occurrence once, by its first report, with the number of its sources.")
    ] = False,
) -> None:
    """List events, the oldest first."""
    query = {
        "pair": pair,
        "event_type": event_type and event_type.upper(),
        **_query(country, since, until, all_versions),
    }
    _list(context, "occurrences" if once else "events", db, form, out, limit, query)


@app.command("red-lines")
def list_red_lines(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    limit: Limit = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    all_versions: AllVersions = False,
) -> None:
    """List declarations of red lines, the oldest first."""
    _list(context, "red_lines", db, form, out, limit, _query(country, since, until, all_versions))


@app.command("statements")
def list_statements(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    limit: Limit = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    all_versions: AllVersions = False,
) -> None:
    """List statements, the oldest first."""
    _list(context, "statements", db, form, out, limit, _query(country, since, until, all_versions))


def _query(country: str | None, since: datetime | None, until: datetime | None, all_versions: bool) -> dict[str, Any]:
    days = {"from_on": since and since.date(), "until_on": until and until.date()}
    return {"country": country, "all_versions": all_versions, **days}


def _list(
    context: typer.Context,
    kind: str,
    db: str,
    form: Format,
    out: Path | None,
    limit: int | None,
    query: dict[str, Any],
) -> None:
    from linewatch.cli.views import VIEWS, occurrence_view, write_found
    from linewatch.store import Store

    limit = limit or (SHOWN_IN_TABLE if form is Format.TABLE else None)
    with Store.open(db) as store, open_output(out) as stream:
        view = occurrence_view(store) if kind == "occurrences" else VIEWS[kind]
        found = view.load(store, limit=limit + 1 if limit else None, **query)
        left_out = write_found(found, view, store, form, stream, limit)
    if left_out:
        manners(context).say(f"The latest {limit} are shown; --limit N shows more.")
