"""Cells to days, numbers and points."""

from __future__ import annotations

from datetime import date

import pytest

from linewatch.errors import DocumentError
from linewatch.ingest.eventfiles.rows import Row
from linewatch.ingest.eventfiles.values import count_in, day_in, number_in, point_in, widened


def row_of(**cells: str) -> Row:
    return Row("file:1", cells, {name: name for name in cells})


@pytest.mark.parametrize(
    "words",
    [
        "2031-03-04",
        "20310304",
        "4 March 2031",
        "04-March-2031",
        "2031-03-04 00:00:00.000",
        "2031-03-04T10:00:00Z",
        "20310304121500",
    ],
)
def test_days_are_read_as_files_write_them(words: str) -> None:
    assert day_in(row_of(day=words), "day") == date(2031, 3, 4)


@pytest.mark.parametrize("words", ["03/04/2031", "2031-13-01", "2031", "x"])
def test_a_day_is_never_guessed(words: str) -> None:
    with pytest.raises(DocumentError, match="LW213"):
        day_in(row_of(day=words), "day")


def test_empty_is_none() -> None:
    assert day_in(row_of(), "day") is number_in(row_of(), "n") is count_in(row_of(), "n") is point_in(row_of()) is None


def test_numbers() -> None:
    assert (number_in(row_of(n="-1.5e1"), "n"), count_in(row_of(n="3.0"), "n")) == (-15.0, 3)


def test_a_number_that_no_table_can_hold_is_refused() -> None:
    with pytest.raises(DocumentError, match="too large"):
        count_in(row_of(n="9e15"), "n")
    with pytest.raises(DocumentError, match="is no number"):
        count_in(row_of(n="1e999"), "n")


def test_a_day_stands_for_its_week_month_or_year() -> None:
    day = date(2032, 2, 10)
    ends = [(widened(day, kind).from_on, widened(day, kind).until_on) for kind in ("day", "week", "month", "year")]  # type: ignore[arg-type]
    assert ends == [
        (day, day),
        (date(2032, 2, 7), date(2032, 2, 13)),
        (date(2032, 2, 1), date(2032, 2, 29)),
        (date(2032, 1, 1), date(2032, 12, 31)),
    ]
