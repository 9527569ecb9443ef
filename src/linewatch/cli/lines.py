"""``linewatch lines``: the register of lines, the history of each, and what an analyst decides about them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from linewatch.cli.decisions import By, Note, decide, make_decision
from linewatch.cli.formats import Format, FormOption, OutOption, open_output
from linewatch.cli.program import manners
from linewatch.errors import UsageError

app = typer.Typer(help="The register of red lines: list, show, add and mend them.", no_args_is_help=True)

CORRECTABLE = {
    "type": "deterrent or compellent",
    "event_type": "PLOVER type of the act that crosses it, as MOBILIZE",
    "mode": "PLOVER mode of that act",
    "declarer_country": "country, as GRC",
    "addressee_countries": "countries, as ARM,AZE",
    "actor_countries": "countries whose act would cross it",
    "area_kind": "border, buffer, territory, zone, sea, airspace, facility or none",
    "area_countries": "countries of the area",
    "distance_km": "how far from the border or place an act still counts",
    "until_on": "last day of the deadline, as 2026-03-31",
}
"""What of a line's terms an analyst may put right, and in which form."""

Db = Annotated[Path, typer.Option(metavar="FILE", help="Store that has the register.")]
LineId = Annotated[str, typer.Argument(metavar="LINE", help="Id of a line, or its beginning: line_3f2a91c0.")]
Day = Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day; today unless given.")]


@app.command("list")
def list_lines(
    db: Db,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    declarer: Annotated[str | None, typer.Option(metavar="CODE", help="Country that draws it, as IRN.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="CODE", help="Country that is warned.")] = None,
    area: Annotated[str | None, typer.Option(metavar="CODE", help="Country that the area touches.")] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="State of the latest step, as crossed.")] = None,
) -> None:
    """List the lines, the oldest first."""
    from linewatch.cli.registerpages import line_entry
    from linewatch.cli.registerviews import LINES, write_records
    from linewatch.store import Store

    query = {"declarer_country": declarer, "addressee_country": addressee, "area_country": area}
    with Store.open(db) as store, open_output(out) as stream:
        found = store.load_lines(state=state.replace(" ", "_") if state else None, **query)
        write_records(found, LINES, line_entry, form, stream)


@app.command("show")
def show_line(line_id: LineId, db: Db) -> None:
    """Show a line: its terms in words, who said it where, its steps with their reasons, what was decided."""
    from linewatch.cli.registerviews import load_page
    from linewatch.cli.terminal import data_console, show
    from linewatch.store import Store

    with Store.open(db) as store:
        show(load_page(store, store.load_line(line_id)), data_console())


@app.command("history")
def show_history(line_id: LineId, db: Db, form: FormOption = Format.TABLE, out: OutOption = None) -> None:
    """List every step that a line ever had, in each version, with those that no longer hold."""
    from linewatch.cli.registerpages import step_entry
    from linewatch.cli.registerviews import STEPS, write_records
    from linewatch.store import Store

    with Store.open(db) as store, open_output(out) as stream:
        write_records(store.load_history(line_id), STEPS, step_entry, form, stream)


@app.command("add")
def add_line(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="The line, as one would report it.")],
    db: Annotated[Path, typer.Option(metavar="FILE", help="Store to keep it in, made if new.")],
    by: By,
    yes: Annotated[bool, typer.Option("--yes", help="Save it without asking.")] = False,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", metavar="DATE", formats=["%Y-%m-%d"], help="Day on which it was drawn; today unless given."
        ),
    ] = None,
    note: Note = None,
) -> None:
    """Put down a line in your own words: it is coded, shown as it was understood, and saved once you agree."""
    from linewatch import run
    from linewatch.cli.session import start_session
    from linewatch.cli.terminal import say, show, talk_console
    from linewatch.cli.understanding import read_sentence, understanding_page
    from linewatch.store import Store

    pipeline = run.load_pipeline(start_session(manners(context)))
    coded = read_sentence(pipeline, sentence, published_on=_day(day), publisher=by)
    talk = talk_console()
    show(understanding_page(coded.red_lines), talk)
    if not yes and not typer.confirm("Save it?", err=True):
        raise typer.Exit
    with Store.open(db, create=True) as store:
        for line in coded.red_lines:
            added = make_decision("add", line.declaration_id, by, note, {"article_id": coded.article.article_id})
            store.save_decision(added, coded)
    if not manners(context).is_quiet:
        say(f"Saved; linewatch watch --db {db} puts it into the register", talk)


