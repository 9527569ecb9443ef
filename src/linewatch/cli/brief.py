"""``linewatch brief``: what happened to red lines in some days, as one page to read and to pass on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import DbOption, open_output
from linewatch.cli.program import manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.export import Brief
    from linewatch.store import Store

_DAYS = {"d": 1, "w": 7}
_DAILY_UP_TO = 92  # days of a series told day by day; longer ones week by week


class Page(StrEnum):
    """The forms of a briefing."""

    HTML = "html"
    MD = "md"


def brief(
    context: typer.Context,
    db: DbOption,
    since: Annotated[str, typer.Option(metavar="WHEN", help="First day, or how long: 7d, 2w, 2026-03-31.")] = "7d",
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day; the latest told unless given.")] = None,
    form: Annotated[Page | None, typer.Option("--format", help="Form of the page; that of the file's name.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the page, instead of stdout.")] = None,
) -> None:
    """Write a briefing: new, repeated, tested and crossed lines with quotes and sources, tension and a map."""
    from linewatch.export import render_html, render_markdown
    from linewatch.store import Store

    page = form or (Page.MD if out is not None and out.suffix.lower() in (".md", ".markdown") else Page.HTML)
    with Store.open(db) as store:
        last = _read_day(until, "--until") if until else store.latest_day() or date.today()
        told = _brief(store, read_since(since, last), last)
    with open_output(out) as stream:
        stream.write(render_html(told) if page is Page.HTML else render_markdown(told))
    if not told.chapters:
        manners(context).say("No steps lie in these days; linewatch watch finds them, --since goes further back.")


def read_since(text: str, last: date) -> date:
    """Return the first day: a date, or so many days or weeks that end with `last`.

    Raises:
        UsageError: LW001 it has another form.
    """
    found = re.fullmatch(r"([1-9][0-9]{0,4})([dw])", text)
    if found is None:
        return _read_day(text, "--since")
    return last - timedelta(days=int(found[1]) * _DAYS[found[2]] - 1)


def _brief(store: Store, since: date, until: date) -> Brief:
    from linewatch.export import make_brief
    from linewatch.watch import measure_tension, read_declared, read_events

    sighted = [one for each in store.load_coded() for one in read_events(each)]
    declared = [one for each in store.load_coded(is_declaring=True) for one in read_declared(each)]
    days = [day for each in sighted if (day := each.event.occurred.from_on or each.article.published_on)]
    is_long = bool(days) and (until - min(days)).days > _DAILY_UP_TO
    tensions = measure_tension(sighted, period="week" if is_long else "day")
    return make_brief(store.load_lines(), declared, sighted, tensions, since=since, until=until)


def _read_day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("LW001", f"{text!r} is no day; write it as 2026-03-31, or 7d or 2w", option) from error
