"""The door of the importers: files that are missing, empty, packed, of another kind; the same ids each time."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.ingest.eventfiles import FORMATS, read_event_files
from linewatch.records import CodedArticle, Rejection
from linewatch.settings import Settings
from tests.ingest.eventfiles.files import ACLED, GDELT, POLECAT, UCDP, cells_of, csv_text, lines, read

TEXTS = {
    "acled": csv_text([ACLED]),
    "ucdp": csv_text([UCDP]),
    "gdelt": lines(cells_of(GDELT, "gdelt")),
    "polecat": lines(list(POLECAT), list(POLECAT.values())),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_file_gives_the_same_records(tmp_path: Path, kind: str) -> None:
    first, second = (read(kind, tmp_path / name, TEXTS[kind]) for name in ("one", "two"))
    assert first == second
    assert isinstance(first[0], CodedArticle)


@pytest.mark.parametrize("kind", FORMATS)
def test_packed_files_marks_and_windows_line_ends_are_read(tmp_path: Path, kind: str) -> None:
    text = "\ufeff" + TEXTS[kind].replace("\n", "\r\n") if kind != "gdelt" else TEXTS[kind].replace("\n", "\r\n")
    (coded,) = read(kind, tmp_path / "file.gz", gzip.compress(text.encode()))
    assert isinstance(coded, CodedArticle)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", ["", "\n\n", "one,two\n1,2\n", "{}\n"])
def test_a_file_of_no_such_kind_is_refused(tmp_path: Path, kind: str, text: str) -> None:
    found = read(kind, tmp_path / "file", text)
    assert all(isinstance(item, Rejection) and item.code == "LW105" for item in found)
    assert len(found) == (0 if kind == "gdelt" and not text.strip() else 1)


def test_a_missing_file_does_not_keep_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "there").write_text(TEXTS["acled"])
    found = list(read_event_files("acled", [tmp_path / "gone", tmp_path / "there"], settings=Settings()))
    assert isinstance(found[0], Rejection)
    assert found[0].code == "LW101"
    assert isinstance(found[1], CodedArticle)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="use acled, ucdp, gdelt, polecat"):
        read_event_files("icews", [tmp_path], settings=Settings())


def test_windows_letters_are_read(tmp_path: Path) -> None:
    text = csv_text([{**ACLED, "location": "Sévan"}]).encode("cp1252")
    (coded,) = read("acled", tmp_path / "a.csv", text)
    assert isinstance(coded, CodedArticle)
    assert coded.places[0].name == "Sévan"


def test_binary_signs_are_refused_for_their_row_alone(tmp_path: Path) -> None:
    text = csv_text([{**ACLED, "notes": "a\0b"}, ACLED])
    bad, good = read("acled", tmp_path / "a.csv", text)
    assert isinstance(bad, Rejection)
    assert bad.code == "LW202"
    assert isinstance(good, CodedArticle)


def test_a_row_of_another_width_is_told_with_its_line(tmp_path: Path) -> None:
    text = csv_text([{**ACLED, "notes": "x"}]) + "1,2,3\n" + csv_text([{**ACLED, "notes": "y"}]).split("\n", 1)[1]
    found = read("acled", tmp_path / "a.csv", text)
    assert [item.source.rpartition(":")[2] for item in found if isinstance(item, Rejection)] == ["3"]
    assert len(found) == 3


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([{**ACLED, "notes": "x" * 5_000}]))
    (bad,) = read_event_files("acled", [tmp_path / "a.csv"], settings=Settings(max_file_bytes=1_000))
    assert isinstance(bad, Rejection)
    assert bad.code == "LW205"
