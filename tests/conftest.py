"""A PostgreSQL server for all tests of the store that ask for one; they are skipped where none can be had."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from tests.store.servers import Server, reason_for_none


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the server; it is stopped when all tests are done."""
    reason = reason_for_none()
    if reason:
        pytest.skip(reason)
    pytest.importorskip("psycopg", reason="the driver is not installed: linewatch[postgres]")
    try:
        running = Server()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"PostgreSQL does not start here: {error.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    yield running
    running.stop()
