"""``linewatch alerts``: what the watch has told, an analyst's word on it, and a test of the channels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.cli.decisions import By, Note, decide
from linewatch.cli.formats import DbOption, Format, FormOption, OutOption, open_output, write_records
from linewatch.cli.program import manners
from linewatch.errors import UsageError

if TYPE_CHECKING:
    from linewatch.store import Store

SHOWN_IN_TABLE = 25

app = typer.Typer(help="Alerts: list them, confirm or reject them, test the channels.", no_args_is_help=True)

AlertId = Annotated[str, typer.Argument(metavar="ALERT", help="Id of an alert, or its beginning: alr_3f2a91c0.")]


@app.command("list")
def list_alerts(
    context: typer.Context,
    db: DbOption,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help=f"Only the latest so many; {SHOWN_IN_TABLE} in a table.")
    ] = None,
    line: Annotated[str | None, typer.Option(metavar="LINE", help="Alerts of one line, by its id.")] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="State of the step, as crossed.")] = None,
    since: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="First day of raising, in UTC.")
    ] = None,
) -> None:
    """List alerts in the order in which they were raised."""
    from linewatch.cli.registerpages import alert_entry
    from linewatch.cli.registerviews import ALERTS
    from linewatch.store import Store

    limit = limit or (SHOWN_IN_TABLE if form is Format.TABLE else None)
    with Store.open(db) as store, open_output(out) as stream:
        lines = {each.line_id: each for each in store.load_lines()}
        line_id = store.load_history(line)[0].step.line_id if line else None
        moment = since.replace(tzinfo=UTC) if since else None
        state = state.replace(" ", "_") if state else None
        found = list(store.load_alerts(line_id=line_id, state=state, since=moment, limit=limit + 1 if limit else None))
        shown = found[-limit:] if limit else found
        if write_records(shown, ALERTS, lambda alert: alert_entry(alert, lines.get(alert.line_id)), form, stream):
            manners(context).say(f"No such alert was raised; linewatch watch --db {db} looks for new ones.")
        waiting = len(store.load_waiting())
    if len(shown) < len(found):
        manners(context).say(f"The latest {limit} are shown; --limit N shows more.")
    if waiting:
        manners(context).say(f"{waiting} still to be delivered; linewatch watch sends them.")


@app.command("test")
def test_channels(
    context: typer.Context,
    webhook: Annotated[list[str] | None, typer.Option(metavar="URL", help="Where to post; repeatable.")] = None,
    mail: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help="Where to mail; repeatable.")] = None,
) -> None:
    """Send a test to each channel, at once."""
    from linewatch.cli.channels import given_channels, make_channels
    from linewatch.cli.session import start_session
    from linewatch.notify import make_test

    channels = make_channels(start_session(manners(context), **given_channels(webhook, mail)))
    if not channels:
        raise UsageError("LW001", "there is nothing to test; name --webhook URL or --mail ADDRESS", "alerts test")
    now = datetime.now(UTC)
    for channel in channels:
        channel.send(make_test(now), None, now=now)
        manners(context).say(f"{channel.name} took the test")


@app.command("confirm")
def confirm_alert(context: typer.Context, alert_id: AlertId, db: DbOption, by: By, note: Note = None) -> None:
    """Say that an alert is right."""
    from linewatch.store import Store

    with Store.open(db) as store:
        decide(store, manners(context), "confirm", store.load_alert(alert_id).step_id, by=by, note=note)


@app.command("reject")
def reject_alert(context: typer.Context, alert_id: AlertId, db: DbOption, by: By, note: Note = None) -> None:
    """Say that an alert is wrong. The machine's word and yours stand side by side."""
    from linewatch.store import Store

    with Store.open(db) as store:
        decide(store, manners(context), "reject", store.load_alert(alert_id).step_id, by=by, note=note)


@app.command("undo")
def undo_decision(
    context: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a decision, or of what the latest decision is about.")
    ],
    db: DbOption,
    by: By,
    note: Note = None,
) -> None:
    """Take a decision back; it stays in the record with its undoing."""
    from linewatch.store import Store

    with Store.open(db) as store:
        decide(store, manners(context), "undo", find_decision(store, record_id), by=by, note=note)


def find_decision(store: Store, record_id: str) -> str:
    """Return the id of a decision: the one that is named, or the latest in force about an alert, step or line.

    Raises:
        UsageError: LW003 the id is unknown, or nothing about it is in force.
    """
    if record_id.startswith("dec_"):
        return store.load_decision(record_id).decision_id
    about = store.load_alert(record_id).step_id if record_id.startswith("alr_") else record_id
    found = [each for each in store.decisions_in_force() if each.about.startswith(about)]
    if not about or not found:
        raise UsageError("LW003", "nothing is decided about it; linewatch lines show ID lists decisions", record_id)
    return found[-1].decision_id
