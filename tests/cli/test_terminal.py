"""Nothing that strangers write can steer the terminal, and the bar waits before it shows."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from linewatch.cli import terminal
from linewatch.cli.terminal import clean, data_console, show, track


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\tthree   four", "one two three four"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x9b2J", "�2J"),
        ("abc\u202edef", "abc�def"),
        ("zero\u200bwidth", "zero�width"),
        ("bell\x07 nul\x00", "bell� nul�"),
        ("\ud800", "�"),
        ("[bold red]not markup[/]", "[bold red]not markup[/]"),
        ("“naïve” Ελλάδα می‌خواهم", "“naïve” Ελλάδα می‌خواهم"),
    ],
)
def test_text_is_made_safe(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_safe_text_is_one_line_without_controls(text: str) -> None:
    shown = clean(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in shown)
    assert clean(shown) == shown


def test_a_file_gets_no_colours_no_trailing_blanks_and_100_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    stream = io.StringIO()
    console = data_console(stream)
    assert console.width == 100
    show(Text("words  ", style="bold red"), console)
    assert stream.getvalue() == "words\n"


def terminal_console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100)


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_quick_work_has_no_bar() -> None:
    console = terminal_console()
    assert list(track(range(5), console)) == [0, 1, 2, 3, 4]
    assert "Coding" not in written(console)


@pytest.mark.parametrize("total", [None, 5])
def test_long_work_has_a_bar(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    monkeypatch.setattr(terminal, "PATIENCE_S", -1.0)
    console = terminal_console()
    assert list(track(range(5), console, total=total)) == [0, 1, 2, 3, 4]
    assert "Coding" in written(console)


def test_a_pipe_never_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE_S", -1.0)
    console = Console(file=io.StringIO(), force_terminal=False)
    assert list(track(range(5), console)) == [0, 1, 2, 3, 4]
    assert written(console) == ""
