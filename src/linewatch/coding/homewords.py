"""The word lists of data/homes.toml, which say whose country an actor belongs to."""

from __future__ import annotations

from functools import cache

from linewatch.ontology import read_table


@cache
def home_words(name: str) -> frozenset[str]:
    """Return the words of one list of data/homes.toml."""
    return frozenset(read_table("homes.toml")[name])
