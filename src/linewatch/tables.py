"""The user's own tables and texts: read, and faults in them told with file and line.

Takes paths; gives parsed TOML with its text beside it, so that a fault in a row can name the line of its table. What
the rows mean is for the room that asked for them.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from linewatch.errors import ModelError

T = TypeVar("T")
Keys = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]")
_TOML_LINE = re.compile(r"at line (\d+)")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A TOML file of the user's."""

    path: Path
    text: str
    content: Mapping[str, Any]

    def fault(self, keys: Keys, reason: str) -> ModelError:
        """Return the error that says what is wrong with the row under `keys`, such as ``("group", 2)``."""
        line = line_of(self.text, keys)
        return own_fault(self.path, line, reason)

    def check_keys(self, known: Iterable[str]) -> None:
        """Check that the file has no table but these.

        Raises:
            ModelError: LW305 it has another one.
        """
        names = sorted(known)
        for key in self.content:
            if key not in names:
                raise self.fault((key,), f"there is no table {key!r} here; use {', '.join(names)}")

    def row(self, kind: type[T], keys: Keys, value: Any) -> T:
        """Return the value under `keys` as a record of that kind.

        Raises:
            ModelError: LW305 it has not the form of one.
        """
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            reason, _, inside = str(error).partition(" - at `$")
            steps = tuple(name or int(number) for name, number in _STEP.findall(inside))
            where = "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in (*keys, *steps))
            raise self.fault((*keys, *steps), f"{reason[:1].lower()}{reason[1:]} at {where[1:]}; mend it") from error


def own_fault(path: Path, line: int | None, reason: str) -> ModelError:
    """Return the error that a line of a user's own file is wrong."""
    return ModelError("LW305", reason, f"{path}:{line}" if line else str(path))


def read_own_text(path: Path) -> str:
    """Return the text of a file of the user's.

    Raises:
        ModelError: LW306 the file cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ModelError("LW306", f"{error.strerror}; check the path", str(path)) from error
    except UnicodeDecodeError as error:
        raise ModelError("LW306", "the file is not UTF-8; save it as UTF-8", str(path)) from error


def read_own_tables(paths: Iterable[Path]) -> list[OwnTable]:
    """Return the TOML files of the user's.

    Raises:
        ModelError: LW305 one is not TOML, LW306 one cannot be read.
    """
    tables = []
    for path in paths:
        text = read_own_text(path)
        try:
            tables.append(OwnTable(path, text, tomllib.loads(text)))
        except tomllib.TOMLDecodeError as error:
            told = _TOML_LINE.search(str(error))
            line = int(told.group(1)) if told else len(text.splitlines())  # "at end of document"
            raise own_fault(path, line, f"this is not TOML ({error}); mend it") from error
    return tables


def files_digest(paths: Iterable[Path]) -> str:
    """Return one SHA-256 in hexadecimal digits over the bytes of the files, which can be read."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def line_of(text: str, keys: Keys) -> int | None:
    """Return the line of the innermost table header that leads to `keys`, else of the first key, else None."""
    wanted = list(_table_names(keys))
    found: dict[str, int] = {}
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header is None:
            continue
        name = header.group(2).replace('"', "")
        index = seen[name] = seen.get(name, -1) + 1
        if header.group(1) == "[[":
            found.setdefault(f"{name}[{index}]", number)
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            found.setdefault(".".join(parts[:count]), number)
    for name in reversed(wanted):
        if name in found:
            return found[name]
    first = re.search(rf"^\s*{re.escape(str(keys[0]))}\b", text, re.MULTILINE) if keys else None
    return text.count("\n", 0, first.end()) + 1 if first else None


def _table_names(keys: Keys) -> Iterator[str]:
    """Yield the names that a header on the way to the row may have, outermost first."""
    for count in range(1, len(keys) + 1):
        *before, last = keys[:count]
        if isinstance(last, int):
            yield ".".join(str(key) for key in before) + f"[{last}]"
        else:
            yield ".".join(str(key) for key in keys[:count] if isinstance(key, str))
