"""A briefing's contents: what happened to red lines in some days, with quotes and sources, and tension beside it.

Takes lines with their lives and what they rest on; gives a `Brief`, plain values in the order in which they are told.
`briefpages` makes a page of it. Pure and deterministic: no clock, no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from linewatch.records import Article, Declared, Line, LineState, Place, Reasons, Sighting, Step, Tension
from linewatch.wording import STATES, line_words, named, parties, plain, quoted

MOST_TENSIONS = 6
MOST_SOURCES = 8

_CHAPTERS: tuple[tuple[str, tuple[LineState, ...]], ...] = (
    ("Crossed", ("crossed",)),
    ("Tested", ("tested",)),
    ("Answered, or left without an answer", ("answered", "not_answered")),
    ("New lines", ("declared",)),
    ("Reaffirmed or amended", ("reaffirmed", "amended")),
    ("Ended", ("withdrawn", "denied", "expired")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a statement of the briefing rests on, and its words."""

    quote: str
    title: str
    publisher: str | None
    published_on: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the match of an event with a line."""

    name: str
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of one line in words."""

    line_id: str
    step_id: str
    line: str
    state: LineState
    state_words: str
    on: date | None
    explanation: str
    response: str | None
    area: str | None
    declared_on: date | None
    declared: Source | None
    parts: tuple[Part, ...]
    claimed_by: str
    denied_by: str
    sources: tuple[Source, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """The steps of one kind, oldest first."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a briefing tells. `places` are where its events took place and its lines run, for the map."""

    since: date
    until: date
    chapters: tuple[Chapter, ...]
    tensions: tuple[Tension, ...]
    places: tuple[Place, ...]
    lines_open: int
    reports: int


def make_brief(
    lines: Iterable[Line],
    declared: Iterable[Declared],
    sighted: Iterable[Sighting],
    tensions: Iterable[Tension],
    *,
    since: date,
    until: date,
) -> Brief:
    """Return the briefing for the days from `since` to `until`, both included.

    Args:
        declared: the declarations of the lines.
        sighted: at least the events of the days and those that the steps rest on.
        tensions: of all pairs; those with the most events in the days are taken.
    """
    lines = sorted(lines, key=lambda line: line.line_id)
    said = {each.line.declaration_id: each for each in declared}
    seen = {each.event.event_id: each for each in sighted}
    told = [(line, step) for line in lines for step in line.steps if step.on and since <= step.on <= until]
    told.sort(key=lambda pair: (pair[1].on or since, pair[1].step_id))
    chapters = tuple(
        Chapter(title, tuple(_entry(line, step, said, seen) for line, step in told if step.state in states))
        for title, states in _CHAPTERS
    )
    reports = {each.article.article_id for each in seen.values() if _is_within(each.article, since, until)}
    reports |= {each.article.article_id for each in said.values() if _is_within(each.article, since, until)}
    return Brief(
        since,
        until,
        tuple(chapter for chapter in chapters if chapter.entries),
        _busiest(tensions, since, until),
        _places(told, said, seen),
        sum(line.ended_on is None for line in lines),
        len(reports),
    )


def _entry(line: Line, step: Step, said: Mapping[str, Declared], seen: Mapping[str, Sighting]) -> Entry:
    terms = line.terms
    first = said.get(step.declaration_id or line.declaration_ids[0])
    sources = [_event_source(seen[key]) for key in step.event_ids if key in seen]
    return Entry(
        line_id=line.line_id,
        step_id=step.step_id,
        line=line_words(line),
        state=step.state,
        state_words=STATES[step.state],
        on=step.on,
        explanation=plain(step.explanation),
        response=plain(terms.response.span.text) if terms.response else None,
        area=plain(terms.area.span.text) if terms.area else None,
        declared_on=line.declared_on,
        declared=_declared_source(first) if first else None,
        parts=tuple(_parts(step.reasons)) if step.reasons else (),
        claimed_by=plain(", ".join(step.claimed_by)),
        denied_by=plain(", ".join(step.denied_by)),
        sources=tuple(sources[:MOST_SOURCES]),
        more_sources=max(0, len(sources) - MOST_SOURCES),
    )


def _parts(reasons: Reasons) -> Iterable[Part]:
    for name in ("actor", "act", "area", "time"):
        reason = getattr(reasons, name)
        yield Part(name, reason.score, plain(reason.words))


def _declared_source(declared: Declared) -> Source:
    who = named(declared.line.spokesperson or declared.line.declarer)
    return _source(declared.article, declared.line.evidence.text, who)


def _event_source(sighting: Sighting) -> Source:
    event, statement = sighting.event, sighting.statement
    who = parties([statement.speaker]) if statement and statement.speaker else None
    return _source(sighting.article, event.evidence[0].text if event.evidence else event.trigger.text, who)


def _source(article: Article, words: str, who: str | None) -> Source:
    quote = quoted(words) if who is None else f"{quoted(words)} ({who})"
    title = plain(article.title or article.article_id)
    publisher = plain(article.publisher) if article.publisher else None
    return Source(quote, title, publisher, article.published_on, article.url)


def _busiest(tensions: Iterable[Tension], since: date, until: date) -> tuple[Tension, ...]:
    def events(tension: Tension) -> int:
        return sum(sum(reading.counts) for reading in tension.readings if since <= reading.from_on <= until)

    busy = [tension for tension in tensions if events(tension)]
    return tuple(sorted(busy, key=lambda tension: (-events(tension), tension.countries))[:MOST_TENSIONS])


def _places(
    told: Sequence[tuple[Line, Step]], said: Mapping[str, Declared], seen: Mapping[str, Sighting]
) -> tuple[Place, ...]:
    """Return where the steps' events took place, then where their lines run, each once."""
    found: dict[tuple[str, float | None, float | None], Place] = {}
    for _, step in told:
        for key in step.event_ids:
            place = seen[key].place if key in seen else None
            if place is not None and place.lat is not None:
                found.setdefault((place.name, place.lat, place.lon), place)
    for line, _ in told:
        for key in line.declaration_ids:
            for place in said[key].places if key in said else ():
                if place.lat is not None and place.kind != "country":
                    found.setdefault((place.name, place.lat, place.lon), place)
    return tuple(found.values())


def _is_within(article: Article, since: date, until: date) -> bool:
    return article.published_on is not None and since <= article.published_on <= until
