"""Files of our own training texts, one marked text a line: the lines → what a set's `parse_line` makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

MarkedT = TypeVar("MarkedT")


def read_marked(folder: Path, parse_line: Callable[[str], MarkedT], names: str = "*.txt") -> Iterator[MarkedT]:
    """Yield what all lines of all files of a folder hold whose names fit a pattern, by the names of the files.

    Raises:
        ValueError: a line is not of the form; it names the file and the line.
    """
    for path in sorted(folder.glob(names)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield parse_line(line)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