@app.command("merge")
def merge_lines(
    context: typer.Context,
    line_id: LineId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Id of the line that it belongs to.")],
    db: Db,
    by: By,
    note: Note = None,
) -> None:
    """Make two lines one: the declarations of the first become those of the second."""
    from linewatch.store import Store

    with Store.open(db) as store:
        first, second = store.load_line(line_id).line_id, store.load_line(into).line_id
        if first == second:
            raise UsageError("LW001", "is one line already; name two lines", "lines merge")
        decide(store, manners(context), "merge", first, by=by, note=note, into=second)


@app.command("split")
def split_line(
    context: typer.Context,
    declaration_id: Annotated[str, typer.Argument(metavar="DECLARATION", help="Id of a declaration: dcl_3f2a91c0.")],
    db: Db,
    by: By,
    note: Note = None,
) -> None:
    """Take a declaration out of its line: it becomes a line of its own."""
    from linewatch.records import RedLine
    from linewatch.store import Store

    with Store.open(db) as store:
        found = store.find(declaration_id).record
        if not isinstance(found, RedLine) or not declaration_id.startswith("dcl_"):
            raise UsageError("LW001", "is no declaration; linewatch lines show ID lists a line's", declaration_id)
        decide(store, manners(context), "split", found.declaration_id, by=by, note=note)


@app.command("correct")
def correct_line(
    context: typer.Context,
    line_id: LineId,
    terms: Annotated[list[str], typer.Argument(metavar="TERM=VALUE...", help="As until_on=2026-03-31.")],
    db: Db,
    by: By,
    note: Note = None,
) -> None:
    """Put terms of a line right; the declaration itself stays as it was read."""
    from linewatch.store import Store

    value = read_terms(terms)
    with Store.open(db) as store:
        decide(store, manners(context), "correct", store.load_line(line_id).line_id, by=by, note=note, **value)


@app.command("close")
def close_line(
    context: typer.Context,
    line_id: LineId,
    db: Db,
    by: By,
    on: Day = None,
    note: Note = None,
) -> None:
    """End a line: what happens after that day is no longer held against it."""
    from linewatch.store import Store

    with Store.open(db) as store:
        key = store.load_line(line_id).line_id
        decide(store, manners(context), "close", key, by=by, note=note, on=_day(on).isoformat())


def read_terms(pairs: list[str]) -> dict[str, Any]:
    """Return ``["until_on=2026-03-31"]`` as terms, each in its form.

    Raises:
        UsageError: LW001 a term is unknown or has another form.
    """
    value: dict[str, Any] = {}
    for pair in pairs:
        name, _, text = pair.partition("=")
        if name not in CORRECTABLE:
            raise UsageError("LW001", f"{name!r} is no term; there are {', '.join(CORRECTABLE)}", "lines correct")
        value[name] = _read_term(name, text.strip())
    return value


def _read_term(name: str, text: str) -> Any:
    from typing import get_args

    from linewatch.records import AreaKind, LineType

    choices = {"type": get_args(LineType), "area_kind": get_args(AreaKind)}
    is_wrong = not text or (name in choices and text not in choices[name])
    try:
        if name == "distance_km":
            return float(text)
        if name == "until_on":
            return date.fromisoformat(text).isoformat()
    except ValueError:
        is_wrong = True
    if is_wrong:
        raise UsageError("LW001", f"{text!r} is no {name}; write {CORRECTABLE[name]}", "lines correct")
    return [code.strip().upper() for code in text.split(",")] if name.endswith("_countries") else text


def _day(given: datetime | None) -> date:
    return (given or datetime.now(UTC)).date()
