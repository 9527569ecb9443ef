"""An event file → rows of cells under the file's own names. Nothing here knows what a row means.

Lines come as they are needed, so a file of any length fits. A line that is no UTF-8 is taken as Windows-1252, in which
older releases were saved.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from linewatch.errors import DocumentError, SourceError
from linewatch.ingest.eventfiles.forms import Form, event_tables
from linewatch.ingest.streams import byte_lines, file_chunks, gzip_chunks, zip_chunks

LONGEST_CELL_CHARS = 131_072
Cells = list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, its cells that say something, and our names of their columns."""

    source: str
    cells: Mapping[str, str]
    names: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return the cell of a column by our name; empty where there is none."""
        return self.cells.get(self.names.get(name, ""), "")


def numbered_lines(path: Path, *, max_bytes: int) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not empty.

    Raises:
        SourceError: LW101 there is no such file; LW102 it cannot be read.
        DocumentError: LW205 a line is longer than `max_bytes`, or a packed file is a bomb.
    """
    if not path.exists():
        raise SourceError("LW101", "the path does not exist; check its spelling", "import")
    chunks = {".gz": gzip_chunks, ".zip": zip_chunks}.get(path.suffix.lower(), file_chunks)(path)
    for number, line in byte_lines(chunks, max_bytes=max_bytes):
        if line is None:
            raise DocumentError("LW205", f"line {number} is longer than {max_bytes:,} bytes; split it", "import")
        yield number, _decode(line)


def split_header(form: Form, lines: Iterator[tuple[int, str]]) -> tuple[str, Cells, Iterator[tuple[int, str]]]:
    """Return the separator, the cells of the first line, and the lines after it.

    Raises:
        SourceError: LW105 the file is empty, or its first line no line of columns.
    """
    first = next(lines, None)
    if first is None:
        raise SourceError("LW105", f"the file is empty; give a file of {form.label}", "import")
    separator = max(form.separators, key=first[1].count)
    try:
        header = next(csv.reader([first[1].removeprefix("\ufeff")], delimiter=separator))
    except csv.Error as error:
        reason = f"its first line cannot be split into columns ({error}); give a file of {form.label}"
        raise SourceError("LW105", reason, "import") from error
    return separator, header, chain(lines)


def check_header(form: Form, names: Mapping[str, str]) -> None:
    """Refuse a file that lacks a column without which no row can be read.

    Raises:
        SourceError: LW105.
    """
    lost = [form.columns[name][0] for name in form.needed if name not in names]
    if lost:
        reason = f"the file has no column {', '.join(lost)}; give a file of {form.label} with its header"
        raise SourceError("LW105", reason, "import")


def split_csv(lines: Iterable[tuple[int, str]], separator: str) -> Iterator[tuple[int, Cells | None]]:
    """Yield line number and cells of each record of a CSV file; None where they cannot be told apart."""
    at = 0

    def texts() -> Iterator[str]:
        nonlocal at
        for at, line in lines:  # noqa: B007 (the number is read below)
            yield line + "\n"

    csv.field_size_limit(LONGEST_CELL_CHARS)  # one number for the process; tables of articles set another
    reader = csv.reader(texts(), delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield at, None
            continue
        yield at, cells


def make_row(source: str, header: Sequence[str], cells: Sequence[str], names: Mapping[str, str]) -> Row:
    """Return a row of as many cells as the header has; blanks are folded, cells that say nothing left out."""
    nothing = frozenset(event_tables()["empty"])
    folded = ((_fold(name), _fold(cell)) for name, cell in zip(header, cells, strict=True))
    told = {name: cell for name, cell in folded if name and cell.lower() not in nothing}
    return Row(source, told, {ours: _fold(name) for ours, name in names.items()})


def wrong_width(found: int, wanted: int) -> DocumentError:
    """Return the error of a row that has not a cell for each column."""
    return DocumentError("LW212", f"the row has {found} cells where {wanted} columns are; mend it", "import")


def _fold(words: str) -> str:
    return " ".join(words.split())


def _decode(line: bytes) -> str:
    line = line.removesuffix(b"\r")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
