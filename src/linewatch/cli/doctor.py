"""``linewatch doctor``: is everything there and sound, and what to do where it is not."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check versions, settings, model and data, and say what to do about each fault."""
    import msgspec

    from linewatch.cli.health import STATES, check_health, health_table
    from linewatch.cli.terminal import data_console, show

    checks = check_health()
    if as_json:
        typer.echo(msgspec.json.encode(checks).decode())
    else:
        show(health_table(checks), data_console())
    raise typer.Exit(1 if any(check.state == STATES[-1] for check in checks) else 0)
