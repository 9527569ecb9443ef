"""The columns of the forms of others: POLECAT, GDELT, ACLED. Table: data/profiles.toml.

Takes a name; gives columns in their order, and the words by which those forms call what PLOVER has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from linewatch.errors import ModelError
from linewatch.export.columns import Column
from linewatch.ontology import read_table

_TABLE = "profiles.toml"


@dataclass(frozen=True, slots=True)
class Layout:
    """A form: what it is, its columns in order, and those that together are unique."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@cache
def read_layouts() -> Mapping[str, Layout]:
    """Return the forms by name; they are read once.

    Raises:
        ModelError: LW302 when the file is missing, LW301 when it is damaged.
    """
    try:
        return {name: _layout(name, row) for name, row in read_table(_TABLE)["profiles"].items()}
    except (KeyError, TypeError) as error:
        raise ModelError("LW301", f"a row is wrong ({error}); install Linewatch again", _TABLE) from error


@cache
def read_words(name: str) -> Mapping[str, str]:
    """Return a list of words, such as the words of quad codes, by what they stand for.

    Raises:
        ModelError: LW302 when the file is missing, LW301 when it is damaged.
    """
    words: Mapping[str, str] = read_table(_TABLE)["words"][name]
    return words


def _layout(name: str, row: dict[str, Any]) -> Layout:
    columns = tuple(Column(one["name"], one["type"], one["means"], one.get("unit")) for one in row["columns"])
    return Layout(name, row["about"], tuple(row["key"]), columns)
