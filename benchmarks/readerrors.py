"""Errors that were read by hand: `read_errors.toml` → a table of causes, with what was wrong, how often and where."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import markdown_table

READ = Path(__file__).with_name("read_errors.toml")
KINDS = ("missed", "wrong type", "wrong party", "invented")
_PREFIXES = ("PLOVER-GSR01-", "petr-", "case2021t2-", "wikinews-", "te3silver-")


@dataclass(frozen=True, slots=True)
class ReadError:
    """One error: where, what is wrong, and why in a word of the list and in our own."""

    set: str
    id: str
    what: str
    cause: str
    note: str


def read_errors(path: Path = READ) -> tuple[Mapping[str, str], list[ReadError]]:
    """Return the causes with what they mean, and the errors."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return raw["causes"], [ReadError(**row) for row in raw["errors"]]


def make_read_table(causes: Mapping[str, str], errors: Iterable[ReadError]) -> str:
    """Return the causes, commonest first, then the errors of each with their notes."""
    by_cause = {cause: [error for error in errors if error.cause == cause] for cause in causes}
    ranked = sorted(causes, key=lambda cause: (-len(by_cause[cause]), cause))
    counts = {cause: Counter(error.what for error in by_cause[cause]) for cause in causes}
    rows = [
        [f"{cause}: {causes[cause]}", *(str(counts[cause][kind] or "") for kind in KINDS), str(len(by_cause[cause]))]
        for cause in ranked
    ]
    totals = [sum(count[kind] for count in counts.values()) for kind in KINDS]
    first = markdown_table(["cause", *KINDS, "all"], [*rows, ["all", *map(str, totals), str(sum(totals))]])
    lists = [f"- **{cause}**: {'; '.join(map(_told, by_cause[cause]))}." for cause in ranked if by_cause[cause]]
    return "\n\n".join([first, "\n".join(lists)])


def _told(error: ReadError) -> str:
    """Return an error in a few words: the set and the id in it, what is wrong, and the note."""
    number = error.id
    for prefix in _PREFIXES:
        number = number.removeprefix(prefix)
    return f"{error.set} {number} ({error.what}: {error.note})"
