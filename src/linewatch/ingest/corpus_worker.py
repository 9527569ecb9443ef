"""The child process that reads Parquet tables and WARC archives, piece by piece: a file that breaks it costs no more.

Takes a `Question`, gives a `Piece`; the first question about a file opens it, each other one goes on. It reads files,
never the network. Started by `linewatch.ingest.archives`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from pathlib import Path
from typing import Any

import msgspec

from linewatch.errors import LinewatchError
from linewatch.ingest.streams import file_chunks, gzip_chunks
from linewatch.ingest.worker import run_worker

ROWS_A_PIECE = 16
SKIPPED_A_PIECE = 500  # records of an archive that are no pages
LARGEST_UNPACKED_RATIO = 100
SMALLEST_BOMB_BYTES = 16_000_000

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Question:
    """What to read next: a file, and of a table the columns that are of use.

    Args:
        kind: ``parquet`` or ``warc``.
        part: row group to begin with, where an earlier one broke the child.
        longest: characters of a value, or bytes of a page; longer ones are left out.
    """

    path: str
    kind: str
    longest: int
    columns: tuple[str, ...] = ()
    part: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, or a page of an archive.

    `number` counts from 1 in the whole file. `is_too_long` is set where a value was longer than the limit.
    """

    number: int
    values: dict[str, str | int | float | None] = field(default_factory=dict)
    url: str | None = None
    content_type: str = ""
    data: bytes = b""
    is_too_long: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The next records. `part` is the row group that they are of. `failure` (code and reason) ends the part."""

    records: tuple[Record, ...] = ()
    part: int = 0
    columns: tuple[str, ...] | None = None
    failure: tuple[str, str] | None = None
    is_last: bool = False


class CorpusReader:
    """Answers questions; holds the one file that is being read."""

    def __init__(self) -> None:
        self._key: Question | None = None
        self._pieces: Iterator[Piece] = iter(())

    def answer(self, message: bytes) -> bytes:
        """Return the next `Piece` of the file that a `Question` names, both as MessagePack."""
        question = msgspec.msgpack.decode(message, type=Question)
        if question != self._key:
            self._key = question
            self._pieces = (read_parquet if question.kind == "parquet" else read_warc)(question)
        return msgspec.msgpack.encode(next(self._pieces, Piece(is_last=True)))


def read_parquet(question: Question) -> Iterator[Piece]:
    """Yield the rows of a table; a row group that cannot be read gives its failure, and the next one is read."""
    import pyarrow as arrow
    from pyarrow import parquet

    arrow.set_memory_pool(arrow.system_memory_pool())  # the others reserve more than a child may have
    try:
        table = parquet.ParquetFile(question.path, memory_map=False, pre_buffer=False)
        names = tuple(table.schema_arrow.names)
    except (arrow.ArrowException, OSError) as error:
        yield Piece(failure=("LW220", f"it is no sound Parquet ({_first_line(error)})"), is_last=True)
        return
    wanted = [name for name in names if name in question.columns]
    yield Piece(columns=names, part=question.part)
    for part in range(question.part, table.num_row_groups):
        yield Piece(part=part)  # so that one knows which group broke the child
        number = 1 + sum(table.metadata.row_group(one).num_rows for one in range(part))
        if _is_bomb(table.metadata.row_group(part), wanted):
            yield Piece(part=part, failure=("LW205", "it unpacks to more than a hundred times its size"))
            continue
        try:
            for batch in table.iter_batches(ROWS_A_PIECE, row_groups=[part], columns=wanted, use_threads=False):
                rows = batch.to_pylist()
                yield Piece(tuple(_row(number + place, row, question.longest) for place, row in enumerate(rows)), part)
                number += len(rows)
        except (arrow.ArrowException, OSError, MemoryError, UnicodeDecodeError) as error:
            yield Piece(part=part, failure=("LW220", f"from row {number} on it cannot be read ({_first_line(error)})"))
    yield Piece(is_last=True, part=table.num_row_groups)


def _is_bomb(group: Any, wanted: list[str]) -> bool:
    columns = [group.column(place) for place in range(group.num_columns)]
    used = [column for column in columns if column.path_in_schema.split(".")[0] in wanted]
    packed: int = sum(column.total_compressed_size for column in used)
    unpacked: int = sum(column.total_uncompressed_size for column in used)
    return unpacked > SMALLEST_BOMB_BYTES and unpacked > LARGEST_UNPACKED_RATIO * packed


def _row(number: int, row: dict[str, Any], longest: int) -> Record:
    values = {name: _plain(value) for name, value in row.items()}
    is_too_long = any(isinstance(value, str) and len(value) > longest for value in values.values())
    return Record(number, {} if is_too_long else values, is_too_long=is_too_long)


def _plain(value: object) -> str | int | float | None:
    if isinstance(value, datetime.date):  # and datetime
        return value.isoformat()
    if isinstance(value, bytes):  # text that was written without its type
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str | int | float) else None


def read_warc(question: Question) -> Iterator[Piece]:
    """Yield the pages and texts of an archive, one at a time; damage ends it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    path = Path(question.path)
    chunks = gzip_chunks(path) if path.name.lower().endswith(".gz") else file_chunks(path)
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_ChunkStream(chunks)), 1):
            if not record.rec_type:
                raise ValueError("a record has no type")
            content_type = _text_type(record)
            if content_type is None:
                if number % SKIPPED_A_PIECE == 0:
                    yield Piece()  # a sign of life
                continue
            data = record.content_stream().read(question.longest + 1)
            is_too_long = len(data) > question.longest
            if not is_too_long and record.raw_stream.limit > 0 and not record.raw_stream.read(1):
                raise EOFError("its end is missing")
            url = record.rec_headers.get_header("WARC-Target-URI")
            yield Piece((Record(number, {}, url, content_type, b"" if is_too_long else data, is_too_long),))
        if number == 0:
            yield Piece(failure=("LW201", "the archive is empty; give one with pages"), is_last=True)
    except LinewatchError as error:
        yield Piece(failure=(error.code, error.reason), is_last=True)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
        reason = f"after record {number} it cannot be read ({_first_line(error)})"
        yield Piece(failure=("LW220", reason), is_last=True)


def _text_type(record: Any) -> str | None:
    """Return the content type of a record that holds a page or a text, or None."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        found = record.http_headers.get_header("Content-Type") or ""
        return found if found.lower().startswith(_PAGES) else None
    if record.rec_type in ("conversion", "resource"):
        found = record.rec_headers.get_header("Content-Type") or ""
        return found if found.lower().startswith((*_PAGES, "text/plain")) else None
    return None


class _ChunkStream(RawIOBase):
    """Chunks of bytes as a stream that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = memoryview(chunk)
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size


def _first_line(error: BaseException) -> str:
    return (str(error).strip().split("\n")[0] or type(error).__name__)[:200].rstrip(".")


if __name__ == "__main__":
    run_worker(CorpusReader().answer, warm_up=msgspec.msgpack.encode(Question("/dev/null", "none", 0)))
