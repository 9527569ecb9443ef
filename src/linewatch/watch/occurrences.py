"""Sightings of many articles → occurrences: what happened once, with all its reports.

Takes sightings in any order, gives groups that do not depend on it. Two reports are of one occurrence when nothing
contradicts (type, parties, days, places, modality) and something agrees (a party and the day, or the place and the
words). Each sighting is held only against the occurrences of the same parties or places in the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from linewatch.records import Entity, Event, Fatalities, Place, Sighting
from linewatch.watch.distances import nearest_km
from linewatch.watch.parties import Party, best_likeness, named_parties, party_of
from linewatch.watch.sightings import MOST_CHARACTERS, sentence_of
from linewatch.watch.tables import read_tables
from linewatch.watch.words import Words, read_words

Occurrence = tuple[Sighting, ...]
Thresholds = Mapping[str, float]
_MOST_PLACES: Final = 8  # that are remembered of an occurrence
_MOST_WORDINGS: Final = 8
_WIDE_KM: Final = 100.0
_VERBAL: Final = frozenset({1, 3})  # quad codes of cooperation and conflict in words
_TOGETHER: Final = 1  # quad code of what parties do together: who is named first says nothing
_Block = tuple[str, str, int]
_Passage = tuple[int, str]  # start of a sentence, and the kind of act


@dataclass(slots=True)
class _Group:
    """An occurrence as known so far; the first report sets what later ones must not contradict."""

    first: _Facts
    family: str
    sightings: list[Sighting] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    actors: tuple[Party, ...] = ()  # of the first report that names some, as are recipients and deaths
    recipients: tuple[Party, ...] = ()
    deaths: Fatalities | None = None
    worded: list[Words] = field(default_factory=list)
    told_on: set[date] = field(default_factory=set)  # days that reports tell
    published_on: set[date] = field(default_factory=set)
    told_in: dict[str, _Passage] = field(default_factory=dict)  # by article: where an event of it was coded

    def add(self, sighting: Sighting, facts: _Facts) -> None:
        """Take in a report."""
        self.sightings.append(sighting)
        self.family = self.family or facts.family
        self.actors, self.recipients = self.actors or facts.actors, self.recipients or facts.recipients
        self.deaths = self.deaths or facts.deaths
        if len(self.worded) < _MOST_WORDINGS and facts.words not in self.worded:
            self.worded.append(facts.words)
        if len(self.places) < _MOST_PLACES:
            self.places.extend(place for place in facts.places if place not in self.places)
        self.told_on |= {facts.day} if facts.day else set()
        self.published_on |= {facts.published_on} if facts.published_on else set()
        if facts.family:
            self.told_in.setdefault(sighting.article.article_id, facts.passage)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is compared of a sighting."""

    family: str
    passage: _Passage
    modality: str
    is_verbal: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    parties: tuple[Party, ...]
    day: date | None
    published_on: date | None
    places: tuple[Place, ...]
    words: Words
    deaths: Fatalities | None


def group_sightings(sighted: Iterable[Sighting], *, thresholds: Thresholds | None = None) -> tuple[Occurrence, ...]:
    """Return the occurrences, the oldest first, each with its sightings in the order of their days.

    Two events of one article are one only if they are of one kind in one sentence ("shelled ..., killing two"): other
    acts the coder has told apart already.

    Args:
        thresholds: those of data/watch.toml unless given.
    """
    table = read_tables().occurrences if thresholds is None else thresholds
    groups: list[_Group] = []
    blocks: dict[_Block, dict[int, _Group]] = {}
    for sighting in sorted({s.event.event_id: s for s in sighted}.values(), key=_order):
        facts = _facts(sighting)
        near = {number: group for key in _nearby(facts, table) for number, group in blocks.get(key, {}).items()}
        able = {number: group for number, group in near.items() if _may_join(group, sighting, facts)}
        ranked = [(_agreement(group, facts, table), -number) for number, group in able.items()]
        best, number = max(ranked, default=(0.0, 0))
        if best < table["least"]:
            number = -len(groups)
            groups.append(_Group(facts, facts.family))
        group = groups[-number]
        group.add(sighting, facts)
        for key in _blocks(facts, table):
            blocks.setdefault(key, {})[-number] = group
    return tuple(tuple(group.sightings) for group in groups)


