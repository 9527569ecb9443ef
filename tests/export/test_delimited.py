"""Text files read back by others: nothing in a cell is changed but what would break a line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.export import delimited
from linewatch.export.columns import Entry, entries_of, read_tables
from tests.factories import make_coded

EVIL = [
    "=1+1",
    "+7",
    "-2",
    "@cmd",
    'a "quoted" word',
    "tab\there",
    "two\nlines",
    "comma, semicolon;",
    "\u2028line",
    " ",
]


def entry_with(title: str) -> Entry:
    return next(entries_of(make_coded(title=title), "events"))


@pytest.mark.parametrize("title", EVIL)
def test_csv_gives_back_every_character(title: str) -> None:
    stream = io.StringIO(newline="")
    assert delimited.write_table_csv([entry_with(title)], read_tables()["events"], stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert row["title"] == title
    assert row["contexts"] == "military;territory"
    assert date.fromisoformat(row["from_on"]) == date(2031, 3, 4)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), min_size=1))
def test_csv_gives_back_any_text(title: str) -> None:
    stream = io.StringIO(newline="")
    delimited.write_table_csv([entry_with(title)], read_tables()["events"], stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert row["title"] == title


@pytest.mark.parametrize("title", EVIL)
def test_tabs_and_line_ends_become_blanks_where_tabs_separate(title: str) -> None:
    def row(entry: Entry) -> dict[str, object]:
        return {"one": entry.article.title, "two": 2}

    for write in (delimited.write_tsv, delimited.write_bare_tsv):
        stream = io.StringIO(newline="")
        assert write([entry_with(title)], row, ("one", "two", "three"), stream) == 1
        line = stream.getvalue().splitlines()[-1]
        assert len(line.split("\t")) == 3
        assert "\n" not in line


def test_what_has_no_row_is_left_out() -> None:
    stream = io.StringIO()
    assert delimited.write_csv([entry_with("a"), entry_with("b")], lambda _: None, ("one",), stream) == 0
    assert stream.getvalue() == "one\n"


def test_unknown_is_empty() -> None:
    coded = make_coded()
    event = replace(coded.events[0], fatalities=None)
    stream = io.StringIO()
    delimited.write_table_csv(entries_of(replace(coded, events=(event,)), "events"), read_tables()["events"], stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert row["fatalities_best"] == ""
