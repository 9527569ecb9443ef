"""``linewatch why``: from a record back to the article, the words that it rests on and what made it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linewatch.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

_OF_REGISTER = ("line_", "step_", "alr_")


def why(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a record, or its beginning: evt_3f2a91c0.")],
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="Store that has the record.")] = None,
    lines: Annotated[
        Path | None,
        typer.Option("--in", metavar="FILE", help="JSON lines that have it, as code --format jsonl writes them."),
    ] = None,
) -> None:
    """Show why a record says what it says: the sentence, the rule or model, and their versions."""
    from linewatch.cli.evidence import full_evidence
    from linewatch.cli.lookup import find_in_lines, find_in_store
    from linewatch.cli.terminal import data_console, show

    if (db is None) == (lines is None):
        raise UsageError("LW001", "name either a store with --db or a file with --in", "why")
    account = _explain(db, record_id) if db and record_id.startswith(_OF_REGISTER) else None
    if account is None:
        account = full_evidence(*(find_in_store(db, record_id) if db else find_in_lines(lines or Path(), record_id)))
    show(account, data_console())


def _explain(db: Path, record_id: str) -> RenderableType | None:
    from linewatch.cli.registerviews import explain
    from linewatch.store import Store

    with Store.open(db) as store:
        return explain(store, record_id)
