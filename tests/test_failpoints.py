"""A point does nothing unless the environment names it; then the process is killed there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linewatch import failpoints

SRC = Path(__file__).parents[1] / "src"
PROGRAM = """
from linewatch import failpoints
for number in range(3):
    failpoints.reach("here")
    print(number, flush=True)
"""


@pytest.mark.parametrize(
    ("wanted", "told", "code"),
    [
        ("here", "", -signal.SIGKILL),
        ("here:2", "0\n", -signal.SIGKILL),
        ("here:9", "0\n1\n2\n", 0),
        ("there", "0\n1\n2\n", 0),
        ("", "0\n1\n2\n", 0),
    ],
)
def test_the_named_point_ends_the_program(wanted: str, told: str, code: int) -> None:
    environment = {"PYTHONPATH": str(SRC), "LINEWATCH_FAILPOINT": wanted}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == (told, code)


def test_without_the_variable_nothing_is_even_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINEWATCH_FAILPOINT", raising=False)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("killed"))
    failpoints.reach("here")
    assert not failpoints._reached