def _order(sighting: Sighting) -> tuple[date, str, int, str]:
    day = sighting.event.occurred.from_on or sighting.article.published_on or date.max
    return day, sighting.article.article_id, sighting.event.trigger.start, sighting.event.event_id


def _may_join(group: _Group, sighting: Sighting, facts: _Facts) -> bool:
    """Say whether an occurrence has no other act of the same article; a sentence without an event may join any."""
    return not facts.family or group.told_in.get(sighting.article.article_id, facts.passage) == facts.passage


def _facts(sighting: Sighting) -> _Facts:
    event, article = sighting.event, sighting.article
    text = sentence_of(event).text[:MOST_CHARACTERS]
    actors, recipients = _countried(event.actors), _countried(event.recipients)
    if event.quad_code == _TOGETHER:
        actors, recipients = (*actors, *recipients), ()
    parties = tuple(dict.fromkeys(replace(p, start=0) for p in named_parties(text, article.published_on)))
    return _Facts(
        family=_family(event),
        passage=(sentence_of(event).start, _family(event)),
        modality="negated" if event.modality == "negated" else "real" if event.modality == "actual" else "unreal",
        is_verbal=event.quad_code in _VERBAL,
        actors=actors or (() if event.event_type else parties[:1]),
        recipients=recipients,
        parties=parties,
        day=event.occurred.from_on,
        published_on=article.published_on,
        places=(sighting.place,) if sighting.place is not None else (),
        words=read_words(text),
        deaths=event.fatalities,
    )


def _family(event: Event) -> str:
    """Return the name of the types that count as one with an event's; that of its mode goes before that of its type."""
    families, kind = read_tables().families, event.event_type
    return families.get(f"{kind} {event.mode}", families.get(kind, kind))


