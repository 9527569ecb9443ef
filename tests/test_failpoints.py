"""A failpoint kills the program where and when it is asked to, and does nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linewatch.failpoints import reach

SOURCES = Path(__file__).parents[1] / "src"
PROGRAM = """
from linewatch.failpoints import reach
for number in range(5):
    print(number, flush=True)
    reach("a.point")
    reach("another.point")
"""


@pytest.mark.parametrize(
    ("failpoint", "said"),
    [("a.point", 1), ("a.point:1", 1), ("a.point:3", 3), ("another.point:4", 4), ("a.point:9", 5), ("a", 5)],
)
def test_the_program_dies_at_the_point(failpoint: str, said: int) -> None:
    environment = {"LINEWATCH_FAILPOINT": failpoint, "PYTHONPATH": str(SOURCES)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str(number) for number in range(said)]
    assert (done.returncode == -signal.SIGKILL) is (said < 5)


def test_without_being_asked_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINEWATCH_FAILPOINT", raising=False)
    reach("a.point")
