"""The life of a child process that takes strangers' documents apart: it may be killed at any moment.

Takes documents as frames on standard input and gives an answer for each. Its memory is limited, and past the time limit
it dies by itself, in case that its parent is gone. `linewatch.ingest.worker_process` is its parent.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import IO

from linewatch.ingest.frames import read_frame, write_frame

READY = b"ready"
LARGEST_MEMORY_BYTES = 1_500_000_000


def serve(work: Callable[[bytes], bytes], documents: IO[bytes], answers: IO[bytes], timeout_s: float) -> None:
    """Answer documents until the pipe closes."""
    _limit_memory()
    write_frame(answers, READY)
    while (document := read_frame(documents)) is not None:
        signal.setitimer(signal.ITIMER_REAL, timeout_s)
        answer = work(document)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, answer)


def run_worker(work: Callable[[bytes], bytes], *, warm_up: bytes) -> None:
    """Serve on the standard streams; what a library prints goes to standard error, never into the answers.

    Args:
        warm_up: a small document, which makes the libraries load before the time counts.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        work(warm_up)
        serve(work, sys.stdin.buffer, answers, float(sys.argv[1]))


def _limit_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = LARGEST_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(hard, LARGEST_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