def _countried(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(party_of(entity) for entity in entities if entity.country)


def _blocks(facts: _Facts, table: Thresholds, shift: int = 0) -> Iterator[_Block]:
    """Yield the keys under which a sighting can be found: its kind and a party's country, or a place; and its days."""
    span = int(table["publication_days"])
    day = facts.day or facts.published_on
    days = (day.toordinal() // span + shift) if day else 0
    names = {party.country or party.name for party in (*facts.actors, *facts.recipients, *facts.parties)}
    yield from ((f"{facts.family} {facts.modality}", name, days) for name in sorted(names))
    yield from ((facts.modality, place.name, days) for place in facts.places)


def _nearby(facts: _Facts, table: Thresholds) -> Iterator[_Block]:
    """Yield the keys of what can be of one occurrence with a sighting."""
    for shift in (-1, 0, 1):
        yield from _blocks(facts, table, shift)


def _agreement(group: _Group, facts: _Facts, table: Thresholds) -> float:
    """Return how much speaks for a sighting's being of the occurrence, 0 where something contradicts."""
    first = group.first
    if first.modality != facts.modality or first.is_verbal != facts.is_verbal:
        return 0.0
    sides = [_side(group.actors, facts.actors), _side(group.recipients, facts.recipients)]
    place, days_apart = _place(group.places, facts.places, table), _days_apart(group, facts, table)
    if place == 0.0 and _may_be_party(group.places, facts, first):
        place = None
    if days_apart is None or _contradicts(group.deaths, facts.deaths, table):
        return 0.0
    words = max(worded.likeness(facts.words) for worded in group.worded)
    least = _least_words(group, facts, place, days_apart, table)
    least = max(least, _doubt(group, facts, sides, place, table))
    if words < least:
        return 0.0
    overlap = max(worded.overlap(facts.words) for worded in group.worded)
    if days_apart > table["next_days"] and overlap < table["later_overlap"]:
        return 0.0
    named = best_likeness(first.parties, facts.parties)
    score = table["party"] * max(named, *(part or 0.0 for part in sides))
    score += table["place"] * (place or 0.0) + table["words"] * words
    return score + table["day"] * (facts.day is not None and facts.day in group.told_on)


def _doubt(group: _Group, facts: _Facts, sides: list[float | None], place: float | None, table: Thresholds) -> float:
    """Return how many words two reports have to share for what speaks against them; 2 where nothing can help.

    Of two sides one may be misread, where the other and the place are the same and a report names whom it misreads.
    """
    if place == 0.0:
        return 2.0
    if 0.0 not in sides:
        return 0.0
    ours, theirs = (group.actors, facts.actors) if sides[0] == 0.0 else (group.recipients, facts.recipients)
    is_named = best_likeness(ours, facts.parties) or best_likeness(theirs, group.first.parties)
    is_else_same = place == 1.0 and 1.0 in sides and group.family == facts.family
    return table["other_side_words"] if is_else_same and is_named else 2.0


def _may_be_party(places: list[Place], facts: _Facts, first: _Facts) -> bool:
    """Say whether one place is a country that is a party as well: such a name tells who more often than where."""
    named = {party.country for party in (*facts.parties, *first.parties)}
    return any(place.kind == "country" and place.country in named for place in (*places, *facts.places))


def _least_words(group: _Group, facts: _Facts, place: float | None, days_apart: int, table: Thresholds) -> float:
    """Return how many words two reports have to share: more where their types differ; 2 where it cannot be."""
    if group.family != facts.family:
        is_unknown = not group.family or not facts.family
        if place != 1.0 or (not is_unknown and days_apart > table["next_days"]):
            return 2.0
        return table["unknown_words" if is_unknown else "other_words"]
    return table["verbal_words"] if facts.is_verbal else 0.0


def _is_wide(place: Place) -> bool:
    """Say whether a place is too wide for its point to tell anything: a country, or the whole of a border."""
    return place.kind == "country" or (place.kind == "border" and (place.radius_km or 0.0) > _WIDE_KM)


def _days_apart(group: _Group, facts: _Facts, table: Thresholds) -> int | None:
    """Return how many days lie between a sighting and the occurrence, None where they are too many.

    Days that reports tell count where both tell some, else those of publication: a report without a day may come late.
    """
    if facts.day and group.told_on:
        apart, most = min(abs((facts.day - day).days) for day in group.told_on), table["days"]
    else:
        ours = facts.published_on or facts.day
        known = group.published_on or group.told_on
        if ours is None or not known:
            return 0
        apart, most = min(abs((ours - day).days) for day in known), table["publication_days"]
    return apart if apart <= most else None


def _contradicts(one: Fatalities | None, other: Fatalities | None, table: Thresholds) -> bool:
    """Say whether two figures of deaths are further apart than a toll that rises."""
    if one is None or other is None:
        return False
    few, many = sorted((one.best, other.best))
    return many > table["toll"] * max(few, 1)


def _side(one: tuple[Party, ...], other: tuple[Party, ...]) -> float | None:
    """Return whether the parties of one side agree, all that the shorter list names; None where a report has none."""
    fewer, more = sorted((one, other), key=len)
    return min((best_likeness([party], more) for party in fewer), default=None)


def _place(some: list[Place], others: tuple[Place, ...], table: Thresholds) -> float | None:
    """Return whether the places agree: near points, or one country where one is no point; None where one is unknown."""
    ours, theirs = ([place for place in places if not _is_wide(place)] for places in (some, others))
    km = nearest_km(ours, theirs)
    if km is not None:
        radius_km = max(place.radius_km or 0.0 for place in (*ours, *theirs))
        return float(km <= table["near_km"] + radius_km)
    countries, known = ({place.country for place in places if place.country} for places in (some, others))
    if not countries or not known:
        return None
    return 0.3 if countries & known else 0.0
