"""The child process that takes HTML pages apart: it may be killed at any moment, and nothing is lost but the page.

Takes pages as UTF-8 frames on standard input, gives a `Page` in MessagePack for each. It never touches the network:
trafilatura and htmldate get strings, never addresses. Started by `linewatch.ingest.pages`.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from linewatch.ingest.worker import run_worker

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


def answer_page(html: bytes) -> bytes:
    """Return the `Page` of a page in UTF-8, as MessagePack."""
    return msgspec.msgpack.encode(extract_page(html.decode("utf-8")))


if __name__ == "__main__":
    run_worker(answer_page, warm_up=b"<html><body><p>warm</p></body></html>")
