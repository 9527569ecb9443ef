"""Parquet tables and WARC archives → articles, read piece by piece by a child process.

Parquet: a row is a report, as a row of CSV is. WARC: each page that a server gave with status 200, and each text, is a
report; images, scripts and the rest are passed over. The day of an archive is not the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Request, make_article
from linewatch.ingest.corpora import read_records
from linewatch.ingest.corpus_worker import Piece, Question, Record
from linewatch.ingest.delimited import refuse_textless
from linewatch.ingest.encodings import as_utf8
from linewatch.ingest.extras import require_extra
from linewatch.ingest.formats import Format
from linewatch.ingest.knowledge import ingest_tables
from linewatch.ingest.pages import PageReader
from linewatch.ingest.reports import read_draft
from linewatch.ingest.sources import Found, reject
from linewatch.ingest.worker_process import LastingWorker
from linewatch.records import Article, Rejection

WORKER = "linewatch.ingest.corpus_worker"


def read_parquet(name: str, path: Path, request: Request) -> Iterator[Article | Rejection]:
    """Yield the article of each row, or its rejection under ``name:row``; a broken row group is one rejection.

    Raises:
        UsageError: LW001 pyarrow is not installed.
        DocumentError: LW218 no column of text; LW220 no sound Parquet.
    """
    require_extra("pyarrow", "parquet", "Parquet files")
    keys = ingest_tables()["keys"] | {ours: [theirs] for ours, theirs in request.fields.items()}
    columns = tuple(sorted({key for names in keys.values() for key in names}))
    question = Question(str(path), "parquet", request.settings.max_article_chars, columns)
    yield from read_records(name, _read_rows(name, question, request), request)


def _read_rows(name: str, question: Question, request: Request) -> Iterator[tuple[str, Any]]:
    for piece in _read_pieces(question, request.settings.html_timeout_s):
        if piece.columns is not None:
            refuse_textless(piece.columns, request)
        if piece.failure and piece.is_last:
            raise _failure(piece.failure)
        if piece.failure:
            yield f"{name}:group {piece.part + 1}", _failure(piece.failure)
        for record in piece.records:
            yield f"{name}:{record.number}", _too_long(request) if record.is_too_long else record.values


def read_warc(name: str, path: Path, pages: PageReader, request: Request) -> Iterator[Article | Rejection]:
    """Yield the article of each page or text, or its rejection under ``name:record``.

    Raises:
        UsageError: LW001 warcio is not installed.
        SourceError: LW102 the file cannot be read.
        DocumentError: LW205 a bomb; LW220 the rest of the archive is damaged.
    """
    require_extra("warcio", "warc", "WARC archives")
    question = Question(str(path), "warc", request.settings.max_file_bytes)
    for piece in _read_pieces(question, request.settings.html_timeout_s):
        if piece.failure:
            raise _failure(piece.failure)
        for record in piece.records:
            try:
                yield make_article(read_draft(_found(name, record, request), pages, request.settings), request)
            except DocumentError as error:
                about = DocumentError(error.code, f"{(record.url or 'a page')[:200]}: {error.reason}", error.about)
                yield reject(f"{name}:{record.number}", about)


def _found(name: str, record: Record, request: Request) -> Found:
    if record.is_too_long:
        raise _too_long(request)
    form: Format = "text" if record.content_type.lower().startswith("text/plain") else "html"
    return Found(name, form, iter([as_utf8(record.data, record.content_type)]), url=record.url)


def _read_pieces(question: Question, timeout_s: float) -> Iterator[Piece]:
    """Yield the pieces of a file. Where one breaks the child, a new one goes on with the next row group of a table."""
    with LastingWorker(timeout_s, WORKER) as worker:
        piece: Piece | None = None
        while piece is None or not piece.is_last:
            try:
                piece = msgspec.msgpack.decode(worker.ask(msgspec.msgpack.encode(question)), type=Piece)
            except (TimeoutError, EOFError):
                part = piece.part if piece else question.part
                is_hopeless = piece is None or question.kind != "parquet"
                yield Piece(part=part, failure=("LW220", "it broke the reader, or took too long"), is_last=is_hopeless)
                if is_hopeless:
                    return
                question, piece = replace(question, part=part + 1), None
            else:
                yield piece


def _failure(failure: tuple[str, str]) -> DocumentError:
    code, reason = failure
    return DocumentError(code, reason if ";" in reason else f"{reason}; fetch or make it again", "read")


def _too_long(request: Request) -> DocumentError:
    settings = request.settings
    reason = (
        f"it is longer than {settings.max_article_chars:,} characters, or its page than {settings.max_file_bytes:,}"
    )
    return DocumentError("LW205", f"{reason} bytes; split it or raise the limit", "read")
