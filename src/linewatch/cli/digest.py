"""``linewatch digest``: one SHA-256 a table, by which two stores are found equal whatever order they were filled in."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from linewatch.cli.formats import DbOption


def digest(
    db: DbOption,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print one SHA-256 for each table of a store: equal contents have equal digests."""
    from linewatch.store import Store

    with Store.open(db) as store:
        digests = store.digest()
    lines = (f"{value}  {name}" for name, value in sorted(digests.items()))
    typer.echo(json.dumps(dict(sorted(digests.items())), indent=2) if as_json else "\n".join(lines))
