"""Who is meant, across articles: parties by country and by whether they are of the state, or else by name.

Takes entities and the known names of a text; two articles never share entities, so nothing finer can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from linewatch.records import Entity
from linewatch.watch.tables import read_tables
from linewatch.watch.words import fold
from linewatch.world.actors import ActorBook


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a line or an act. `start` is where a text first names it."""

    name: str
    country: str | None
    sector: str | None
    start: int = 0

    @property
    def is_armed_group(self) -> bool:
        """Whether it belongs to a country without being of its state."""
        return self.sector in read_tables().armed

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: country and side, or the name."""
        side = "armed" if self.is_armed_group else "state"
        return (self.country, side) if self.country else ("", fold(self.name))


def party_of(entity: Entity, start: int = 0) -> Party:
    """Return the party that an entity is."""
    return Party(entity.name, entity.country, entity.sector, start)


@lru_cache(maxsize=20_000)
def named_parties(text: str, on: date | None = None) -> tuple[Party, ...]:
    """Return the states, forces and bodies that a text names, in order, each time it names them."""
    return tuple(
        Party(known.name, known.country, known.sector, start)
        for start, _, known in ActorBook.open().find_names(text, on)
        if known.country or known.kind == "igo"
    )


@lru_cache(maxsize=20_000)
def likeness(one: Party, other: Party) -> float:
    """Return how likely two mentions are one party: 1 of one side of one country, less across sides."""
    if one.key == other.key:
        return 1.0
    if one.country and one.country == other.country:
        return 0.4
    return 0.0


def best_likeness(some: Iterable[Party], others: Iterable[Party]) -> float:
    """Return the highest likeness between two groups, 0 where one is empty."""
    known = list(others)
    return max((likeness(one, other) for one in some for other in known), default=0.0)
