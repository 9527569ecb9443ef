"""Paths, folders and ``-`` → the documents in them, sorted. A source that is not there is a rejection, not an end."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from linewatch.errors import LinewatchError, SourceError
from linewatch.ingest.formats import Format, refuse_unsupported, suffix_format
from linewatch.ingest.streams import file_chunks, gzip_chunks, stdin_chunks
from linewatch.log import get_log
from linewatch.records import Rejection

STDIN = "-"

log = get_log(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A document or corpus: its name, its bytes, its format where the suffix tells; its address or its file."""

    name: str
    format: Format | None
    chunks: Iterator[bytes]
    url: str | None = None
    path: Path | None = None


def find_documents(sources: Sequence[str]) -> Iterator[Found | Rejection]:
    """Yield the documents of each source in the given order.

    A folder gives its files with a known suffix, sub-folders included, sorted by path; hidden names and links to
    folders are passed over; other suffixes are counted and logged. A path that is missing (LW101), unreadable (LW102)
    or of an unsupported format (LW103) gives a `Rejection`.
    """
    for source in sources:
        if source == STDIN:
            yield Found(STDIN, None, stdin_chunks())
            continue
        try:
            mode = _mode_of(source)
            if stat.S_ISDIR(mode):
                yield from _folder_documents(Path(source))
            else:
                yield _named_document(Path(source))
        except SourceError as error:
            yield reject(source, error)


def reject(name: str, error: LinewatchError, content: bytes | None = None) -> Rejection:
    """Return the rejection of a document that an error stopped; the error's `about` is the stage."""
    return Rejection(printable_name(name), error.code, error.about, error.reason, content)


def printable_name(name: str) -> str:
    """Return a file name that can be written as UTF-8, whatever bytes it has on disk."""
    return os.fsencode(name).decode("utf-8", "replace") if "\0" not in name else name.replace("\0", "\ufffd")


def _mode_of(source: str) -> int:
    try:
        return Path(source).stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: NUL in the path
        raise SourceError("LW101", "the path does not exist; check its spelling", "read") from error
    except OSError as error:
        reason = f"the path cannot be read ({error.strerror}); check it and its permissions"
        raise SourceError("LW102", reason, "read") from error


def _named_document(path: Path) -> Found:
    kind = suffix_format(path.name)
    if kind is None:
        refuse_unsupported(path.name)
    return _document(path, kind)


def _document(path: Path, kind: Format | None) -> Found:
    chunks = gzip_chunks(path) if path.name.lower().endswith(".gz") else file_chunks(path)
    return Found(printable_name(str(path)), kind, chunks, path=path)


def _folder_documents(folder: Path) -> Iterator[Found | Rejection]:
    skipped = Counter[str]()
    for entry in _walk(folder):
        kind = None if isinstance(entry, Rejection) else suffix_format(entry.name)
        if isinstance(entry, Rejection):
            yield entry
        elif kind:
            yield _document(entry, kind)
        else:
            skipped[entry.suffix.lower()] += 1
    if skipped:
        suffixes = dict(sorted(skipped.items()))
        log.info("files skipped", folder=printable_name(str(folder)), count=skipped.total(), suffixes=suffixes)


def _walk(folder: Path) -> Iterator[Path | Rejection]:
    waiting = [folder]
    while waiting:
        entry = waiting.pop()
        try:
            if entry == folder or (entry.is_dir() and not entry.is_symlink()):
                waiting += sorted((one for one in entry.iterdir() if not one.name.startswith(".")), reverse=True)
            elif entry.is_file():
                yield entry
        except OSError as error:
            reason = f"the folder cannot be read ({error.strerror}); check its permissions"
            yield reject(str(entry), SourceError("LW102", reason, "read"))
