"""The child process that takes HTML pages apart: it may be killed at any moment, and nothing is lost but the page.

Takes pages as UTF-8 frames on standard input, gives a `Page` in MessagePack for each. It never touches the network:
trafilatura and htmldate get strings, never addresses. Started by `linewatch.ingest.pages`.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from typing import IO

import msgspec

from linewatch.ingest.frames import read_frame, write_frame

READY = b"ready"
LARGEST_MEMORY_BYTES = 1_500_000_000
LATEST_DAY = "2199-12-31"  # htmldate's own limit is today: a clock


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; `text` is None when no report was found. `day` is an ISO date."""

    text: str | None
    title: str | None
    day: str | None
    byline: str | None
    publisher: str | None
    url: str | None


def extract_page(html: str) -> Page:
    """Return the report on a page and what the page says about it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        html,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST_DAY},
    )
    if not isinstance(found, Document):  # None
        return Page(None, None, None, None, None, None)
    return Page(found.text, found.title, found.date, found.author, found.sitename, found.url)


def serve(pages: IO[bytes], answers: IO[bytes], timeout_s: float) -> None:
    """Answer pages until the pipe closes. Past the timeout the process dies, in case that its parent is gone."""
    extract_page("<html><body><p>warm</p></body></html>")
    _limit_memory()
    write_frame(answers, READY)
    while (html := read_frame(pages)) is not None:
        signal.setitimer(signal.ITIMER_REAL, timeout_s)
        page = extract_page(html.decode("utf-8"))
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, msgspec.msgpack.encode(page))


def _limit_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = LARGEST_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(hard, LARGEST_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def main() -> None:
    """Serve on the standard streams; what a library prints goes to standard error, never into the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        serve(sys.stdin.buffer, answers, float(sys.argv[1]))


if __name__ == "__main__":
    main()
