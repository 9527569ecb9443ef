"""Sightings → reports: what one sentence of one article says, read once. Takes sightings, gives reports.

All events of a sentence are one report: it is the sentence that is held against a line, with the events as what the
coder knows of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linewatch.records import Entity, Interval, Place, Sighting, Span
from linewatch.watch.parties import Party, likeness, named_parties, party_of
from linewatch.watch.tables import read_tables
from linewatch.watch.words import Words, compass_of, fold, read_words

ReportKey = tuple[str, int]
_WORDS_AS_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "hundred": 100, "hundreds": 300, "thousands": 3000,
}  # fmt: skip
_KM: Final = {"k": 1.0, "km": 1.0, "m": 1.6, "n": 1.85}
_DISTANCE: Final = re.compile(
    r"\b(?P<number>[\d][\d,.]*|[a-z]+)[\s-]+(?:of\s+)?(?P<unit>kilomet|km|nautical|mile)\w*(?:\s+miles?)?"
    r"(?:\s+(?:away|short|north|south|east|west|inland|up|down)\w*)*\s+(?P<way>from|of|off|beyond)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What one sentence says.

    `acting` are those who do what it tells, as far as can be told, `parties` all that it names. `occurred` is the
    earliest day told, `types` and `modalities` are those of its events. `is_told` says that the sentence tells what
    somebody says before it tells anything else.
    """

    sightings: tuple[Sighting, ...]
    sentence: Span
    words: Words
    parties: tuple[Party, ...]
    acting: tuple[Party, ...]
    places: tuple[Place, ...]
    occurred: Interval
    types: frozenset[str]
    modalities: frozenset[str]
    cues: frozenset[str]
    stated_km: float | None
    compass: frozenset[str]
    is_told: bool

    @property
    def key(self) -> ReportKey:
        """Article and first character: one report each."""
        return self.article_id, self.sentence.start

    @property
    def article_id(self) -> str:
        """Its article."""
        return self.sightings[0].article.article_id

    @property
    def event_ids(self) -> tuple[str, ...]:
        """Its events, or those that stand for a sentence without any."""
        return tuple(sighting.event.event_id for sighting in self.sightings)

    @property
    def published_on(self) -> date | None:
        """When it was published."""
        return self.sightings[0].article.published_on

    @property
    def on(self) -> date | None:
        """The first day that the sentence tells, else that of publication."""
        return self.occurred.from_on or self.published_on

    @property
    def is_denial(self) -> bool:
        """Whether it denies something."""
        return "deny" in self.cues or "negated" in self.modalities

    @property
    def index_names(self) -> frozenset[str]:
        """Under what it can be found: countries and names of parties, names of places, nouns of places."""
        names = {party.country or fold(party.name) for party in (*self.parties, *self.acting)}
        nouns = self.words.roots & read_tables().places
        return frozenset([*names, *self.words.names, *nouns, *(place.country or "" for place in self.places)]) - {""}


class ReportIndex:
    """Reports by what they name, so that a line is held only against those that can concern it."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.key: report for report in reports}
        self._by_name: dict[str, list[ReportKey]] = {}
        for key, report in self._reports.items():
            for name in report.index_names:
                self._by_name.setdefault(name, []).append(key)

    def naming(self, own: Iterable[str], common: Iterable[str], least: int) -> tuple[Report, ...]:
        """Return the reports that have one of a line's own names, or so many of the common ones, by their keys."""
        counts = Counter(key for name in set(common) for key in self._by_name.get(name, ()))
        keys = {key for key, count in counts.items() if count >= least}
        keys |= {key for name in own for key in self._by_name.get(name, ())}
        return tuple(self._reports[key] for key in sorted(keys))


def read_reports(sighted: Iterable[Sighting]) -> tuple[Report, ...]:
    """Return the reports of the sightings, in the order of their keys."""
    by_sentence: dict[ReportKey, list[Sighting]] = {}
    for sighting in sighted:
        sentence = _sentence_of(sighting)
        by_sentence.setdefault((sighting.article.article_id, sentence.start), []).append(sighting)
    return tuple(_read(sorted(group, key=lambda s: s.event.event_id)) for _, group in sorted(by_sentence.items()))


def _sentence_of(sighting: Sighting) -> Span:
    return sighting.event.evidence[0] if sighting.event.evidence else sighting.event.trigger


def _read(sightings: list[Sighting]) -> Report:
    sentence = _sentence_of(sightings[0])
    text, article = sentence.text, sightings[0].article
    named = list(named_parties(text, article.published_on))
    coded = [
        party_of(entity, entity.start - sentence.start if sentence.start <= entity.start < sentence.end else 0)
        for sighting in sightings
        for entity in (*sighting.event.actors, *sighting.event.recipients)
        if entity.country
    ]
    extra = [party for party in coded if not any(likeness(party, known) == 1.0 for known in named)]
    parties = tuple(dict.fromkeys(sorted([*named, *extra], key=lambda party: (party.start, party.name))))
    events = [sighting.event for sighting in sightings]
    coded_events = [event for event in events if event.event_type]
    return Report(
        sightings=tuple(sightings),
        sentence=sentence,
        words=read_words(text),
        parties=parties,
        acting=_acting(sightings, [party for party in parties if party.start < _speaker_start(text)]),
        places=tuple({s.place.place_id: s.place for s in sightings if s.place is not None}.values()),
        occurred=min((e.occurred for e in events if e.occurred.from_on), key=_days, default=Interval()),
        types=frozenset(event.event_type for event in coded_events),
        modalities=frozenset(event.modality for event in coded_events),
        cues=frozenset(cue for cue, pattern in read_tables().cues.items() if pattern.search(text)),
        stated_km=stated_distance_km(text),
        compass=compass_of(text),
        is_told=_is_told(text),
    )


def _days(occurred: Interval) -> tuple[date, date]:
    return occurred.from_on or date.max, occurred.until_on or date.max


def _acting(sightings: list[Sighting], parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return the actors of the events, else the first party named that no event happens to."""
    actors = _countried(entity for sighting in sightings for entity in sighting.event.actors)
    if actors:
        return actors
    suffering = _countried(entity for sighting in sightings for entity in sighting.event.recipients)
    return tuple(party for party in parties if not any(likeness(party, other) for other in suffering))[:1]


def _speaker_start(text: str) -> int:
    """Return where a sentence begins to tell who says it, after its last comma: ", the governor said"."""
    start = text.rfind(", ")
    return start if start > 0 and read_tables().speech.search(text, start) else len(text)


def _countried(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(party_of(entity) for entity in entities if entity.country))


def stated_distance_km(text: str) -> float | None:
    """Return how far from something a text says that something is: "700 km from", "seven miles south of"."""
    match = _DISTANCE.search(text)
    if match is None:
        return None
    number = match["number"].lower().replace(",", "").rstrip(".")
    count = float(number) if number[0].isdigit() and number.count(".") < 2 else _WORDS_AS_NUMBERS.get(number)
    return None if count is None else count * _KM[match["unit"][0].lower()]


def _is_told(text: str) -> bool:
    """Say whether a verb of speech stands in the first half of a sentence, so that the rest is what was said."""
    match = read_tables().speech.search(text)
    return match is not None and match.end() < 0.55 * len(text)
