"""A coded article → what the watch takes: its declarations, its events, and its sentences that no event was coded in.

Takes records alone, gives records. A sentence without an event becomes a sighting whose event has the empty type: the
act may be one that the coder does not know, and its parties and places still tell whether it concerns a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from linewatch.records import (
    CodedArticle,
    Declared,
    Event,
    Interval,
    Place,
    Sighting,
    Span,
    Statement,
    Time,
    content_id,
)
from linewatch.watch.words import fold

UNKNOWN: Final = ""
"""The type of an event that was not coded."""
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?][”’\"']?(?=\s+[“\"'‘]?[A-Z0-9])|\n\s*\n|\Z)", re.DOTALL)
_WHERE: Final = re.compile(
    r"\b(?:in|into|inside|over|across|to|towards?|through|near|on|off|within|along|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_WHOLE: Final = frozenset({"country"})  # kinds that say little about where


MOST_CHARACTERS: Final = 2_000
"""So much of a sentence is read for its words; what is longer is a list or no sentence."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAD: Final = 20  # characters before a name in which a preposition stands
Item = TypeVar("Item", Place, Time)


@dataclass(frozen=True, slots=True)
class _Page:
    """A coded article with what its sentences hold at hand. `places` tell where; all items are in text order."""

    coded: CodedArticle
    places: Sequence[Place]
    days: Sequence[Time]
    by_id: Mapping[str, Place]
    statements: Mapping[str | None, Statement]

    @staticmethod
    def of(coded: CodedArticle) -> _Page:
        """Return the page of an article."""
        where = [place for place in coded.places if _tells_where(coded.article.text, place)]
        days = [time for time in coded.times if time.kind in {"date", "time"} and time.precision == "day"]
        return _Page(
            coded,
            sorted(where, key=lambda place: place.span.start),
            sorted((time for time in days if time.from_on), key=lambda time: time.span.start),
            {place.place_id: place for place in coded.places},
            {statement.statement_id: statement for statement in coded.statements},
        )

    def complete(self, event: Event) -> Sighting:
        """Return the sighting of an event, with place and day of its sentence where it has none of its own."""
        sentence = sentence_of(event)
        place = self.by_id.get(event.place_id or "")
        if place is None or place.kind in _WHOLE:
            named = _within(self.places, sentence)
            place = min(named, key=lambda known: known.kind in _WHOLE, default=place)
        if event.occurred.from_on is None:
            event = replace(event, occurred=self._day_of(sentence))
        return Sighting(self.coded.article, event, place, self.statements.get(event.statement_id))

    def bare(self, sentence: Span, place: Place | None = None) -> Sighting:
        """Return the sighting of a sentence, or of one of its places, as an event that was not coded."""
        article_id, place_id = self.coded.article.article_id, place.place_id if place else None
        cues = (one for one in self.coded.statements if sentence.start <= one.cue.start < sentence.end)
        event = Event(
            event_id=content_id("sgt", article_id, sentence.start, place_id),
            event_type=UNKNOWN,
            mode=None,
            contexts=(),
            cameo_code=None,
            quad_code=0,
            intensity=0.0,
            actors=(),
            recipients=(),
            place_id=place_id,
            occurred=Interval(),
            modality="actual",
            statement_id=next((one.statement_id for one in cues), None),
            fatalities=None,
            trigger=sentence,
            evidence=(sentence,),
            score=0.0,
            explanation="no event was coded in this sentence",
        )
        return self.complete(event)

    def further_places(self, known: Iterable[Sighting]) -> Iterator[Sighting]:
        """Yield a sighting for each place of a sentence that none of the known sightings of that sentence has."""
        taken: dict[Span, set[str]] = {}
        for sighting in known:
            places = taken.setdefault(sentence_of(sighting.event), set())
            places |= {sighting.place.place_id} if sighting.place else set()
        for sentence, places in taken.items():
            others = [place for place in _within(self.places, sentence) if place.place_id not in places]
            yield from (self.bare(sentence, place) for place in others)

    def _day_of(self, sentence: Span) -> Interval:
        """Return the one day that a sentence names, an empty interval where it names none or several."""
        found = {(time.from_on, time.until_on): time for time in _within(self.days, sentence)}
        if len(found) != 1:
            return Interval()
        [time] = found.values()
        return Interval(time.from_on, time.until_on, time.precision, time.method)


