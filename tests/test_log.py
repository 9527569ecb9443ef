"""The log goes to stderr, in the form and from the level that the user set; a library is silent."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from linewatch.log import ROOT, get_log, start_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger(ROOT)
    before = (root.handlers[:], root.level, root.propagate)
    root.handlers[:], root.level, root.propagate = [], logging.NOTSET, True
    yield
    root.handlers[:], root.level, root.propagate = before
    structlog.reset_defaults()


def test_json_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", as_json=True)
    get_log("linewatch.ingest").info("passed over", path="a.zip")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err) == {"event": "passed over", "path": "a.zip", "level": "info"}


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("warning")
    get_log("linewatch.ingest").info("passed over")
    get_log("linewatch.ingest").warning("cut short", at=2_000)
    talk = capsys.readouterr().err
    assert "cut short" in talk
    assert "2000" in talk
    assert "passed over" not in talk


def test_plain_structlog_goes_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", as_json=True)
    structlog.get_logger("linewatch.ingest").info("passed over")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["event"] == "passed over"


def test_a_library_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    get_log("linewatch.ingest").warning("cut short")
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_an_applications_own_logging_gets_the_words(caplog: pytest.LogCaptureFixture) -> None:
    get_log("linewatch.ingest").warning("cut short", at=2_000)
    [record] = caplog.records
    assert (record.name, record.message, record.__dict__["at"]) == ("linewatch.ingest", "cut short", 2_000)
