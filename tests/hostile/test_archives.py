"""Every hostile table and archive gives its codes, in bounded time and memory."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from linewatch.ingest import read_articles
from linewatch.records import Rejection
from linewatch.settings import Settings
from tests.hostile.archives import FILES

SETTINGS = Settings(html_timeout_s=2)
LONGEST_S = 8.0
LARGEST_GROWTH_KB = 150_000


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gives_its_codes(tmp_path: Path, name: str) -> None:
    make, expected = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    before_kb, started_s = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = [one.code if isinstance(one, Rejection) else "ok" for one in read_articles([str(path)], settings=SETTINGS)]
    assert time.perf_counter() - started_s < LONGEST_S
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < LARGEST_GROWTH_KB
    if "stray" in name:
        expected = expected * len(found)
    assert len(found) == len(expected)
    assert [code for code, allowed in zip(found, expected, strict=True) if code not in allowed.split("|")] == []
