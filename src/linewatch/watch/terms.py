"""A line's declarations → its terms, read for matching: parties, words, area, days. It decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linewatch.records import AreaKind, Declared, Place, RedLine
from linewatch.watch.parties import Party, likeness, named_parties, party_of
from linewatch.watch.tables import read_tables
from linewatch.watch.words import Words, compass_of, fold, join_words, read_words

_SPAN_OF_TIME: Final = re.compile(r"\b(?:hour|day|week|month)s\b")
_LAND: Final = re.compile(r"(\S+)\s+(?:\w+\s+)?(?:territor|soil|land\b|airspace|waters|border)", re.IGNORECASE)
_WHERE: Final = re.compile(r"\b(?:in|into|inside|over|across|on|onto|off|at|through)\s+(?:the\s+)?$", re.IGNORECASE)
_OWN: Final = frozenset({"its", "their", "our"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a line says. `targets` are those whose act would cross it; `others` words that name them without a country.

    `names` are the names of the area and the trigger that are no party's.
    """

    line: RedLine
    declarer: Party
    targets: tuple[Party, ...]
    others: Words
    trigger: Words
    response: Words
    sentence: Words
    names: frozenset[str]
    area_kind: AreaKind
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    distance_km: float | None
    declared_on: date | None
    deadline_on: date | None
    has_deadline: bool
    compass: frozenset[str]

    @property
    def common_names(self) -> frozenset[str]:
        """What many reports name: countries, names of parties, and nouns of places."""
        parties = {party.country or fold(party.name) for party in (self.declarer, *self.targets)}
        return frozenset([*parties, *self.countries, *(self.sentence.roots & read_tables().places)])

    @property
    def least_names(self) -> int:
        """How many of the common names a report has to have to concern the line: a line for anyone has few."""
        return 1


def read_terms(force: Declared, all_of_line: Sequence[Declared]) -> Terms:
    """Return the terms in force of a line.

    Args:
        force: the declaration whose words hold now.
        all_of_line: every declaration of the line, the first one first; it tells since when the line stands.
    """
    line, article = force.line, force.article
    declarer = party_of(line.declarer)
    trigger_text = " ".join(span.text for span in line.trigger.spans)
    named = list(named_parties(line.evidence.text, article.published_on))
    where = {p.name for p in named if _WHERE.search(line.evidence.text[: p.start])}
    acting = [party_of(entity) for entity in line.trigger.actors]
    warned = [party_of(entity) for entity in line.addressees]
    warned = [party for party in warned if party.name not in where] or warned
    targets = [party for party in (*acting, *warned) if party.country and likeness(party, declarer) < 1.0]
    targets = targets or [p for p in named_parties(trigger_text) if likeness(p, declarer) < 1.0]
    targets = targets or [party for party in named if likeness(party, declarer) < 1.0]
    lands = {party.country for party in named if party.name in where and party.country}
    nameless = [party.name for party in (*acting, *warned) if not party.country]
    area = line.area
    parties = {fold(word) for party in (*named, declarer, *targets) for word in party.name.split()}
    parties |= {fold(line.evidence.text[p.start :].split()[0].strip('.,;:“”"')) for p in named}
    place_words = {fold(word) for place in force.places if place.kind != "country" for word in place.name.split()}
    names = read_words(" ".join([trigger_text, area.span.text if area else ""])).names
    return Terms(
        line=line,
        declarer=declarer,
        targets=tuple(dict.fromkeys(targets)),
        others=join_words(read_words(name) for name in nameless),
        trigger=read_words(trigger_text),
        response=read_words(line.response.span.text if line.response else ""),
        sentence=read_words(line.evidence.text),
        names=frozenset((read_words(line.evidence.text).names - parties) | (names & place_words)),
        area_kind=area.kind if area else "none",
        countries=tuple(sorted({*(area.countries if area else ()), *lands_of(line), *lands})),
        places=tuple(place for place in force.places if place.kind != "country"),
        distance_km=area.distance_km if area else None,
        declared_on=min((d for one in all_of_line if (d := said_on(one))), default=None),
        deadline_on=line.deadline.until_on if line.deadline else None,
        has_deadline=line.deadline is not None or _SPAN_OF_TIME.search(line.evidence.text) is not None,
        compass=compass_of(line.evidence.text),
    )


def said_on(declared: Declared) -> date | None:
    """Return the day of a declaration: when it was said, else when it was published."""
    return declared.line.said.from_on or declared.article.published_on


def lands_of(line: RedLine) -> Iterator[str]:
    """Yield the countries whose land, water or air the words of a line name: "Iranian soil", "its airspace"."""
    text = line.evidence.text
    for match in _LAND.finditer(text):
        if match[1].lower() in _OWN and line.declarer.country:
            yield line.declarer.country
        for party in named_parties(match[1]):
            if party.country:
                yield party.country
