"""JSON Lines and JSON → articles. A record's text is taken as it is, so that a corpus's own offsets stay true.

A record whose date cannot be read keeps its place with `published_on` None (or the day of a date line that opens its
text); one warning a source tells how many there were.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from linewatch.errors import DocumentError, LinewatchError
from linewatch.ingest.articles import Draft, Request, make_article
from linewatch.ingest.dates import read_date
from linewatch.ingest.encodings import decode_document
from linewatch.ingest.heads import split_report
from linewatch.ingest.knowledge import ingest_tables
from linewatch.ingest.sources import reject
from linewatch.ingest.streams import byte_lines
from linewatch.log import get_log
from linewatch.records import Article, Rejection

HEAD_CHARS = 1_000


class BadLine(NamedTuple):
    """A line that is no record, and why."""

    error: LinewatchError
    line: bytes


log = get_log(__name__)


def read_json_lines(name: str, chunks: Iterable[bytes], request: Request) -> Iterator[Article | Rejection]:
    """Yield the article of each line, or its rejection under ``name:line``; blank lines are passed over.

    Raises:
        SourceError: LW102 when the stream fails.
        DocumentError: LW203 for UTF-16, LW205 for a gzip bomb.
    """
    records = (
        (f"{name}:{number}", _parse_line(line, request))
        for number, line in byte_lines(_without_mark(chunks), max_bytes=request.settings.max_file_bytes)
        if line is None or line.strip()
    )
    yield from read_records(name, records, request)


def read_json(name: str, data: bytes, request: Request) -> Iterator[Article | Rejection]:
    """Yield the articles of a JSON file: one object, or a list of objects named ``name:number``.

    Raises:
        DocumentError: LW201 to LW203 for the bytes, LW206 when it is not JSON.
    """
    value = _parse(decode_document(data))
    is_list = isinstance(value, list)
    records = [(f"{name}:{number}", one) for number, one in enumerate(value, 1)] if is_list else [(name, value)]
    yield from read_records(name, records, request)


def read_records(name: str, records: Iterable[tuple[str, Any]], request: Request) -> Iterator[Article | Rejection]:
    """Yield the article of each record, or its rejection under its place.

    Args:
        records: the place of each with its value, or with the error that refuses it.
    """
    undated: list[str] = []
    for place, record in records:
        if isinstance(record, BadLine):
            yield reject(place, record.error, record.line)
            continue
        try:
            if isinstance(record, DocumentError):
                raise record
            draft, has_bad_date = _draft(record, request)
            yield make_article(draft, request)
        except DocumentError as error:
            yield reject(place, _naming_record(error, record, request), _bytes_of(record))
            continue
        if has_bad_date:
            undated.append(place)
    if undated:
        log.warning("dates cannot be read", source=name, records=len(undated), first=undated[0])


def _naming_record(error: DocumentError, record: Any, request: Request) -> DocumentError:
    """Return the error with the record's own id in its reason, where it has one."""
    name = _words(_value(record, "id", request)) if isinstance(record, dict) else None
    return DocumentError(error.code, f"record {name[:100]!r}: {error.reason}", error.about) if name else error


def _parse_line(line: bytes | None, request: Request) -> Any:
    """Return the value of a line, or what refuses it: a generator that raised would end."""
    if line is None:
        limit = request.settings.max_file_bytes
        reason = f"the line is longer than {limit:,} bytes; split it or raise max_file_bytes"
        return DocumentError("LW205", reason, "read")
    try:
        return _parse(line.decode("utf-8"))
    except UnicodeDecodeError:
        return BadLine(DocumentError("LW203", "the line is not UTF-8; save the file as UTF-8", "read"), line)
    except LinewatchError as error:
        return BadLine(error, line)


def _parse(words: str) -> Any:
    try:
        return json.loads(words)
    except RecursionError as error:
        raise DocumentError("LW206", "the JSON is nested too deeply; flatten the record", "parse") from error
    except ValueError as error:  # also a number of more than 4,300 digits
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DocumentError("LW206", f"the record is not valid JSON{where}; correct it", "parse") from error


def _bytes_of(record: Any) -> bytes | None:
    """Return the record as a line; None where it was never held."""
    return None if isinstance(record, DocumentError) else json.dumps(record, default=str).encode()


def _draft(record: Any, request: Request) -> tuple[Draft, bool]:
    """Return the draft of a record, and whether its date could not be read."""
    if not isinstance(record, dict):
        raise DocumentError("LW206", 'the record is not a JSON object; write one as {"text": ...}', "parse")
    text = _value(record, "text", request)
    if not isinstance(text, str) or not text.strip():
        key = request.fields.get("text", "text")
        reason = f"the record has no text under {key!r}; name the key that holds it with fields"
        raise DocumentError("LW207", reason, "parse")
    words = {name: _words(_value(record, name, request)) for name in ("title", "publisher", "byline", "url")}
    given = _value(record, "date", request)
    day = read_date(given)
    return Draft(text, published_on=day or _head_date(text), **words), given not in (None, "") and day is None


def _value(record: dict[str, Any], name: str, request: Request) -> Any:
    keys = [request.fields[name]] if name in request.fields else ingest_tables()["keys"][name]
    return next((record[key] for key in keys if record.get(key) is not None), None)


def _words(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None


def _head_date(text: str) -> date | None:
    return split_report(text[:HEAD_CHARS]).published_on


def _without_mark(chunks: Iterable[bytes]) -> Iterator[bytes]:
    is_first = True
    for chunk in chunks:
        if is_first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise DocumentError("LW203", "JSON Lines in UTF-16 is not read; save it as UTF-8", "read")
        yield chunk.removeprefix(codecs.BOM_UTF8) if is_first else chunk
        is_first = False
