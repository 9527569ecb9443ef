"""A report's text with its marks: cut at the edges of all spans, so that marks may overlap.

Takes a coded article; gives paragraphs of pieces of plain text with the kinds of marks upon them, and the records that
stand beside each paragraph. It makes no HTML.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from linewatch.records import CodedArticle, Entity, Event, RedLine, Span, Statement

KINDS = ("actor", "trigger", "quote", "speaker", "date", "place", "line")

Record = Event | Statement | RedLine

_BREAK = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text, the kinds of its marks, and the ids of the records that they belong to."""

    text: str
    kinds: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, and the records whose sentence begins in it."""

    pieces: tuple[Piece, ...]
    red_lines: tuple[RedLine, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    record: str


def mark_text(coded: CodedArticle) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a report with their marks and records."""
    text = coded.article.text
    marks = [mark for mark in _marks(coded) if 0 <= mark.start < mark.end <= len(text)]
    ranges = list(_paragraphs(text))
    homes: dict[int, list[Record]] = defaultdict(list)
    records: tuple[Record, ...] = (*coded.red_lines, *coded.events, *coded.statements)
    for record in records:
        homes[_home(ranges, _first(record))].append(record)
    return tuple(
        Paragraph(
            tuple(_pieces(text, start, end, [mark for mark in marks if mark.start < end and mark.end > start])),
            tuple(each for each in homes[number] if isinstance(each, RedLine)),
            tuple(each for each in homes[number] if isinstance(each, Event)),
            tuple(each for each in homes[number] if isinstance(each, Statement)),
        )
        for number, (start, end) in enumerate(ranges)
    )


def count_kinds(paragraphs: Iterable[Paragraph]) -> dict[str, int]:
    """Return how many pieces carry each kind of mark."""
    found = dict.fromkeys(KINDS, 0)
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            for kind in piece.kinds:
                found[kind] += 1
    return found


def excerpt(text: str, around: Span, inside: Iterable[Span]) -> tuple[Piece, ...]:
    """Return one sentence with the words marked that count."""
    marks = [_Mark(span.start, span.end, "trigger", "") for span in inside]
    return tuple(_pieces(text, around.start, around.end, marks))


def _marks(coded: CodedArticle) -> Iterator[_Mark]:
    for event in coded.events:
        yield _mark(event.trigger, "trigger", event.event_id)
        yield from _actors((*event.actors, *event.recipients), event.event_id)
    for statement in coded.statements:
        for span in statement.content:
            yield _mark(span, "quote", statement.statement_id)
        speaker = statement.speaker_span or _own_span(statement.speaker)
        if speaker:
            yield _mark(speaker, "speaker", statement.statement_id)
    for line in coded.red_lines:
        yield _mark(line.evidence, "line", line.declaration_id)
        yield from _actors((line.declarer, *line.addressees), line.declaration_id)
    for place in coded.places:
        yield _mark(place.span, "place", place.place_id)
    for time in coded.times:
        yield _mark(time.span, "date", "")


def _actors(entities: Iterable[Entity], record: str) -> Iterator[_Mark]:
    for entity in entities:
        for span in (_own_span(entity), *entity.mentions):
            if span:
                yield _mark(span, "actor", record)


def _own_span(entity: Entity | None) -> Span | None:
    return Span(entity.start, entity.end, entity.text) if entity and entity.text else None


def _mark(span: Span, kind: str, record: str) -> _Mark:
    return _Mark(span.start, span.end, kind, record)


def _first(record: Record) -> int:
    match record:
        case Event():
            return record.evidence[0].start if record.evidence else record.trigger.start
        case Statement():
            return min((span.start for span in (*record.content, record.cue)), default=0)
        case RedLine():
            return record.evidence.start


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _home(ranges: list[tuple[int, int]], at: int) -> int:
    return next((number for number, (_, end) in enumerate(ranges) if at < end), len(ranges) - 1)


def _pieces(text: str, start: int, end: int, marks: list[_Mark]) -> Iterator[Piece]:
    edges = {start, end} | {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    points = sorted(edges)
    for first, last in pairwise(points):
        over = [mark for mark in marks if mark.start <= first and last <= mark.end]
        kinds = tuple(kind for kind in KINDS if any(mark.kind == kind for mark in over))
        yield Piece(text[first:last], kinds, tuple(dict.fromkeys(mark.record for mark in over if mark.record)))
