"""The words of declared red lines, read once: data/redlines.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from linewatch.ontology import read_table


@cache
def words() -> dict[str, Any]:
    """Return the tables of data/redlines.toml."""
    return read_table("redlines.toml")
