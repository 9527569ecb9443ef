"""A coded article → what the watch takes: its declarations, its events, and its sentences that no event was coded in.

Takes records alone, gives records. A sentence without an event becomes a sighting whose event has the empty type: the
act may be one that the coder does not know, and its parties and places still tell whether it concerns a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from linewatch.records import CodedArticle, Declared, Event, Interval, Place, Sighting, Span, Statement, content_id

UNKNOWN: Final = ""
"""The type of an event that was not coded."""
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?][”’\"']?(?=\s+[“\"'‘]?[A-Z0-9])|\n\s*\n|\Z)", re.DOTALL)
_WHERE: Final = re.compile(
    r"\b(?:in|into|inside|over|across|to|towards?|through|near|on|off|within|along|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_WHOLE: Final = frozenset({"country"})  # kinds that say little about where


def read_declared(coded: CodedArticle) -> tuple[Declared, ...]:
    """Return the declarations of an article with the places that their sentences name."""
    return tuple(
        Declared(coded.article, line, tuple(place for place in coded.places if _holds(line.evidence, place.span)))
        for line in coded.red_lines
    )


def read_sightings(coded: CodedArticle) -> tuple[Sighting, ...]:
    """Return the sightings of an article: its events, the sentences without one, and further places of sentences.

    An event without a place or a day takes those that its sentence names. Every further place that a sentence names
    makes another sighting of unknown type, since where the act took place may be told by either.
    """
    told = [_complete(coded, event) for event in coded.events]
    taken = [span for sighting in told for span in sighting.event.evidence]
    bare = [
        _complete(coded, _unknown_event(coded, span))
        for span in sentences_of(coded.article.text)
        if not any(_touch(span, other) for other in taken)
    ]
    return (*told, *bare, *_further_places(coded, [*told, *bare]))


def _further_places(coded: CodedArticle, known: Sequence[Sighting]) -> Iterator[Sighting]:
    sentences = {(s.event.evidence[0] if s.event.evidence else s.event.trigger): s for s in known}
    taken = {(s.place.place_id, s.event.evidence[:1]) for s in known if s.place}
    for sentence, sighting in sentences.items():
        for place in coded.places:
            if (
                _holds(sentence, place.span)
                and _tells_where(coded, place)
                and (place.place_id, (sentence,)) not in taken
            ):
                event = replace(_unknown_event(coded, sentence, place), occurred=sighting.event.occurred)
                yield Sighting(coded.article, event, place, _statement_of(coded, event))


def sentences_of(text: str) -> Iterator[Span]:
    """Yield the sentences of a text: what ends with a full stop, question or exclamation mark before a capital."""
    for match in _SENTENCE.finditer(text):
        words = match.group().rstrip()
        yield Span(match.start(), match.start() + len(words), words)


def _complete(coded: CodedArticle, event: Event) -> Sighting:
    """Return the sighting of an event, with place and day of its sentence where it has none of its own."""
    sentence = event.evidence[0] if event.evidence else event.trigger
    place = next((place for place in coded.places if place.place_id == event.place_id), None)
    if place is None or place.kind in _WHOLE:
        place = _place_in(coded, sentence) or place
    if event.occurred.from_on is None:
        event = replace(event, occurred=_days_in(coded, sentence))
    return Sighting(coded.article, event, place, _statement_of(coded, event))


def _unknown_event(coded: CodedArticle, sentence: Span, place: Place | None = None) -> Event:
    return Event(
        event_id=content_id("sgt", coded.article.article_id, sentence.start, place.place_id if place else None),
        event_type=UNKNOWN,
        mode=None,
        contexts=(),
        cameo_code=None,
        quad_code=0,
        intensity=0.0,
        actors=(),
        recipients=(),
        place_id=place.place_id if place else None,
        occurred=Interval(),
        modality="actual",
        statement_id=next((s.statement_id for s in coded.statements if _holds(sentence, s.cue)), None),
        fatalities=None,
        trigger=sentence,
        evidence=(sentence,),
        score=0.0,
        explanation="no event was coded in this sentence",
    )


def _place_in(coded: CodedArticle, sentence: Span) -> Place | None:
    """Return the first place that a sentence names as where, settlements and the like before whole countries."""
    found = [place for place in coded.places if _holds(sentence, place.span) and _tells_where(coded, place)]
    return min(found, key=lambda place: (place.kind in _WHOLE, place.span.start), default=None)


def _tells_where(coded: CodedArticle, place: Place) -> bool:
    """Say whether a name tells where: a country does after "in" and the like, and nothing does as an owner."""
    text = coded.article.text
    if text[place.span.end :].startswith(("'s", "’s")):
        return False
    return place.kind not in _WHOLE or _WHERE.search(text[: place.span.start]) is not None


def _days_in(coded: CodedArticle, sentence: Span) -> Interval:
    """Return the one day that a sentence names, an empty interval where it names none or several."""
    found = {
        (time.from_on, time.until_on): time
        for time in coded.times
        if time.kind in {"date", "time"} and time.from_on and time.precision == "day" and _holds(sentence, time.span)
    }
    if len(found) != 1:
        return Interval()
    time = next(iter(found.values()))
    return Interval(time.from_on, time.until_on, time.precision, time.method)


def _statement_of(coded: CodedArticle, event: Event) -> Statement | None:
    return next((s for s in coded.statements if s.statement_id == event.statement_id), None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
