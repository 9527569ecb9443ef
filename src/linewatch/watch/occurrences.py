"""Sightings of many articles → occurrences: what happened once, with all its reports.

Takes sightings in any order, gives groups that do not depend on it. Two reports are of one occurrence when nothing
contradicts (type, parties, days, places, modality) and something agrees (a party and the day, or the place and the
words). Each sighting is held only against the occurrences of the same parties or places in the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from linewatch.records import Entity, Place, Sighting
from linewatch.watch.distances import nearest_km
from linewatch.watch.parties import Party, best_likeness, named_parties, party_of
from linewatch.watch.tables import read_tables
from linewatch.watch.words import Words, read_words

Occurrence = tuple[Sighting, ...]
_VERBAL: Final = frozenset({1, 3})  # quad codes of cooperation and conflict in words
_Block = tuple[str, str, int]


@dataclass(slots=True)
class _Group:
    """An occurrence as known so far; the first report sets what later ones must not contradict."""

    sightings: list[Sighting]
    first: _Facts
    places: list[Place] = field(default_factory=list)
    days: set[date] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is compared of a sighting."""

    family: str
    modality: str
    is_verbal: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    parties: tuple[Party, ...]
    day: date | None
    published_on: date | None
    places: tuple[Place, ...]
    words: Words


def group_sightings(sighted: Iterable[Sighting]) -> tuple[Occurrence, ...]:
    """Return the occurrences, the oldest first, each with its sightings in the order of their days."""
    groups: list[_Group] = []
    blocks: dict[_Block, dict[int, _Group]] = {}
    for sighting in sorted({s.event.event_id: s for s in sighted}.values(), key=_order):
        facts = _facts(sighting)
        near = {number: group for key in _nearby(facts) for number, group in blocks.get(key, {}).items()}
        ranked = [(_agreement(group, facts), -number) for number, group in near.items() if _is_recent(group, facts)]
        best, number = max(ranked, default=(0.0, 0))
        if best < read_tables().occurrences["least"]:
            number = -len(groups)
            groups.append(_Group([], facts))
        group = groups[-number]
        group.sightings.append(sighting)
        group.places.extend(place for place in facts.places if place not in group.places)
        if facts.day:
            group.days.add(facts.day)
        for key in _blocks(facts):
            blocks.setdefault(key, {})[-number] = group
    return tuple(tuple(group.sightings) for group in groups)


def _order(sighting: Sighting) -> tuple[date, str, str]:
    day = sighting.event.occurred.from_on or sighting.article.published_on or date.max
    return day, sighting.article.article_id, sighting.event.event_id


def _facts(sighting: Sighting) -> _Facts:
    event, article = sighting.event, sighting.article
    text = event.evidence[0].text if event.evidence else event.trigger.text
    actors, recipients = _countried(event.actors), _countried(event.recipients)
    parties = tuple(dict.fromkeys(replace(p, start=0) for p in named_parties(text, article.published_on)))
    return _Facts(
        family=read_tables().families.get(event.event_type, event.event_type),
        modality="negated" if event.modality == "negated" else "real" if event.modality == "actual" else "unreal",
        is_verbal=event.quad_code in _VERBAL,
        actors=actors or parties[:1],
        recipients=recipients,
        parties=parties,
        day=event.occurred.from_on,
        published_on=article.published_on,
        places=(sighting.place,) if sighting.place is not None else (),
        words=read_words(text),
    )


def _countried(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(party_of(entity) for entity in entities if entity.country)


def _blocks(facts: _Facts, shift: int = 0) -> Iterator[_Block]:
    """Yield the keys under which a sighting can be found: its kind, a party's country or a place, and its days."""
    span = int(read_tables().occurrences["publication_days"])
    day = facts.day or facts.published_on
    days = (day.toordinal() // span + shift) if day else 0
    kind = f"{facts.family} {facts.modality}"
    names = {party.country or party.name for party in (*facts.actors, *facts.recipients, *facts.parties)}
    names |= {place.name for place in facts.places}
    yield from ((kind, name, days) for name in sorted(names))


def _nearby(facts: _Facts) -> Iterator[_Block]:
    """Yield the keys of what can be of one occurrence with a sighting."""
    for shift in (-1, 0, 1):
        yield from _blocks(facts, shift)


def _is_recent(group: _Group, facts: _Facts) -> bool:
    """Say whether the days of a sighting can be those of the occurrence."""
    table = read_tables().occurrences
    if facts.day and group.days:
        return min(abs((facts.day - day).days) for day in group.days) <= table["days"]
    last = group.sightings[-1].article.published_on
    ours = facts.day or facts.published_on
    return not (ours and last) or abs((ours - last).days) <= table["publication_days"]


def _agreement(group: _Group, facts: _Facts) -> float:
    """Return how much speaks for a sighting's being of the occurrence, 0 where something contradicts."""
    first = group.first
    if first.family != facts.family:
        return 0.0
    if first.modality != facts.modality or first.is_verbal != facts.is_verbal:
        return 0.0
    parties = [_side(first.actors, facts.actors), _side(first.recipients, facts.recipients)]
    place = _place(group.places, facts.places)
    if 0.0 in parties or place == 0.0:
        return 0.0
    table = read_tables().occurrences
    words = first.words.likeness(facts.words)
    named = best_likeness(first.parties, facts.parties)
    score = table["party"] * max(named, *(part or 0.0 for part in parties))
    score += table["place"] * (place or 0.0) + table["words"] * words
    score += table["day"] * float(facts.day is not None and facts.day in group.days)
    return score if not facts.is_verbal or words >= table["verbal_words"] else 0.0


def _side(one: tuple[Party, ...], other: tuple[Party, ...]) -> float | None:
    """Return whether the parties of one side agree, None where one report does not name them."""
    return best_likeness(one, other) if one and other else None


def _place(some: list[Place], others: tuple[Place, ...]) -> float | None:
    """Return whether the places agree: near points, or one country where one is no point; None where one is unknown."""
    ours, theirs = ([place for place in places if place.kind != "country"] for places in (some, others))
    km = nearest_km(ours, theirs)
    if km is not None:
        radius_km = max(place.radius_km or 0.0 for place in (*ours, *theirs))
        return float(km <= read_tables().occurrences["near_km"] + radius_km)
    countries, known = ({place.country for place in places if place.country} for places in (some, others))
    if not countries or not known:
        return None
    return 0.3 if countries & known else 0.0
