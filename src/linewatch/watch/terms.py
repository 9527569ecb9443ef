"""A line's declarations → its terms, read for matching: parties, words, area, days. It decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linewatch.records import Declared, Place, RedLine
from linewatch.watch.parties import Party, likeness, named_parties, party_of
from linewatch.watch.tables import read_tables
from linewatch.watch.words import Words, compass_of, fold, join_words, read_words

_SPAN_OF_TIME: Final = re.compile(r"\b(?:hour|day|week|month)s\b")
_LAND: Final = re.compile(r"((?:\S+\s+){1,2})(?:territor|soil|land\b|airspace|waters|border)", re.IGNORECASE)
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
    countries: tuple[str, ...]
    places: tuple[Place, ...]
    distance_km: float | None
    declared_on: date | None
    deadline_on: date | None
    has_deadline: bool
    compass: frozenset[str]

    @property
    def index_names(self) -> frozenset[str]:
        """What a report has to name, at least one of it, to concern the line."""
        parties = {party.country or fold(party.name) for party in (self.declarer, *self.targets)}
        return frozenset([*parties, *self.names, *self.countries, *(self.sentence.roots & read_tables().places)])


def read_terms(force: Declared, all_of_line: Sequence[Declared]) -> Terms:
    """Return the terms in force of a line.

    Args:
        force: the declaration whose words hold now.
        all_of_line: every declaration of the line; they tell since when it stands.
    """
    line, text = force.line, force.line.evidence.text
    named = named_parties(text, force.article.published_on)
    where = tuple(party for party in named if _WHERE.search(text[: party.start]) and not _is_in_response(line, party))
    places = tuple(place for place in force.places if place.kind != "country")
    targets = _targets(line, named, where)
    lands = {party.country for party in where if party.country}
    area = line.area
    return Terms(
        line=line,
        declarer=party_of(line.declarer),
        targets=targets,
        others=join_words(read_words(e.name) for e in (*line.trigger.actors, *line.addressees) if not e.country),
        trigger=read_words(_trigger_text(line)),
        response=read_words(line.response.span.text if line.response else ""),
        sentence=read_words(text),
        names=_names(line, named, (party_of(line.declarer), *targets), places),
        countries=tuple(sorted({*(area.countries if area else ()), *lands_of(line), *lands})),
        places=places,
        distance_km=area.distance_km if area else None,
        declared_on=min((day for one in all_of_line if (day := said_on(one))), default=None),
        deadline_on=line.deadline.until_on if line.deadline else None,
        has_deadline=line.deadline is not None or _SPAN_OF_TIME.search(text) is not None,
        compass=compass_of(text),
    )


def area_names(declared: Iterable[Declared]) -> frozenset[str]:
    """Return the names, folded, of which a sentence has to have one to tell by its words alone of any of the lines."""
    return frozenset(name for one in declared for name in read_terms(one, [one]).names)


def _is_in_response(line: RedLine, party: Party) -> bool:
    """Say whether the response names a party: it tells where the declarer will strike, not where the line runs."""
    if line.response is None:
        return False
    span, start = line.response.span, line.evidence.start + party.start
    return span.start <= start < span.end


def _trigger_text(line: RedLine) -> str:
    return " ".join(span.text for span in line.trigger.spans)


def _targets(line: RedLine, named: Sequence[Party], where: Sequence[Party]) -> tuple[Party, ...]:
    """Return whose act would cross a line: who acts in the trigger and who is warned, else whom the words name.

    Who is named only to say where ("in Taiwan") is no target if anybody else is warned.
    """
    declarer, elsewhere = party_of(line.declarer), {party.name for party in where}
    coded = [party_of(entity) for entity in (*line.trigger.actors, *line.addressees) if entity.country]
    coded = [party for party in coded if party.name not in elsewhere] or coded
    for parties in (coded, named_parties(_trigger_text(line)), named):
        others = tuple(dict.fromkeys(party for party in parties if likeness(party, declarer) < 1.0))
        if others:
            return others
    return ()


def _names(line: RedLine, named: Sequence[Party], parties: Iterable[Party], places: Iterable[Place]) -> frozenset[str]:
    """Return the names in the words of a line that are those of places, or of no party.

    Args:
        named: the parties as the words name them.
        parties: those that the line is about.
    """
    text = line.evidence.text
    words = [word for party in (*named, *parties) for word in party.name.split()]
    words += [text[party.start :].split()[0] for party in named]  # "Iranian", where the party is Iran
    speaking = [one for one in (line.declarer, line.spokesperson) if one is not None]
    words += [word for one in speaking for mention in one.mentions for word in mention.text.split()]
    taken = {fold(word.strip('.,;:“”"')) for word in words}
    own = read_words(" ".join(["in", _trigger_text(line), line.area.span.text if line.area else ""])).names
    of_places = {fold(word) for place in places for word in place.name.split()}
    return (own - taken or read_words(text).names - taken) | (own & of_places)


def said_on(declared: Declared) -> date | None:
    """Return the day of a declaration: when it was said, at the latest when it was published."""
    said, published = declared.line.said.from_on, declared.article.published_on
    return min(said, published) if said and published else said or published


def lands_of(line: RedLine) -> Iterator[str]:
    """Yield the countries whose land, water or air the words of a line name: "Iranian soil", "its airspace"."""
    text = line.evidence.text
    for match in _LAND.finditer(text):
        if line.declarer.country and _OWN & set(match[1].lower().split()):
            yield line.declarer.country
        yield from (party.country for party in named_parties(match[1]) if party.country)
