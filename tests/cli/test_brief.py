"""``linewatch brief``: the page of some days, from a store that has been watched."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from linewatch import run
from linewatch.cli.brief import read_since
from linewatch.errors import UsageError
from linewatch.settings import Settings
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import make_corpus
from tests.registers import watch_lines


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "watch_lines", watch_lines)
    with Store.open(tmp_path / "few.db", create=True) as store:
        store.save(make_corpus(3))
        run.watch_store(store, Settings(), now=datetime(2031, 3, 9, tzinfo=UTC))
    return tmp_path / "few.db"


def test_a_page_has_the_steps_of_its_days(linewatch: Invoke, db: Path, tmp_path: Path) -> None:
    result = linewatch("brief", "--db", db, "--since", "5000d", "--out", tmp_path / "brief.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Norland sends one more soldier across the Ilm" in page
    assert "<h2>Crossed</h2>" in page


def test_the_name_of_the_file_tells_the_form(linewatch: Invoke, db: Path, tmp_path: Path) -> None:
    linewatch("brief", "--db", db, "--since", "5000d", "--out", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_text("utf-8").startswith("# Red lines, ")
    assert linewatch("brief", "--db", db, "--format", "md").stdout.startswith("# Red lines, ")


def test_days_without_steps_are_told(linewatch: Invoke, db: Path) -> None:
    result = linewatch("brief", "--db", db, "--since", "1990-01-01", "--until", "1990-02-01")
    assert result.exit_code == 0
    assert "No steps lie in these days" in result.stderr


@pytest.mark.parametrize(
    ("text", "day"),
    [("7d", date(2031, 3, 3)), ("1d", date(2031, 3, 9)), ("2w", date(2031, 2, 24)), ("2031-01-01", date(2031, 1, 1))],
)
def test_how_long_ends_with_the_last_day(text: str, day: date) -> None:
    assert read_since(text, date(2031, 3, 9)) == day


@pytest.mark.parametrize("text", ["7", "d7", "0d", "last week", "2031-13-01"])
def test_other_words_are_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="LW001"):
        read_since(text, date(2031, 3, 9))
