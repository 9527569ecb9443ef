import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import DocumentError, SourceError
from linewatch.ingest import streams
from linewatch.ingest.streams import (
    byte_lines,
    file_chunks,
    gzip_chunks,
    read_whole,
    split_head,
    stdin_chunks,
    zip_chunks,
)


@given(st.binary(max_size=200).map(lambda data: data.replace(b"b", b"\n")), st.integers(1, 9))
def test_lines_do_not_depend_on_the_chunks(data: bytes, size: int) -> None:
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    lines = list(byte_lines(chunks, max_bytes=1_000))
    assert lines == [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line]


def test_a_long_line_is_none_and_the_next_is_read() -> None:
    assert list(byte_lines([b"ab\nabc", b"def\nab"], max_bytes=3)) == [(1, b"ab"), (2, None), (3, b"ab")]


def test_a_document_over_the_limit_is_refused_before_it_is_read_whole() -> None:
    taken = []
    chunks = (taken.append(n) or b"x" * 10 for n in range(100))
    with pytest.raises(DocumentError) as caught:
        read_whole(chunks, max_bytes=25)
    assert caught.value.code == "LW205"
    assert len(taken) == 3


def test_the_head_is_seen_and_nothing_is_lost() -> None:
    head, chunks = split_head(iter([b"ab", b"cd"]))
    assert head == b"abcd"
    assert b"".join(chunks) == b"abcd"
    big = [b"x" * 5_000, b"y" * 5_000]
    head, chunks = split_head(iter(big))
    assert head == big[0]
    assert list(chunks) == big


def test_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n"))
    assert b"".join(gzip_chunks(path)) == b"one\ntwo\n"
    assert b"".join(file_chunks(path)) == path.read_bytes()


def test_a_missing_file_is_a_source_error(tmp_path: Path) -> None:
    for chunks in (file_chunks(tmp_path / "no.txt"), gzip_chunks(tmp_path / "no.gz")):
        with pytest.raises(SourceError) as caught:
            next(chunks)
        assert caught.value.code == "LW102"


PACKED = gzip.compress(b"some text of a report " * 50)


@pytest.mark.parametrize("data", [PACKED[:-9], b"plain text", PACKED[:12] + b"\0" + PACKED[13:]])
def test_damaged_gzip_is_a_source_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        list(gzip_chunks(path))
    assert caught.value.code == "LW102"
    assert "gzip" in caught.value.reason


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SMALLEST_BOMB_BYTES", 100_000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 5_000_000))
    with pytest.raises(DocumentError) as caught:
        list(gzip_chunks(path))
    assert caught.value.code == "LW205"


def test_a_zip_file_with_one_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("folder/", "")
        packed.writestr("folder/a.csv", "one\ntwo\n")
    assert b"".join(zip_chunks(path)) == b"one\ntwo\n"


@pytest.mark.parametrize("names", [(), ("a", "b")])
def test_a_zip_file_with_another_number_of_files_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "words")
    with pytest.raises(SourceError, match=f"holds {len(names)} files"):
        list(zip_chunks(path))


def test_damaged_zip_files_and_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", b"\n" * 5_000_000)
    monkeypatch.setattr(streams, "SMALLEST_BOMB_BYTES", 100_000)
    with pytest.raises(DocumentError, match="LW205"):
        list(zip_chunks(path))
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(SourceError, match="LW102"):
        list(zip_chunks(path))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Two boats")))
    assert b"".join(stdin_chunks()) == b"Two boats"
