"""``linewatch doctor``: good where all is well, a fault with its remedy and exit 1 where it is not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from linewatch.cli import health
from linewatch.cli.health import Check
from linewatch.errors import ModelError
from tests.cli.conftest import Invoke

GOOD = Check("model", "good", "encoder 1")
FAULT = Check("model", "fault", "LW301 encoder.onnx", "install linewatch again")


@pytest.mark.parametrize(("checks", "code"), [([GOOD], 0), ([GOOD, FAULT], 1), ([Check("disk", "warning", "low")], 0)])
def test_only_a_fault_ends_in_1(
    linewatch: Invoke, monkeypatch: pytest.MonkeyPatch, checks: list[Check], code: int
) -> None:
    monkeypatch.setattr(health, "check_health", lambda: checks)
    assert linewatch("doctor").exit_code == code
    result = linewatch("doctor", "--json")
    assert result.exit_code == code
    assert [check["name"] for check in json.loads(result.stdout)] == [check.name for check in checks]


def test_a_fault_comes_with_its_remedy(linewatch: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "check_health", lambda: [FAULT])
    assert "→ install linewatch again" in linewatch("doctor").stdout


def test_a_coded_error_becomes_a_fault() -> None:
    def fail() -> str:
        raise ModelError("LW302", "install linewatch again", "encoder.onnx")

    assert health._sound("model", fail) == Check("model", "fault", "LW302 encoder.onnx", "install linewatch again")


def test_a_missing_library_is_a_fault() -> None:
    check = health.check_libraries(("typer", "no-such-library"))
    assert check.state == "fault"
    assert check.advice == "install linewatch again: no-such-library missing"


def test_sqlite_is_named_with_its_journal() -> None:
    check = health.check_sqlite()
    assert sqlite3.sqlite_version in check.value
    assert "journal mode" in check.value


def test_a_full_disk_is_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_MB", 10**12)
    assert health.check_disk(tmp_path).state == "warning"


def test_more_threads_than_processors_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEWATCH_THREADS", "64")
    monkeypatch.setattr(health.os, "cpu_count", lambda: 2)
    assert health.check_threads().advice == "set threads to 2 or fewer"


def test_a_wrong_setting_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEWATCH_THREADS", "0")
    assert health._sound("settings", health._settings_words).state == "fault"


def test_the_users_own_files_are_checked_and_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert health._sound("own words", health._own_words).value == "none"
    (tmp_path / "linewatch.toml").write_text('actors = ["own.txt"]\n')
    (tmp_path / "own.txt").write_text("SAROVIA [SRV]\n")
    assert health._sound("own words", health._own_words) == Check("own words", "good", "own.txt")
    (tmp_path / "own.txt").write_text("SAROVIA [SRV\n")
    assert health._sound("own words", health._own_words).value == "LW305 own.txt:1"
