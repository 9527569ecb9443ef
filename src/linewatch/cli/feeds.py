"""``linewatch feeds``: which feeds a store follows, and how each is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linewatch.cli.formats import Format, FormOption, OutOption, View, open_output, write_records
from linewatch.cli.program import manners

if TYPE_CHECKING:
    from rich.console import RenderableType

    from linewatch.records import Feed

COLUMNS = (
    "url",
    "title",
    "last_success_at",
    "next_check_at",
    "last_status",
    "errors",
    "last_error",
    "is_disabled",
    "moved_to",
)

app = typer.Typer(help="Say which feeds a store follows.", no_args_is_help=True)

Db = Annotated[str, typer.Option(metavar="STORE", help="Store that follows them.")]
Urls = Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of feeds.")]


@app.command("add")
def add_feeds(context: typer.Context, urls: Urls, db: Db) -> None:
    """Follow feeds; the store is made if it is new."""
    _add(context, dict.fromkeys(urls), db)


@app.command("import")
def import_feeds(
    context: typer.Context, path: Annotated[Path, typer.Argument(metavar="OPML", help="List of feeds.")], db: Db
) -> None:
    """Follow the feeds of a list, as feed readers export it."""
    from linewatch.ingest.opml import read_opml
    from linewatch.ingest.streams import file_chunks, read_whole
    from linewatch.settings import read_settings

    data = read_whole(file_chunks(path), max_bytes=read_settings().max_file_bytes)
    _add(context, {outline.url: outline.title for outline in read_opml(data)}, db)


@app.command("list")
def list_feeds(context: typer.Context, db: Db, form: FormOption = Format.TABLE, out: OutOption = None) -> None:
    """List the feeds and how they are."""
    from linewatch.store import Store

    with Store.open(db) as store:
        feeds = store.load_feeds()
    with open_output(out) as stream:
        if write_records(feeds, View(COLUMNS, _row, _row), _entry, form, stream):
            manners(context).say(f"No feed is followed; linewatch feeds add URL --db {db} adds one.")


@app.command("remove")
def remove_feeds(urls: Urls, db: Db) -> None:
    """Follow feeds no longer; their articles stay."""
    from linewatch.store import Store

    with Store.open(db) as store:
        for url in urls:
            store.remove_feed(url)


@app.command("export")
def export_feeds(db: Db, out: OutOption = None) -> None:
    """Write the feeds as a list (OPML) that feed readers take."""
    from linewatch.ingest.opml import Outline, write_opml
    from linewatch.store import Store

    with Store.open(db) as store, open_output(out) as stream:
        stream.write(write_opml(Outline(feed.url, feed.title) for feed in store.load_feeds()))


def _add(context: typer.Context, new: dict[str, str | None], db: str) -> None:
    from linewatch.ingest.targets import read_target
    from linewatch.settings import read_settings
    from linewatch.store import Store

    for url in new:
        read_target(url, read_settings().allow_hosts)
    with Store.open(db, create=True) as store:
        added = store.add_feeds(new)
        manners(context).say(f"{added} new, {len(new) - added} followed before; {store.path}")


def _row(feed: Feed) -> dict[str, Any]:
    return {name: getattr(feed, name) for name in COLUMNS}


def _entry(feed: Feed) -> RenderableType:
    """Return a feed in two lines: what it is, and how it is."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from linewatch.cli.terminal import clean

    if feed.is_disabled:
        state, style = f"not asked any more: {feed.last_error}", "red"
    elif feed.errors:
        state, style = f"failed {feed.errors} times in a row: {feed.last_error}", "yellow"
    elif feed.last_success_at:
        state, style = f"read {feed.last_success_at:%Y-%m-%d %H:%M} UTC", "green"
    else:
        state, style = "not asked yet", "dim"
    if feed.next_check_at and not feed.is_disabled:
        state += f"; next {feed.next_check_at:%Y-%m-%d %H:%M} UTC"
    heading = Text.assemble(
        (clean(feed.title or feed.url), "bold"), *([(f"  {feed.url}", "dim")] if feed.title else [])
    )
    return Group(heading, Padding(Text(clean(state), style=style), (0, 0, 0, 2)))
