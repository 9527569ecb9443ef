"""What all tests share: a PostgreSQL server for those that ask for one (skipped where none can be had), and no clock.

A busy machine makes every test slow, so hypothesis neither times an example nor minds that making one takes long.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.store.servers import Server, reason_for_none

settings.register_profile("linewatch", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("linewatch")


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
