"""Gold files that cannot be read end in one coded error."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.evaluation.goldfiles import read_lines, read_records


def test_a_missing_file_has_a_code_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="LW101"):
        list(read_lines(tmp_path / "nowhere.jsonl"))


def test_a_folder_is_no_gold_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="LW102"):
        list(read_lines(tmp_path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("latin.jsonl", "é".encode("latin-1")),
        ("plain.gz", b"not packed"),
        ("cut.gz", gzip.compress(b"line\n" * 100)[:-9]),
        ("broken.gz", gzip.compress(b"line\n" * 100)[:10] + b"\xff" * 40),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=f"LW102 .*{name}"):
        list(read_lines(path))


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": 1', "[" * 100_000, '"x"'])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": 1}}\n\n{line}\n', encoding="utf-8")
    records = read_records(path, dict)
    assert next(records) == (1, {"id": 1})
    with pytest.raises(SourceError, match=r"LW102 .*gold\.jsonl:3"):
        next(records)
