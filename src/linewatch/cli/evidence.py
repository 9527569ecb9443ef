"""The full account of one record: where it stands, which words it rests on, which rule or model made it.

Everything here returns values or rich renderables; nothing prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from linewatch.cli import ledger
from linewatch.cli.lookup import Record
from linewatch.cli.terminal import clean
from linewatch.records import (
    Article,
    CodedArticle,
    Entity,
    Event,
    Fatalities,
    Interval,
    Place,
    RedLine,
    Span,
    Statement,
)
from linewatch.store import Found

Facts = dict[str, Text | None]

CONTEXT_CHARS = 160


def full_evidence(coded: CodedArticle, record: Record, others: Sequence[Found[Event]] = ()) -> RenderableType:
    """Return the account of a record of `coded`; `others` are further reports of the occurrence that an event is."""
    article = coded.article
    match record:
        case Event():
            facts = _event_facts(coded, record) | {"also reported": _reports(others)}
            return _page(article, facts, record.evidence[0], [record.trigger])
        case Statement():
            return _page(article, _statement_facts(record), record.cue, list(record.content))
        case RedLine():
            return _page(article, _red_line_facts(coded, record), record.evidence, list(record.trigger.spans))
        case Place():
            return _page(article, _place_facts(record), record.span, [record.span])
        case Article():
            return Group(ledger.coded_article(coded), ledger.facts(_source_facts(article)))


def _page(article: Article, own: Facts, around: Span, inside: list[Span]) -> RenderableType:
    passage = Padding(_passage(article.text, [around, *inside], inside), (1, 2))
    return Group(ledger.article_heading(article), passage, ledger.facts({**own, **_source_facts(article)}))


def _passage(text: str, around: list[Span], inside: list[Span]) -> Text:
    """Return the words around the spans, with some more on both sides, and the spans marked."""
    first, last = min(span.start for span in around), max(span.end for span in around)
    start, end = _context(text, first, last)
    passage = Text("… " if start else "", style="dim")
    edges = sorted({first, last, *(edge for span in inside for edge in (span.start, span.end))})
    for cut, stop in _pieces(edges, start, end):
        is_marked = any(span.start <= cut and stop <= span.end for span in inside)
        is_evidence = first <= cut and stop <= last
        style = "bold underline not dim" if is_marked else "not dim" if is_evidence else "dim"
        passage.append(clean(text[cut:stop]), style)
    return passage.append(" …" if end < len(text) else "")


def _context(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the range with some more words on both sides, none of them cut in two."""
    start, end = first - CONTEXT_CHARS, last + CONTEXT_CHARS
    return (
        min(text.find(" ", start) + 1, first) if start > 0 else 0,
        max(text.rfind(" ", 0, end), last) if end < len(text) else len(text),
    )


