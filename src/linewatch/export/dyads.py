"""An event as one actor that faces another: forms that give a row to a pair need it.

Takes an event; gives its two sides. In a fight of two sides PLOVER has all as actors: the first faces the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from linewatch.records import Entity, Event

_HAPPENED = frozenset({"actual", "historical"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side: who leads it, and who stands beside."""

    leader: Entity | None
    others: tuple[Entity, ...] = ()


def sides_of(event: Event) -> tuple[Side, Side]:
    """Return the side that acts and the side that is acted on."""
    if event.recipients or len(event.actors) < 2:
        return _side(event.actors), _side(event.recipients)
    return _side(event.actors[:1]), _side(event.actors[1:])


def has_happened(event: Event) -> bool:
    """Whether the event is told as a fact: most forms of others have no column that could say otherwise."""
    return event.modality in _HAPPENED


def _side(entities: tuple[Entity, ...]) -> Side:
    return Side(entities[0], entities[1:]) if entities else Side(None)
