"""One occurrence, one event: reports of the same act within an article become one record with several sentences.

Takes events in text order, gives events. Acts in words are told apart more readily than deeds: a minister may warn
twice a day, but a base that was shelled on Monday by the same army was shelled once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from linewatch.records import Entity, Event

_VERBAL = frozenset({1, 3})  # quad codes of cooperation and conflict in words


def join_reports(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events, each occurrence once, in the order of their first triggers."""
    firsts: dict[object, list[Event]] = {}  # by what must be equal: type, modality and actors
    order: list[tuple[object, int]] = []
    for event in events:
        key = event.event_type, event.modality, _codes(event.actors)
        alike = firsts.setdefault(key, [])
        place = next((place for place, first in enumerate(alike) if _is_same(first, event)), None)
        if place is None:
            order.append((key, len(alike)))
            alike.append(event)
        else:
            alike[place] = _join(alike[place], event)
    return tuple(firsts[key][place] for key, place in order)


def _join(first: Event, later: Event) -> Event:
    """Return the event with what the later report adds: its sentence, and a place or day that was not known."""
    return replace(
        first,
        recipients=first.recipients or later.recipients,
        evidence=(*first.evidence, *(span for span in later.evidence if span not in first.evidence)),
        place_id=first.place_id or later.place_id,
        occurred=first.occurred if first.occurred.from_on else later.occurred,
        score=max(first.score, later.score),
    )


def _is_same(one: Event, other: Event) -> bool:
    """Say whether two events of one type and the same actors are one: nothing contradicts, and words are repeated."""
    modes, days = (one.mode, other.mode), (one.occurred.from_on, other.occurred.from_on)
    places = one.place_id, other.place_id
    if not all(None in pair or pair[0] == pair[1] for pair in (modes, days, places)):
        return False
    is_repeated = one.trigger.text.casefold() == other.trigger.text.casefold()
    if _codes(one.recipients) != _codes(other.recipients):  # one may lack them: "the offensive" told of before
        return is_repeated and not (one.recipients and other.recipients) and one.quad_code not in _VERBAL
    if one.event_type == "CONSULT" and _persons(one) != _persons(other):
        return False
    return one.quad_code not in _VERBAL or is_repeated or (one.event_type == "CONSULT" and bool(_persons(one)))


def _persons(event: Event) -> frozenset[str]:
    """Return the names of the persons who take part: two ministers of one country meet on two occasions."""
    parties = (*event.actors, *event.recipients)
    return frozenset(entity.name.casefold() for entity in parties if entity.kind == "person")


def _codes(entities: Sequence[Entity]) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((entity.country, entity.sector) for entity in entities)
