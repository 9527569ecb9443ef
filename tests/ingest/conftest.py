"""One page reader for all tests of the room: its child takes a second to start."""

from collections.abc import Iterator

import pytest

from linewatch.ingest.pages import PageReader


@pytest.fixture(scope="session")
def pages() -> Iterator[PageReader]:
    with PageReader(timeout_s=10) as reader:
        yield reader
