"""Each promise of the manual names tests that exist, and each test of stores and crashes stands for a promise."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")][1:]
NAMED = {name for *_, tests in ROWS for name in re.findall(r"`(tests/[\w/]+\.py)`", tests)}


def test_every_promise_has_a_test_that_exists() -> None:
    assert ROWS
    for *_, tests in ROWS:
        assert re.search(r"`tests/", tests)
    assert [name for name in sorted(NAMED) if not (ROOT / name).is_file()] == []


def test_every_test_of_crashes_and_of_the_contract_stands_for_a_promise() -> None:
    folders = (ROOT / "tests" / "crash", ROOT / "tests" / "store" / "contract")
    found = {str(path.relative_to(ROOT)) for folder in folders for path in folder.glob("test_*.py")}
    assert found - NAMED == set()
