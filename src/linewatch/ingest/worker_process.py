"""A worker seen from outside: start it, ask it, kill it when it is late. POSIX."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Timer
from typing import Self

import linewatch
from linewatch.errors import BugError
from linewatch.ingest.frames import read_frame, write_frame
from linewatch.ingest.worker import READY

PAGE_WORKER = "linewatch.ingest.page_worker"
LONGEST_START_S = 120.0  # a cold disk on a busy machine; no page waits in this time
ORPHAN_FACTOR = 3  # a worker whose parent died in the middle of a page ends itself after so many time limits


class WorkerProcess:
    """One running worker.

    Args:
        timeout_s: longest time for one document.
        module: what it runs, one that calls `run_worker`.

    Raises:
        BugError: LW901 when it cannot be started.
    """

    def __init__(self, timeout_s: float, module: str = PAGE_WORKER) -> None:
        self._timeout_s = timeout_s
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(timeout_s * ORPHAN_FACTOR)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _module_path()},
        )
        try:
            is_ready = self._exchange(None, LONGEST_START_S) == READY
        except (EOFError, TimeoutError):
            is_ready = False
        if not is_ready:
            self.kill()
            reason = f"the worker does not start; run `python -m {module} 10` to see why"
            raise BugError("LW901", reason, "extract")

    def ask(self, payload: bytes) -> bytes:
        """Return the worker's answer.

        Raises:
            TimeoutError: it took longer than the limit and was killed.
            EOFError: it died.
        """
        return self._exchange(payload, self._timeout_s)

    def kill(self) -> None:
        """End the worker and give back its pipes."""
        self._process.kill()
        self._process.communicate()

    def _exchange(self, payload: bytes | None, timeout_s: float) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None  # both are pipes
        is_late = Event()
        clock = Timer(timeout_s, self._stop_late, (is_late,))
        clock.daemon = True
        clock.start()
        try:
            if payload is not None:
                write_frame(self._process.stdin, payload)
            answer = read_frame(self._process.stdout)
        except BrokenPipeError:
            answer = None
        finally:
            clock.cancel()
        if answer is None:
            raise TimeoutError if is_late.is_set() else EOFError
        return answer

    def _stop_late(self, is_late: Event) -> None:
        is_late.set()
        self._process.kill()


class LastingWorker:
    """A worker that is started when it is first asked, and anew after a death. A context manager: it ends with it."""

    def __init__(self, timeout_s: float, module: str = PAGE_WORKER) -> None:
        self.timeout_s = timeout_s
        self._module = module
        self._worker: WorkerProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def ask(self, payload: bytes) -> bytes:
        """Return the worker's answer.

        Raises:
            TimeoutError: it took longer than the limit.
            EOFError: it died.
            BugError: LW901 when it cannot be started.
        """
        self._worker = self._worker or WorkerProcess(self.timeout_s, self._module)
        try:
            return self._worker.ask(payload)
        except (TimeoutError, EOFError):
            self.close()
            raise


def _module_path() -> str:
    home = str(Path(linewatch.__file__).resolve().parent.parent)
    return os.pathsep.join([*(entry for entry in sys.path if entry), home])
