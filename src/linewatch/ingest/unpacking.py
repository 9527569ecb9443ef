"""The bytes of a packed answer → the bytes that were meant, in bounded memory. No I/O.

gzip and deflate alone are offered to servers and taken from them, one layer deep.
"""

from __future__ import annotations

import zlib

from linewatch.errors import SourceError
from linewatch.ingest.streams import LARGEST_UNPACKED_RATIO

SMALLEST_BOMB_BYTES = 1_000_000

_PLAIN = ("", "identity")
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Unpacker:
    """Unpacks a body that comes in chunks.

    Args:
        encoding: the header Content-Encoding.
        max_bytes: of the body as it comes and as it is unpacked.

    Raises:
        SourceError: LW118 an encoding that was not asked for.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        name = encoding.strip().lower()
        if name not in _PLAIN and name not in _WINDOWS:
            raise _damaged(f"is packed as {name[:40]!r}, which was not asked for")
        self._max_bytes = max_bytes
        self._window = _WINDOWS.get(name)
        self._decoder = zlib.decompressobj(self._window) if self._window else None
        self._packed_bytes = 0
        self._body = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes.

        Raises:
            SourceError: LW111 too large, packed or unpacked; LW118 damaged.
        """
        is_first, self._packed_bytes = not self._packed_bytes, self._packed_bytes + len(chunk)
        if self._packed_bytes > self._max_bytes:
            raise self.too_large()
        room = self._max_bytes + 1 - len(self._body)
        try:
            self._body += self._unpack(chunk, room, is_first=is_first)
        except zlib.error as error:
            raise _damaged(f"cannot be unpacked ({error})") from error
        if len(self._body) > self._max_bytes or self._is_bomb():
            raise self.too_large()

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            SourceError: LW118 its end is missing.
        """
        if self._decoder and self._packed_bytes and not self._decoder.eof:
            raise _damaged("is cut short")
        return bytes(self._body)

    def too_large(self) -> SourceError:
        """Return the error for a body that is too large."""
        reason = f"the answer is larger than {self._max_bytes:,} bytes, or unpacks to more; raise max_file_bytes"
        return SourceError("LW111", f"{reason} if you trust it", "fetch")

    def _unpack(self, chunk: bytes, room: int, *, is_first: bool) -> bytes:
        if self._decoder is None:
            return chunk
        if is_first and self._window == 15 and chunk[:1] and chunk[0] & 0x0F != 8:
            self._decoder = zlib.decompressobj(-15)  # some servers send deflate without zlib's head
        return self._decoder.decompress(chunk, room)

    def _is_bomb(self) -> bool:
        unpacked = len(self._body)
        return unpacked > SMALLEST_BOMB_BYTES and unpacked > LARGEST_UNPACKED_RATIO * self._packed_bytes


def _damaged(what: str) -> SourceError:
    return SourceError("LW118", f"the answer {what}; look at the address in a browser", "fetch")
