"""CSV and TSV → articles: the first row names the columns, each other row is a report. Texts may have line breaks.

Quotes are those of spreadsheets and pandas: a field with the separator, a quote or a line break in it stands in double
quotes, and a quote inside is doubled.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import Any

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Request
from linewatch.ingest.corpora import read_records
from linewatch.ingest.knowledge import ingest_tables
from linewatch.records import Article, Rejection

SEPARATORS = ",;\t|"


def read_delimited(
    name: str, chunks: Iterable[bytes], request: Request, *, separator: str | None = None
) -> Iterator[Article | Rejection]:
    """Yield the article of each row, or its rejection under ``name:line``.

    Args:
        separator: between fields; the one that the first row has most of, unless given.

    Raises:
        SourceError: LW102 when the stream fails.
        DocumentError: LW201 no row; LW203 UTF-16; LW205 a line over `max_file_bytes`, or a bomb; LW218 no text column.
    """
    limit = request.settings.max_file_bytes
    csv.field_size_limit(limit)
    lines = _text_lines(chunks, limit)
    head = next(lines, "")
    if not head.strip():
        raise DocumentError("LW201", "the table is empty; give one with a row of names", "read")
    separator = separator or max(SEPARATORS, key=head.count)
    names = next(csv.reader([head], delimiter=separator), [])
    refuse_textless(names, request)
    yield from read_records(name, _rows(name, lines, [one.strip() for one in names], separator), request)


def refuse_textless(names: Iterable[str], request: Request) -> None:
    """Refuse a table that has no column of text.

    Raises:
        DocumentError: LW218.
    """
    wanted = text_keys(request)
    known = list(names)
    if not any(key in (one.strip() for one in known) for key in wanted):
        columns = ", ".join(one.strip()[:40] for one in known[:12])
        reason = f"no column is called {' or '.join(wanted)}, only {columns}; name it with --field text=COLUMN"
        raise DocumentError("LW218", reason, "parse")


def text_keys(request: Request) -> list[str]:
    """Return the names that the column of text may have."""
    return [request.fields["text"]] if "text" in request.fields else list(ingest_tables()["keys"]["text"])


def _rows(name: str, lines: Iterator[str], names: list[str], separator: str) -> Iterator[tuple[str, Any]]:
    """Yield place and value of each row; the error that refuses it in place of the value."""
    reader = csv.reader(lines, delimiter=separator)
    while True:
        place = f"{name}:{reader.line_num + 2}"  # the row of names is line 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield place, DocumentError("LW219", f"the row cannot be read ({error}); mend it or its quotes", "parse")
            continue
        if row is None:
            return
        if row:
            yield place, _record(row, names)


def _record(row: list[str], names: list[str]) -> dict[str, str] | DocumentError:
    if len(row) != len(names):
        reason = f"the row has {len(row)} fields and the table {len(names)} columns; mend it or its quotes"
        return DocumentError("LW219", reason, "parse")
    if any("\udc80" <= sign <= "\udcff" for value in row if not value.isascii() for sign in value):
        return DocumentError("LW203", "the row is not UTF-8; save the file as UTF-8", "read")
    return {name: value for name, value in zip(names, row, strict=True) if value}


def _text_lines(chunks: Iterable[bytes], max_chars: int) -> Iterator[str]:
    """Yield the lines with their ends. Bytes that are not UTF-8 become lone surrogates: only their row is lost."""
    held, decoder = "", codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
    for number, chunk in enumerate(chunks):
        if number == 0 and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise DocumentError("LW203", "a table in UTF-16 is not read; save it as UTF-8", "read")
        *lines, held = (held + decoder.decode(chunk)).split("\n")
        yield from (f"{line}\n" for line in lines)
        if len(held) > max_chars:
            raise DocumentError("LW205", f"a line is longer than {max_chars:,} characters; mend the table", "read")
    if last := held + decoder.decode(b"", final=True):
        yield last
