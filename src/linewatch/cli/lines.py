"""``linewatch lines``: the register of lines, the history of each, and what an analyst decides about them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from linewatch.cli.decisions import By, Note, decide, make_decision
from linewatch.cli.formats import DbOption, Format, FormOption, OutOption, open_output, write_records
from linewatch.cli.program import manners
from linewatch.errors import UsageError

app = typer.Typer(help="The register of red lines: list, show, add and mend them.", no_args_is_help=True)


class Ending(StrEnum):
    """How an analyst may end a line."""

    WITHDRAWN = "withdrawn"
    DENIED = "denied"
    EXPIRED = "expired"
    ANSWERED = "answered"


LineId = Annotated[str, typer.Argument(metavar="LINE", help="Id of a line, or its beginning: line_3f2a91c0.")]
Day = Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day; today unless given.")]


@app.command("list")
def list_lines(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    declarer: Annotated[str | None, typer.Option(metavar="CODE", help="Country that draws it, as IRN.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="CODE", help="Country that is warned.")] = None,
    area: Annotated[str | None, typer.Option(metavar="CODE", help="Country that the area touches.")] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="State of the latest step, as crossed.")] = None,
) -> None:
    """List the lines, the oldest first."""
    from linewatch.cli.registerpages import line_entry
    from linewatch.cli.registerviews import LINES
    from linewatch.store import Store

    query = {"declarer_country": declarer, "addressee_country": addressee, "area_country": area}
    with Store.open(db) as store, open_output(out) as stream:
        found = store.load_lines(state=state.replace(" ", "_") if state else None, **query)
        if write_records(found, LINES, line_entry, form, stream):
            manners(context).say(f"No such line is in the register; linewatch watch --db {db} brings it up to date.")


@app.command("show")
def show_line(line_id: LineId, db: DbOption) -> None:
    """Show a line: its terms in words, who said it where, its steps with their reasons, what was decided."""
    from linewatch.cli.registerviews import load_page
    from linewatch.cli.terminal import data_console, show
    from linewatch.store import Store

    with Store.open(db) as store:
        show(load_page(store, store.load_line(line_id)), data_console())


@app.command("history")
def show_history(line_id: LineId, db: DbOption, form: FormOption = Format.TABLE, out: OutOption = None) -> None:
    """List every step that a line ever had, in each version, with those that no longer hold."""
    from linewatch.cli.registerpages import step_entry
    from linewatch.cli.registerviews import STEPS
    from linewatch.store import Store

    with Store.open(db) as store, open_output(out) as stream:
        write_records(store.load_history(line_id), STEPS, step_entry, form, stream)


@app.command("add")
def add_line(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="The line, as one would report it.")],
    db: DbOption,
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
    from msgspec import to_builtins

    from linewatch import run
    from linewatch.cli.session import start_session
    from linewatch.cli.terminal import show, talk_console
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
            store.save_decision(make_decision("add", line.declaration_id, by, note, to_builtins(line)), coded)
    manners(context).say(f"Saved; linewatch watch --db {db} puts it into the register")


@app.command("merge")
def merge_lines(
    context: typer.Context,
    line_id: LineId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Id of the line that it belongs to.")],
    db: DbOption,
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
    line_id: LineId,
    declaration_ids: Annotated[
        list[str], typer.Argument(metavar="DECLARATION...", help="Ids of declarations of the line: dcl_3f2a91c0.")
    ],
    db: DbOption,
    by: By,
    note: Note = None,
) -> None:
    """Take declarations out of a line: they become a line of their own."""
    from linewatch.store import Store

    with Store.open(db) as store:
        line = store.load_line(line_id)
        leaving = [_declaration_of(line.declaration_ids, each) for each in declaration_ids]
        if set(leaving) == set(line.declaration_ids):
            raise UsageError("LW001", "would lose all of its declarations; name some of them", line.line_id)
        decide(store, manners(context), "split", line.line_id, by=by, note=note, declaration_ids=leaving)


@app.command("correct")
def correct_line(
    context: typer.Context,
    line_id: LineId,
    terms: Annotated[list[str], typer.Argument(metavar="TERM=VALUE...", help="As until_on=2026-03-31.")],
    db: DbOption,
    by: By,
    note: Note = None,
) -> None:
    """Put terms of a line right; the declaration itself stays as it was read."""
    from linewatch.store import Store
    from linewatch.watch.corrections import corrected_fields

    with Store.open(db) as store:
        line = store.load_line(line_id)
        fields = corrected_fields(line.terms, terms, by=by)
        if not fields:
            raise UsageError("LW001", "has these terms already; linewatch lines show ID prints them", line.line_id)
        decide(store, manners(context), "correct", line.terms.declaration_id, by=by, note=note, **fields)


@app.command("close")
def close_line(
    context: typer.Context,
    line_id: LineId,
    db: DbOption,
    by: By,
    on: Day = None,
    state: Annotated[Ending, typer.Option(metavar="STATE", help="withdrawn, denied, expired or answered.")] = (
        Ending.WITHDRAWN
    ),
    note: Note = None,
) -> None:
    """End a line: what happens after that day is no longer held against it."""
    from linewatch.store import Store

    with Store.open(db) as store:
        key = store.load_line(line_id).line_id
        decide(store, manners(context), "close", key, by=by, note=note, on=_day(on).isoformat(), state=str(state))


def _declaration_of(known: tuple[str, ...], start: str) -> str:
    """Return the one of `known` that is `start` or begins so.

    Raises:
        UsageError: LW003 there is none, or there are several.
    """
    found = [each for each in known if start and each.startswith(start)]
    if len(found) != 1:
        reason = "is no declaration of the line, or several begin so; linewatch lines show ID lists them"
        raise UsageError("LW003", reason, start)
    return found[0]


def _day(given: datetime | None) -> date:
    return (given or datetime.now(UTC)).date()
