"""The errors that were read: the form of the file and its table, and that the records exist where the sets do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.accuracy import ROOT, read_sets
from benchmarks.readerrors import KINDS, ReadError, make_read_table, read_errors

SHARED = ROOT.parent / "shared"
CORPORA = ("wikinews", "te3_silver")
CAUSES, ERRORS = read_errors()


def test_at_least_fifty_errors_stand_under_closed_lists() -> None:
    assert len(ERRORS) >= 50
    assert {error.what for error in ERRORS} <= set(KINDS)
    assert {error.cause for error in ERRORS} == set(CAUSES)
    assert {error.set for error in ERRORS} <= {entry.name for entry in read_sets()} | set(CORPORA)


def test_notes_are_short_and_no_error_stands_twice() -> None:
    assert all(0 < len(error.note.split()) <= 10 for error in ERRORS)
    assert len({(error.id, error.note) for error in ERRORS}) == len(ERRORS)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sets are not at hand")
@pytest.mark.parametrize("name", sorted({error.set for error in ERRORS}))
def test_the_records_exist(name: str) -> None:
    files = {entry.name: SHARED / entry.gold for entry in read_sets()}
    known = set(_ids(files.get(name, SHARED / "corpora" / f"{name}.jsonl.gz")))
    assert {error.id for error in ERRORS if error.set == name} <= known


def test_the_table_counts_and_names_them() -> None:
    errors = [
        ReadError("GSR", "PLOVER-GSR01-AID-0001", "missed", "b", "no entry"),
        ReadError("X", "1", "invented", "b", "n"),
    ]
    text = make_read_table({"a": "never", "b": "often"}, errors)
    assert "| b: often | 1 |  |  | 1 | 2 |\n| a: never |  |  |  |  | 0 |" in text
    assert "- **b**: GSR AID-0001 (missed: no entry); X 1 (invented: n)." in text


def _ids(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield str(json.loads(line)["id"])
