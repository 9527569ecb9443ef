"""Rows as lines of text: CSV and the tab-separated forms of POLECAT and GDELT.

Cells are evidence: nothing in them is changed, save that a tab or a line end inside a cell becomes a blank where tabs
separate cells, since readers of those forms know no escape. A cell that begins with = + - or @ is written as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from linewatch.export.columns import Entry, Table, flat

Row = Callable[[Entry], dict[str, Any] | None]

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_table_csv(entries: Iterable[Entry], table: Table, stream: IO[str]) -> int:
    """Write a table of records as CSV with a header, and return how many rows it has."""
    rows = ([flat(value) for value in table.values(entry)] for entry in entries)
    return _write(csv.writer(stream, lineterminator="\n"), table.names, rows)


def write_csv(entries: Iterable[Entry], row: Row, names: Sequence[str], stream: IO[str]) -> int:
    """Write rows of another form as CSV with a header; entries without a row are left out."""
    return _write(csv.writer(stream, lineterminator="\n"), names, _cells(entries, row, names))


def write_tsv(entries: Iterable[Entry], row: Row, names: Sequence[str], stream: IO[str]) -> int:
    """Write rows of another form with tabs and a header; a cell with a quotation mark is quoted as in CSV."""
    rows = (list(map(_on_one_line, cells)) for cells in _cells(entries, row, names))
    return _write(csv.writer(stream, "excel-tab", lineterminator="\n"), names, rows)


def write_bare_tsv(entries: Iterable[Entry], row: Row, names: Sequence[str], stream: IO[str]) -> int:
    """Write rows of another form with tabs, without header and without any quoting, as GDELT does."""
    count = 0
    for cells in _cells(entries, row, names):
        stream.write("\t".join(str(_on_one_line("" if cell is None else cell)) for cell in cells) + "\n")
        count += 1
    return count


def _cells(entries: Iterable[Entry], row: Row, names: Sequence[str]) -> Iterable[list[Any]]:
    made = (row(entry) for entry in entries)
    return ([cells.get(name) for name in names] for cells in made if cells is not None)


def _write(writer: Any, names: Sequence[str], rows: Iterable[list[Any]]) -> int:
    writer.writerow(names)
    count = 0
    for cells in rows:
        writer.writerow(cells)
        count += 1
    return count


def _on_one_line(cell: Any) -> Any:
    return _BREAKS.sub(" ", cell) if isinstance(cell, str) else cell
