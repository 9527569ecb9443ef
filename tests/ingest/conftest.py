"""One page reader for all tests of the room, as its child takes a second to start; and what the room logs."""

import logging
from collections.abc import Iterator

import pytest

from linewatch.ingest.pages import PageReader


@pytest.fixture(scope="session")
def pages() -> Iterator[PageReader]:
    with PageReader(timeout_s=10) as reader:
        yield reader


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """What the room logs from level info up."""
    room, kept = logging.getLogger("linewatch.ingest"), _Kept()
    room.addHandler(kept)
    level, room.level = room.level, logging.INFO
    yield kept.records
    room.removeHandler(kept)
    room.setLevel(level)