def _pieces(edges: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the edges, from `start` to `end`."""
    points = [start, *edges, end]
    yield from ((left, right) for left, right in pairwise(points) if left < right)


def _event_facts(coded: CodedArticle, event: Event) -> Facts:
    place = next((place for place in coded.places if place.place_id == event.place_id), None)
    cameo = f", CAMEO {event.cameo_code}" if event.cameo_code else ""
    return {
        "id": Text(event.event_id),
        "what": Text(f"{event.event_type} {event.mode or ''}".strip(), style="bold"),
        "codes": Text(f"quad {event.quad_code}, intensity {event.intensity:g}{cameo}"),
        "contexts": _listed(event.contexts),
        "modality": Text(event.modality),
        "actors": _entities(event.actors),
        "recipients": _entities(event.recipients),
        "when": _when(event.occurred),
        "where": Text(ledger.place_words(place)) if place else None,
        "dead": _deaths(event.fatalities) if event.fatalities else None,
        "said by": _said_by(coded, event.statement_id),
        "trigger": _quoted(event.trigger),
        "because": Text(clean(event.explanation)),
        "score": Text(f"{event.score:.2f}"),
        "told again": _listed(tuple(f"“{clean(span.text)}”" for span in event.evidence[1:])),
        "same as": Text(event.same_as) if event.same_as else None,
    }


def _reports(others: Sequence[Found[Event]]) -> Text | None:
    """Return a line for each report: its article, the words that report the act, and its id."""
    lines = []
    for article, event in others:
        source = ", ".join(part for part in (clean(article.title or ""), ledger.source_words(article)) if part)
        lines.append(f"{clean(source)}: “{clean(event.trigger.text)}” ({event.event_id})")
    return Text("\n".join(lines)) if lines else None


def _statement_facts(statement: Statement) -> Facts:
    return {
        "id": Text(statement.statement_id),
        "speaker": _entities([statement.speaker] if statement.speaker else []),
        "speaks for": _entities([statement.spokesperson_for] if statement.spokesperson_for else []),
        "to": _entities(statement.addressees),
        "cue": _quoted(statement.cue),
        "form": Text("quoted" if statement.is_quoted else "reported"),
        "when": _when(statement.said),
        "told by": Text(clean(statement.reported_by)) if statement.reported_by else None,
        "venue": Text(clean(statement.venue)) if statement.venue else None,
        "score": Text(f"{statement.score:.2f}"),
    }


def _red_line_facts(coded: CodedArticle, line: RedLine) -> Facts:
    act = " ".join(part for part in (line.trigger.event_type, line.trigger.mode) if part)
    return {
        "id": Text(line.declaration_id),
        "line": Text(line.line_id),
        "kind": Text(f"{line.kind}, {line.type}, strength {line.strength} of 3"),
        "declarer": _entities([line.declarer]),
        "spokesperson": _entities([line.spokesperson] if line.spokesperson else []),
        "to": _entities(line.addressees),
        "trigger": Text(clean(line.trigger.text), style="bold"),
        "act": Text(f"{act or 'not coded'}, form: {line.trigger.form}"),
        "by": _entities(line.trigger.actors),
        "where": _quoted(line.area.span, line.area.kind, *line.area.countries) if line.area else None,
        "until": _quoted(line.deadline.span, str(line.deadline.until_on or "")) if line.deadline else None,
        "response": _quoted(line.response.span, line.response.specificity) if line.response else None,
        "promise": _quoted(line.assurance) if line.assurance else None,
        "when": _when(line.said),
        "said by": _said_by(coded, line.statement_id),
        "because": Text(clean(line.explanation)),
        "score": Text(f"{line.score:.2f}"),
    }


def _place_facts(place: Place) -> Facts:
    point = f"{place.lat:.4f}, {place.lon:.4f} (latitude, longitude)" if None not in (place.lat, place.lon) else ""
    return {
        "id": Text(place.place_id),
        "place": Text(ledger.place_words(place), style="bold"),
        "kind": Text(" ".join(part for part in (place.kind, place.feature_code) if part)),
        "point": Text(point) if point else None,
        "radius": Text(f"{place.radius_km:g} km") if place.radius_km is not None else None,
        "geonames": Text(str(place.geonames_id)) if place.geonames_id else None,
        "disputed": _listed(place.disputed),
        "score": Text(f"{place.score:.2f}"),
    }


def _source_facts(article: Article) -> Facts:
    return {
        "source": Text(clean(article.url)) if article.url else None,
        "article": Text(article.article_id),
        "made by": Text(", ".join(f"{name} {version}" for name, version in article.models.items())),
    }


def _entities(entities: tuple[Entity, ...] | list[Entity]) -> Text | None:
    return Text("; ".join(_entity_words(entity) for entity in entities)) if entities else None


def _entity_words(entity: Entity) -> str:
    codes = " ".join(part for part in (entity.country, entity.sector) if part)
    words = [clean(entity.name), clean(entity.title or ""), codes or "country and sector unknown"]
    how = f", inferred by {entity.inferred_by}" if entity.inferred_by else ""
    mention = f", from “{clean(entity.text)}” at {entity.start}-{entity.end}" if entity.text else ""
    return ", ".join(part for part in words if part) + how + mention


def _when(interval: Interval) -> Text | None:
    days = ledger.interval_words(interval)
    how = ", ".join(part for part in (interval.precision, interval.method) if part)
    return Text(f"{days} ({how})" if how else days) if days else None


def _quoted(span: Span, *remarks: str) -> Text:
    words = f"“{clean(span.text)}” at {span.start}-{span.end}"
    return Text(", ".join([words, *(remark for remark in remarks if remark)]))


def _deaths(deaths: Fatalities) -> Text:
    return Text(
        f"{deaths.best} (between {deaths.low} and {deaths.high})" if deaths.low < deaths.high else f"{deaths.best}"
    )


def _said_by(coded: CodedArticle, statement_id: str | None) -> Text | None:
    statement = next((each for each in coded.statements if each.statement_id == statement_id), None)
    if statement is None:
        return None
    speaker = ledger.named(statement.speaker) if statement.speaker else "unknown speaker"
    return Text(f"{speaker}, {ledger.short_id(statement.statement_id)}")


def _listed(values: tuple[str, ...]) -> Text | None:
    return Text(clean(", ".join(values))) if values else None
