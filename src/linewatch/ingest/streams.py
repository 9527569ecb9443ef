"""Bytes from files, gzip files and standard input, in chunks, so that nothing large enters memory unasked.

A stream that fails on its way raises `SourceError` LW102; what came before it has been given.
"""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import cast

from linewatch.errors import DocumentError, SourceError

CHUNK_BYTES = 65_536
HEAD_BYTES = 4_096
LARGEST_UNPACKED_RATIO = 100  # news packs 3 to 10 times; zlib's bombs about 1,000 times
SMALLEST_BOMB_BYTES = 16_000_000


def file_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file.

    Raises:
        SourceError: LW102 when it cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError as error:
        reason = f"the file cannot be read ({_cause(error)}); check its permissions"
        raise SourceError("LW102", reason, "read") from error


def gzip_chunks(path: Path) -> Iterator[bytes]:
    """Yield the unpacked bytes of a gzip file.

    Raises:
        SourceError: LW102 when it cannot be read, is damaged or cut short.
        DocumentError: LW205 when it unpacks to more than a hundred times its size.
    """
    try:
        with path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as file:
            unpacked_bytes = 0
            while chunk := file.read(CHUNK_BYTES):
                unpacked_bytes += len(chunk)
                _refuse_bomb(packed.tell(), unpacked_bytes)
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        reason = f"the gzip file is damaged or cut short ({_cause(error)}); fetch or pack it again"
        raise SourceError("LW102", reason, "read") from error


def zip_chunks(path: Path) -> Iterator[bytes]:
    """Yield the unpacked bytes of a zip file with one file in it.

    Raises:
        SourceError: LW102 when it cannot be read, is damaged, locked, or holds another number of files.
        DocumentError: LW205 when it unpacks to more than a hundred times its size.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) != 1:
                reason = f"the zip file holds {len(members)} files, not one; unpack it and name them"
                raise SourceError("LW102", reason, "read")
            with packed.open(members[0]) as file:
                unpacked_bytes = 0
                while chunk := file.read(CHUNK_BYTES):
                    unpacked_bytes += len(chunk)
                    _refuse_bomb(members[0].compress_size, unpacked_bytes)
                    yield chunk
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        reason = f"the zip file is damaged, locked or cut short ({_cause(error)}); fetch it again or unpack it"
        raise SourceError("LW102", reason, "read") from error


def stdin_chunks() -> Iterator[bytes]:
    """Yield the bytes of standard input as they come.

    Raises:
        SourceError: LW102 when it cannot be read.
    """
    try:
        stream = cast("BufferedReader", sys.stdin.buffer)
        while chunk := stream.read1(CHUNK_BYTES):
            yield chunk
    except OSError as error:
        reason = f"standard input cannot be read ({_cause(error)}); pipe text into it"
        raise SourceError("LW102", reason, "read") from error


def split_head(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes of a stream and the whole stream again."""
    held: list[bytes] = []
    while sum(map(len, held)) < HEAD_BYTES and (chunk := next(chunks, b"")):
        held.append(chunk)
    return b"".join(held), chain(held, chunks)


def read_whole(chunks: Iterable[bytes], *, max_bytes: int) -> bytes:
    """Return all bytes of one document.

    Raises:
        DocumentError: LW205 as soon as there are more than `max_bytes`.
    """
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > max_bytes:
            reason = f"the document is larger than {max_bytes:,} bytes; split it or raise max_file_bytes"
            raise DocumentError("LW205", reason, "read")
    return bytes(held)


def byte_lines(chunks: Iterable[bytes], *, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line that is not empty; None for one over `max_bytes`, which is never held."""
    number, size, held = 1, 0, list[bytes]()
    for chunk in chunks:
        for place, piece in enumerate(chunk.split(b"\n")):
            if place:
                if size:
                    yield number, b"".join(held) if size <= max_bytes else None
                    size, held = 0, []
                number += 1
            size += len(piece)
            if size <= max_bytes:
                held.append(piece)
            else:
                held.clear()
    if size:
        yield number, b"".join(held) if size <= max_bytes else None


def _refuse_bomb(packed_bytes: int, unpacked_bytes: int) -> None:
    if unpacked_bytes > SMALLEST_BOMB_BYTES and unpacked_bytes > LARGEST_UNPACKED_RATIO * packed_bytes:
        ratio = LARGEST_UNPACKED_RATIO
        reason = f"the packed file unpacks to more than {ratio} times its size; unpack it yourself if you trust it"
        raise DocumentError("LW205", reason, "read")


def _cause(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words.rstrip(".").lower() or type(error).__name__