def read_declared(coded: CodedArticle) -> tuple[Declared, ...]:
    """Return the declarations of an article with the places that their sentences name."""
    places = sorted(coded.places, key=lambda place: place.span.start)
    return tuple(Declared(coded.article, line, tuple(_within(places, line.evidence))) for line in coded.red_lines)


def read_sightings(coded: CodedArticle) -> tuple[Sighting, ...]:
    """Return the sightings of an article: its events, the sentences without one, and further places of sentences.

    An event without a place or a day takes those that its sentence names. Every further place that a sentence names
    makes another sighting of unknown type, since where the act took place may be told by either.
    """
    page, told = _Page.of(coded), read_events(coded)
    taken = [span for event in coded.events for span in event.evidence or (event.trigger,)]
    bare = [page.bare(sentence) for sentence in _untouched(sentences_of(coded.article.text), taken)]
    return (*told, *bare, *page.further_places([*told, *bare]))


def read_events(coded: CodedArticle) -> tuple[Sighting, ...]:
    """Return the sightings of the events alone, which are all that counts in a stream of news."""
    page = _Page.of(coded)
    return tuple(page.complete(event) for event in coded.events)


def read_stream(coded: CodedArticle, names: Container[str]) -> tuple[Sighting, ...]:
    """Return what counts in a stream of news: the events, and the sentences without one that have one of the names.

    Articles come without text, and parties without their mentions: a watch keeps all sightings of a store at once.

    Args:
        names: folded; those of the lines' areas.
    """
    found = list(read_events(coded))
    if _names_any(coded.article.text, names):
        page = _Page.of(coded)
        taken = [span for event in coded.events for span in event.evidence or (event.trigger,)]
        bare = _untouched(sentences_of(coded.article.text), taken)
        found += [page.bare(sentence) for sentence in bare if _names_any(sentence.text, names)]
    article = replace(coded.article, title=None, text="", models={})
    return tuple(replace(one, article=article, event=_without_mentions(one.event)) for one in found)


def _without_mentions(event: Event) -> Event:
    actors, recipients = (tuple(replace(one, mentions=()) for one in side) for side in (event.actors, event.recipients))
    return replace(event, actors=actors, recipients=recipients)


def sentence_of(event: Event) -> Span:
    """Return the sentence that reports an event, or its trigger where none is known."""
    return event.evidence[0] if event.evidence else event.trigger


def sentences_of(text: str) -> Iterator[Span]:
    """Yield the sentences of a text: what ends with a full stop, question or exclamation mark before a capital."""
    for match in _SENTENCE.finditer(text):
        words = match.group().rstrip()
        yield Span(match.start(), match.start() + len(words), words)


def _names_any(text: str, names: Container[str]) -> bool:
    return any(fold(word) in names for word in set(_WORD.findall(text)))


def _tells_where(text: str, place: Place) -> bool:
    """Say whether a name tells where: a country does after "in" and the like, and nothing does as an owner."""
    start, end = place.span.start, place.span.end
    if text.startswith(("'s", "’s"), end):
        return False
    return place.kind not in _WHOLE or _WHERE.search(text[max(0, start - _LEAD) : start]) is not None


def _within(items: Sequence[Item], sentence: Span) -> list[Item]:
    """Return the items, which are in text order, that stand in a sentence."""
    low = bisect_left(items, sentence.start, key=lambda item: item.span.start)
    high = bisect_left(items, sentence.end, key=lambda item: item.span.start)
    return [item for item in items[low:high] if item.span.end <= sentence.end]


def _untouched(sentences: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences, which are in text order, that have no character in common with what is taken."""
    spans = sorted(taken, key=lambda span: (span.start, span.end))
    place = reached = 0
    for sentence in sentences:
        while place < len(spans) and spans[place].start < sentence.end:
            reached = max(reached, spans[place].end)
            place += 1
        if reached <= sentence.start:
            yield sentence
