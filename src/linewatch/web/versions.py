"""What differs between two versions of a report, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 20_000  # more are compared line by line

How = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Change:
    """Some words that both versions have, or only the older (gone), or only the newer (new)."""

    how: How
    text: str


def compare_texts(older: str, newer: str) -> tuple[Change, ...]:
    """Return the words of both versions in order."""
    return tuple(_changes(*(_parts(text, len(older) + len(newer)) for text in (older, newer))))


def _parts(text: str, size: int) -> list[str]:
    return text.splitlines(keepends=True) if size > _MOST_WORDS * 6 else _WORD.findall(text)


def _changes(older: list[str], newer: list[str]) -> Iterator[Change]:
    for kind, start, end, first, last in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(older[start:end]))
            continue
        if end > start:
            yield Change("gone", "".join(older[start:end]))
        if last > first:
            yield Change("new", "".join(newer[first:last]))
