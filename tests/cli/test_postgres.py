"""The commands take the address of a PostgreSQL database where they take a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from linewatch.cli import app
from tests.cli.conftest import Invoke
from tests.store.servers import Server


def test_a_run_into_a_database_is_that_into_a_file(linewatch: Invoke, report: Path, server: Server) -> None:
    (report.parent / "empty.txt").write_bytes(b"")
    for db in (place := server.new_database(), "run.db"):
        result = linewatch("code", report, "empty.txt", "--db", db)
        assert result.exit_code == 3
        assert "1 new" in result.stderr
    digests = [linewatch("digest", "--db", db, "--json").stdout for db in (place, "run.db")]
    assert digests[0] == digests[1]
    printed = linewatch("list", "events", "--db", place, "--format", "jsonl").stdout
    [event] = [json.loads(line) for line in printed.splitlines()]
    assert "Varna" in linewatch("why", event["event_id"], "--db", place).stdout
    assert "LW201" in linewatch("rejections", "list", "--db", place).stdout


def test_every_store_is_named_by_words_that_may_be_an_address() -> None:
    options = {
        name: parameter.metavar
        for name, command in commands(typer.main.get_command(app))
        for parameter in command.params
        if "--db" in parameter.opts and name != "demo"
    }
    assert "code" in options
    assert set(options.values()) == {"STORE"}, "use formats.DbOption: a Path would spoil an address"


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each command of the program."""
    yield name, command
    for child_name, child in getattr(command, "commands", {}).items():
        yield from commands(child, f"{name} {child_name}".strip())


def test_a_password_is_not_printed(linewatch: Invoke, report: Path) -> None:
    result = linewatch("code", report, "--db", "postgresql://ada:s3cret@/news?host=/nowhere")
    assert result.exit_code == 5
    assert "LW406 postgresql://ada:***@/news" in result.stderr
    assert "s3cret" not in result.output
