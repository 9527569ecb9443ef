import signal
import time
from pathlib import Path

import msgspec
import pytest

from linewatch.errors import BugError
from linewatch.ingest import worker_process
from linewatch.ingest.page_worker import Page
from linewatch.ingest.worker import LARGEST_MEMORY_BYTES
from linewatch.ingest.worker_process import WorkerProcess


def test_a_worker_answers_dies_and_says_so() -> None:
    worker = WorkerProcess(timeout_s=10)
    answer = msgspec.msgpack.decode(worker.ask(b"<html><body></body></html>"), type=Page)
    assert answer.text in (None, "")
    worker.kill()
    assert worker._process.returncode is not None
    dying = WorkerProcess(timeout_s=10)
    dying._process.kill()
    dying._process.wait()
    with pytest.raises(EOFError):
        dying.ask(b"<html></html>")
    dying.kill()


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs Linux")
def test_a_worker_has_an_end_of_memory_and_leaves_ctrl_c_to_its_parent() -> None:
    worker = WorkerProcess(timeout_s=10)
    limits = Path(f"/proc/{worker._process.pid}/limits").read_text()
    worker._process.send_signal(signal.SIGINT)
    assert str(LARGEST_MEMORY_BYTES) in limits
    assert worker.ask(b"<html></html>")
    worker.kill()


def test_a_late_worker_is_killed() -> None:
    worker = WorkerProcess(timeout_s=0.3)
    links = "".join(f"<a href='/{n}'>link {n}</a> " for n in range(100_000))
    started_s = time.perf_counter()
    with pytest.raises(TimeoutError):
        worker.ask(f"<html><body>{links}</body></html>".encode())
    assert time.perf_counter() - started_s < 3
    assert worker._process.wait(timeout=3) == -9
    worker.kill()


def test_a_worker_that_does_not_start_is_our_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process.sys, "executable", "/bin/false")
    with pytest.raises(BugError) as caught:
        WorkerProcess(timeout_s=1)
    assert caught.value.code == "LW901"
