"""A killed watch loses no alert: each is delivered at least once, and once where receivers drop what they know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linewatch.store import Store

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, types
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

fake = types.ModuleType("linewatch.watch")
sys.modules["linewatch.watch"] = fake

from linewatch import failpoints
from linewatch.notify import Webhook, deliver
from linewatch.run import watch_store
from linewatch.settings import Settings
from linewatch.store import Store
from tests.factories import make_corpus
from tests.registers import NOW, watch_lines

fake.watch_lines = watch_lines
received = Path(sys.argv[2])

class Answer:
    status = 204

def post(url, body, headers, *, timeout_s):
    with received.open("a") as file:
        file.write(headers["webhook-id"] + "\\n")
    failpoints.reach("receiver.has_it")
    return Answer()

hook = Webhook("https://example.org/hook", post)
corpus = make_corpus(6)
with Store.open(sys.argv[1], create=True) as store:
    for count in (3, 6):
        store.save(corpus[:count])
        watch_store(store, Settings(), now=NOW, channels=[hook.name])
        deliver(store, [hook], clock=lambda: NOW)
"""
POINTS = [
    "watch.after_commit",
    "watch.after_commit:2",
    *(f"notify.before_send:{time}" for time in (1, 2, 6)),
    *(f"receiver.has_it:{time}" for time in (1, 4)),
    *(f"notify.after_send:{time}" for time in (1, 3, 6)),
]


def run(path: Path, received: Path, failpoint: str = "") -> int:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "LINEWATCH_FAILPOINT": failpoint}
    return subprocess.run([sys.executable, "-c", PROGRAM, path, received], env=environment, check=False).returncode


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_loses_no_alert(tmp_path: Path, point: str) -> None:
    path, received = tmp_path / "run.db", tmp_path / "received.txt"
    assert run(path, received, point) == -signal.SIGKILL
    assert run(path, received) == 0
    ids = received.read_text("utf-8").split()
    with Store.open(path) as store:
        raised = [alert.alert_id for alert in store.load_alerts()]
        assert store.load_waiting() == ()
    assert len(raised) == 6
    assert sorted(set(ids)) == sorted(raised)
    assert list(dict.fromkeys(ids)) == raised  # in order, each time for the first time
    assert len(ids) - len(raised) == (1 if point.startswith(("receiver", "notify.after_send")) else 0)


def test_two_kills_in_a_row_are_no_different(tmp_path: Path) -> None:
    path, received = tmp_path / "run.db", tmp_path / "received.txt"
    for point in ("watch.after_commit", "notify.after_send", "receiver.has_it:2"):
        assert run(path, received, point) == -signal.SIGKILL
    assert run(path, received) == 0
    ids = received.read_text("utf-8").split()
    assert len(set(ids)) == 6
    assert len(ids) == 8
