"""``linewatch export``: what a store has, as a file in a form that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linewatch.cli.formats import DbOption
from linewatch.cli.program import manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.export.columns import Entry
    from linewatch.export.profiles import Exported
    from linewatch.store import Store

_PROFILES = "csv, parquet, geojson, geoparquet, polecat, gdelt, acled, plover-json or cloudevents"


def export(
    context: typer.Context,
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help=f"{_PROFILES}.")],
    db: DbOption,
    out: Annotated[Path, typer.Option(metavar="PATH", help="File to write; its JSON Schema is written beside it.")],
    table: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="events (unless set), statements, red_lines, places, times or articles."),
    ] = None,
    since: Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Last day.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Country that takes part, as IRN.")] = None,
    pair: Annotated[
        str | None, typer.Option(metavar="CODES", help="Two countries that face each other, as IRN-ISR.")
    ] = None,
    event_type: Annotated[str | None, typer.Option("--type", metavar="NAME", help="PLOVER event type.")] = None,
) -> None:
    """Write what a store has to a file, for spreadsheets, notebooks, maps and programs that know event data."""
    from linewatch.cli.terminal import talk_console, track
    from linewatch.export.profiles import check_profile, export_entries
    from linewatch.store import Store

    tables = check_profile(profile, table)
    days = {"from_on": since and since.date(), "until_on": until and until.date()}
    parties = {"country": country, "pair": pair, "event_type": event_type and event_type.upper()}
    _check_filters(tables, parties)
    talk, is_quiet = talk_console(), manners(context).is_quiet
    with Store.open(db) as store:
        entries = (entry for name in tables for entry in load_entries(store, name, days, parties))
        told = entries if is_quiet else track(entries, talk, doing="Writing", unit="records")
        done = export_entries(profile, tables, told, out)
    manners(context).say(_summary(out, done))


def load_entries(store: Store, table: str, days: dict[str, Any], parties: dict[str, Any]) -> Iterator[Entry]:
    """Yield the records of a table of a store, oldest first; `parties` filters those that have parties."""
    from linewatch.export.columns import Entry, entries_of

    given = {name: value for name, value in parties.items() if value is not None}
    if table == "events":
        yield from _events(store, {**days, **given})
    elif table == "statements":
        yield from (Entry(*found) for found in store.load_statements(**days, **given))
    elif table == "red_lines":
        yield from (Entry(*found) for found in store.load_red_lines(**days, **given))
    elif table == "articles":
        yield from (Entry(article, article) for article in store.load_articles(**days))
    elif table == "places":
        for article in store.load_articles(**days):
            yield from (Entry(article, place) for place in store.load_places(article.article_id))
    else:
        for article in store.load_articles(**days):
            yield from entries_of(store.load_article(article.article_id), table)


def _events(store: Store, query: dict[str, Any]) -> Iterator[Entry]:
    """Yield events with their places, which are loaded once a run of events of one article."""
    from linewatch.export.columns import Entry

    article_id, places = "", {}
    for article, event in store.load_events(**query):
        if article.article_id != article_id:
            article_id = article.article_id
            places = {place.place_id: place for place in store.load_places(article_id)}
        yield Entry(article, event, places.get(event.place_id or ""))


def _check_filters(tables: tuple[str, ...], parties: dict[str, str | None]) -> None:
    """Refuse filters that a table has no column for.

    Raises:
        UsageError: LW001.
    """
    known = {"events": ("country", "pair", "event_type"), "statements": ("country",), "red_lines": ("country",)}
    for name, value in parties.items():
        if value is not None and not all(name in known.get(table, ()) for table in tables):
            option = "--type" if name == "event_type" else f"--{name}"
            fitting = ", ".join(table for table, names in known.items() if name in names)
            raise UsageError("LW001", f"{option} is for {fitting}; name one with --table, or leave it out", "export")


def _summary(out: Path, done: Exported) -> str:
    left_out = f"; {done.left_out} left out that the form has no row for" if done.left_out else ""
    return f"{out}: {done.rows} {'row' if done.rows == 1 else 'rows'}{left_out}"
