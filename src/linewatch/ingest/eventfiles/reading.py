"""The one door of the importers: files of a format in, coded articles and rejections out, row by row.

A row that cannot be read is a rejection under ``file:line`` and the reading goes on. A row whose kind of event PLOVER
does not have (a comment, an appeal) is counted and passed over: that is no fault of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from linewatch.errors import DocumentError, SourceError, UsageError
from linewatch.ingest.eventfiles import acled, gdelt, mending, polecat, ucdp
from linewatch.ingest.eventfiles.forms import Form, read_form
from linewatch.ingest.eventfiles.reports import Told, make_report
from linewatch.ingest.eventfiles.rows import (
    Row,
    check_header,
    make_row,
    numbered_lines,
    split_csv,
    split_header,
    wrong_width,
)
from linewatch.ingest.sources import reject
from linewatch.records import CodedArticle, Rejection
from linewatch.settings import Settings

Lines = Iterator[tuple[int, str]]
Rows = Iterator[Row | DocumentError]

_TELL: Final[dict[str, Callable[[Row], Told | None]]] = {
    "acled": acled.tell,
    "ucdp": ucdp.tell,
    "gdelt": gdelt.tell,
    "polecat": polecat.tell,
}
FORMATS: Final = tuple(_TELL)


@dataclass(slots=True)
class Tally:
    """What a reading has passed over so far: rows whose kind of event PLOVER does not have."""

    other_kinds: int = 0


def read_event_files(
    kind: str, paths: Iterable[str | Path], *, settings: Settings, tally: Tally | None = None
) -> Iterator[CodedArticle | Rejection]:
    """Yield the coded article of each row of the files, or the rejection that says why there is none.

    Args:
        kind: acled, ucdp, gdelt or polecat.

    Raises:
        UsageError: LW001 there is no such format.
    """
    if kind not in _TELL:
        raise UsageError("LW001", f"there is no importer {kind!r}; use {', '.join(FORMATS)}", "import")
    return _read_files(kind, paths, settings, tally or Tally())


def _read_files(
    kind: str, paths: Iterable[str | Path], settings: Settings, tally: Tally
) -> Iterator[CodedArticle | Rejection]:
    for path in paths:
        try:
            yield from _read_file(read_form(kind), Path(path), settings, tally)
        except (SourceError, DocumentError) as error:
            yield reject(str(path), error)


def _read_file(form: Form, path: Path, settings: Settings, tally: Tally) -> Iterator[CodedArticle | Rejection]:
    lines = numbered_lines(path, max_bytes=settings.max_file_bytes)
    split = {"gdelt": gdelt.split_rows, "polecat": mending.split_rows}.get(form.kind, _split_rows)
    for number, row in split(form, str(path), lines):
        try:
            if isinstance(row, DocumentError):
                raise row
            told = _TELL[form.kind](row)
            if told is None:
                tally.other_kinds += 1
                continue
            yield make_report(form, row, told)
        except DocumentError as error:
            yield reject(f"{path}:{number}", error)


def _split_rows(form: Form, path: str, lines: Lines) -> Iterator[tuple[int, Row | DocumentError]]:
    """Yield the rows of a file with a header, whose cells may be quoted."""
    separator, header, rest = split_header(form, lines)
    names = form.names_in(header)
    check_header(form, names)
    for number, cells in split_csv(rest, separator):
        if cells is None or len(cells) != len(header):
            yield number, wrong_width(len(cells or ()), len(header))
        else:
            yield number, make_row(f"{path}:{number}", header, cells, names)
