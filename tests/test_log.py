"""The log goes to stderr, in the form and from the level that the user set."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from linewatch.log import start_logging


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_json_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", as_json=True)
    structlog.get_logger().info("passed over", path="a.zip")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err) == {"event": "passed over", "path": "a.zip", "level": "info"}


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("warning")
    structlog.get_logger().info("passed over")
    structlog.get_logger().warning("cut short")
    talk = capsys.readouterr().err
    assert "cut short" in talk
    assert "passed over" not in talk
