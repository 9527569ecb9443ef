"""What an event file looks like: separators and columns by format. Table: data/eventfiles.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from linewatch.ontology import read_table

_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One format: our names of columns and those that files have for each, the newest first."""

    kind: str
    label: str
    separators: tuple[str, ...]
    needed: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]

    def names_in(self, header: Sequence[str]) -> dict[str, str]:
        """Return our names of the columns that a header has, with the header's own."""
        there = {plain_name(name): name for name in reversed(header)}
        found = {
            ours: next((there[name] for name in names if name in there), None) for ours, names in self.columns.items()
        }
        return {ours: name for ours, name in found.items() if name is not None}


@cache
def read_form(kind: str) -> Form:
    """Return the format of that name.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    row = event_tables()[kind]
    columns = {ours: tuple(names) for ours, names in row["columns"].items()}
    return Form(kind, row["label"], tuple(row["separators"]), tuple(row["needed"]), columns)


@cache
def event_tables() -> dict[str, Any]:
    """Return the whole table; it is read once.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    return read_table("eventfiles.toml")


@cache
def standard_header(profile: str) -> tuple[str, ...]:
    """Return the columns of POLECAT or GDELT in their order, as data/profiles.toml has them.

    Raises:
        ModelError: LW302 when the table is missing, LW301 when it is damaged.
    """
    return tuple(column["name"] for column in read_table("profiles.toml")["profiles"][profile]["columns"])


def plain_name(name: str) -> str:
    """Return the name of a column in lower case with ``_`` for all signs."""
    return _SIGNS.sub("_", name.lower().removeprefix("\ufeff")).strip("_")
