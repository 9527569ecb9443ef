"""Gold files → their lines and records, plain or packed by gzip. What cannot be read is a coded error with its line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from linewatch.errors import SourceError

RecordT = TypeVar("RecordT")

MANUAL: Final = "docs/evaluation.md"


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers from 1, without line ends.

    Raises:
        SourceError: LW101 where there is no such file; LW102 where it cannot be read as UTF-8 text.
    """
    if not path.exists():
        raise SourceError("LW101", "there is no such file; give the path of a gold file", str(path))
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\r\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SourceError("LW102", f"cannot be read as UTF-8 text ({error}); give another file", str(path)) from error


def read_records(path: Path, kind: type[RecordT], manual: str = MANUAL) -> Iterator[tuple[int, RecordT]]:
    """Yield the records of a file of JSON lines with the numbers of their lines; blank lines are passed over.

    Args:
        manual: the page that tells their form.

    Raises:
        SourceError: LW101 as `read_lines`; LW102 where a line has another form than `kind`.
    """
    decoder = msgspec.json.Decoder(kind)
    for number, line in read_lines(path):
        if line.strip():
            try:
                yield number, decoder.decode(line)
            except (msgspec.DecodeError, RecursionError) as error:
                raise fault_at(path, number, f"is not a record of this task ({error})", manual) from error


def fault_at(path: Path, number: int, fault: str, manual: str = MANUAL) -> SourceError:
    """Return the error about one line of a gold file."""
    return SourceError("LW102", f"the line {fault}; see {manual} for the form", f"{path}:{number}")


def fault_in(path: Path, fault: str) -> SourceError:
    """Return the error about a gold file as a whole."""
    return SourceError("LW102", f"the file {fault}; see {MANUAL} for the form", str(path))


def fault_of_empty(path: Path) -> SourceError:
    """Return the error about a gold file without any record."""
    return SourceError("LW102", "holds no record; give a gold file of this task", str(path))
