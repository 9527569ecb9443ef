"""The manual is under test: it and the program name the same commands, options, exit codes and errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from linewatch import errors
from linewatch.cli import app
from linewatch.cli.program import EXIT_ALERTED
from linewatch.errors import CODES

DOCS = Path(__file__).parents[1] / "docs"


def commands(command: Any, name: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each command of the program with the long names of its options."""
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    yield name, options | {"--help"}
    for child_name, child in getattr(command, "commands", {}).items():
        yield from commands(child, f"{name} {child_name}")


def manual() -> dict[str, set[str]]:
    """Return each command of the manual with the options in its table."""
    parts = re.split(r"^## (linewatch.*)$", (DOCS / "cli.md").read_text("utf-8"), flags=re.MULTILINE)
    return {
        name: set(re.findall(r"^\| `(--[a-z-]+)`", text.split("\n## ")[0], flags=re.MULTILINE))
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


PROGRAM = dict(commands(typer.main.get_command(app), "linewatch"))


def test_the_manual_has_every_command_and_no_other() -> None:
    assert set(manual()) == set(PROGRAM)


@pytest.mark.parametrize("name", PROGRAM)
def test_the_manual_has_every_option_and_no_other(name: str) -> None:
    assert manual()[name] == PROGRAM[name]


def test_every_error_stands_in_the_manual_with_its_meaning() -> None:
    rows = re.findall(r"^\| (LW\d{3}) \| (.*?) \| (.+?) \|$", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)
    assert {code: meaning for code, meaning, _ in rows} == CODES
    assert len(rows) == len(CODES)


def test_every_exit_code_stands_in_the_manual() -> None:
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", (DOCS / "cli.md").read_text("utf-8"), re.MULTILINE)}
    kinds = [getattr(errors, name) for name in vars(errors) if name.endswith("Error")]
    assert rows == {0, EXIT_ALERTED, 130} | {kind.exit_code for kind in kinds}
