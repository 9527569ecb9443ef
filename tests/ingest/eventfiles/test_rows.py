"""Lines to cells: quoted line ends, headers that are none, widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import DocumentError, SourceError
from linewatch.ingest.eventfiles.forms import read_form
from linewatch.ingest.eventfiles.rows import (
    check_header,
    make_row,
    numbered_lines,
    split_csv,
    split_header,
    wrong_width,
)

ACLED = read_form("acled")


def test_a_record_stands_at_the_line_where_it_ends() -> None:
    lines = enumerate(["a,b", '"one', 'two",c', "d,e"], 1)
    assert list(split_csv(lines, ",")) == [(1, ["a", "b"]), (3, ["one\ntwo", "c"]), (4, ["d", "e"])]


def test_a_cell_without_end_is_told_and_ends_the_reading() -> None:
    lines = enumerate(["a,b", '"' + "x" * 200_000, "c,d"], 1)
    assert list(split_csv(lines, ","))[1][1] is None


def test_the_separator_is_the_one_that_occurs_most() -> None:
    assert split_header(ACLED, iter([(1, "\ufeffevent_date;actor1,2;event_type")]))[:2] == (
        ";", ["event_date", "actor1,2", "event_type"],
    )  # fmt: skip


@pytest.mark.parametrize("lines", [[], [(1, "a\rb,c")]])
def test_a_first_line_that_is_no_header_is_refused(lines: list[tuple[int, str]]) -> None:
    with pytest.raises(SourceError, match="LW105"):
        split_header(ACLED, iter(lines))


def test_a_column_that_lacks_is_named() -> None:
    with pytest.raises(SourceError, match="no column event_date, actor1;"):
        check_header(ACLED, {"event_type": "EVENT_TYPE"})


def test_cells_that_say_nothing_are_left_out_and_blanks_folded() -> None:
    row = make_row("f:1", ["one ", "two", "three", ""], [" a\n b ", "NaN", "-99", "x"], {"first": "one "})
    assert row.cells == {"one": "a b"}
    assert (row.get("first"), row.get("second")) == ("a b", "")


def test_lines_are_numbered_and_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"one\r\n\ncaf\xe9\n")
    assert list(numbered_lines(tmp_path / "f", max_bytes=100)) == [(1, "one"), (3, "café")]
    with pytest.raises(SourceError, match="LW101"):
        list(numbered_lines(tmp_path / "g", max_bytes=100))


def test_the_error_of_a_width_tells_both() -> None:
    error = wrong_width(3, 40)
    assert isinstance(error, DocumentError)
    assert "3 cells where 40 columns" in str(error)
