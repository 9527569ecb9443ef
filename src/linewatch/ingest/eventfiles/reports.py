"""What a format says of a row → the coded article: the text, one record of each kind, spans that point into the text.

Takes a `Told`; gives a `CodedArticle`. It knows no format. The distance to the nearest border is measured here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import linewatch
from linewatch.addresses import web_url
from linewatch.errors import DocumentError
from linewatch.ingest.encodings import refuse_unclean
from linewatch.ingest.eventfiles.forms import Form
from linewatch.ingest.eventfiles.rows import Row
from linewatch.ontology import Ontology
from linewatch.records import (
    Article,
    CodedArticle,
    Dyad,
    Entity,
    EntityKind,
    Event,
    Fatalities,
    Interval,
    Place,
    PlaceKind,
    Span,
    content_id,
)
from linewatch.world.borders import nearest_border

_WIDEST_KM = 150.0  # what is wider lies near no border in particular


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient: the column and the offset in its cell where its words stand, and what is known of it."""

    column: str
    words: str
    offset: int = 0
    country: str | None = None
    sector: str | None = None
    kind: EntityKind = "unknown"
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place by the column that names it; `point` is latitude and longitude."""

    column: str
    kind: PlaceKind
    radius_km: float
    point: tuple[float, float] | None = None
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    feature_code: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells. `trigger` is the column that says what was done, `evidence` the one that tells it in words."""

    event_type: str
    mode: str | None
    trigger: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    occurred: Interval
    where: Where | None = None
    evidence: str | None = None
    contexts: tuple[str, ...] = ()
    cameo_code: str | None = None
    fatalities: Fatalities | None = None
    published_on: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


class Rendering:
    """The text of a row, and where each cell stands in it."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._starts: dict[str, int] = {}
        lines, at = [], 0
        for name, cell in row.cells.items():
            lines.append(f"{name}: {cell}")
            self._starts[name] = at + len(name) + 2
            at += len(lines[-1]) + 1
        self.text = "\n".join(lines)

    def span(self, column: str, words: str | None = None, offset: int = 0) -> Span:
        """Return where the words of a cell stand, by our name of the column; all of it unless `words` are given."""
        name = self._row.names[column]
        start = self._starts[name] + offset
        words = self._row.cells[name] if words is None else words
        return Span(start, start + len(words), words)

    def line(self, column: str) -> Span:
        """Return the line of a cell, with the name of its column."""
        name = self._row.names[column]
        start, end = self._starts[name] - len(name) - 2, self._starts[name] + len(self._row.cells[name])
        return Span(start, end, self.text[start:end])


def make_report(form: Form, row: Row, told: Told) -> CodedArticle:
    """Return the coded article of a row.

    Raises:
        DocumentError: LW202, LW203 the row has signs that cannot be stored; LW215 it names nobody.
    """
    if not (told.actors or told.recipients):
        raise DocumentError("LW215", "the row names nobody who acts or is acted on; leave it out", "import")
    page = Rendering(row)
    refuse_unclean(page.text)
    article = _article(form, row, told, page)
    place = _place(told.where, page) if told.where else None
    event = _event(form, told, page, article, place)
    return CodedArticle(article, places=(place,) if place else (), events=(event,))


def _article(form: Form, row: Row, told: Told, page: Rendering) -> Article:
    title = told.title or f"{form.label} {row.get('event_id')}".strip()
    url = web_url(told.url)
    return Article(
        article_id=content_id("art", url, title, told.published_on, page.text),
        title=title,
        text=page.text,
        published_on=told.published_on,
        publisher=told.publisher or form.label,
        url=url,
        models={"linewatch": linewatch.__version__, "importer": form.kind},
    )


def _event(form: Form, told: Told, page: Rendering, article: Article, place: Place | None) -> Event:
    ontology, trigger = Ontology.open(), page.span(told.trigger)
    return Event(
        event_id=content_id("evt", article.article_id, told.event_type, told.mode, trigger.start, trigger.end),
        event_type=told.event_type,
        mode=told.mode,
        contexts=told.contexts,
        cameo_code=told.cameo_code or ontology.cameo_for(told.event_type, told.mode),
        quad_code=ontology.quad_code(told.event_type),
        intensity=ontology.intensity(told.event_type, told.mode),
        actors=tuple(_entity(form, party, page) for party in told.actors),
        recipients=tuple(_entity(form, party, page) for party in told.recipients),
        place_id=place.place_id if place else None,
        occurred=told.occurred,
        modality="actual",
        statement_id=None,
        fatalities=told.fatalities,
        trigger=trigger,
        evidence=(page.span(told.evidence) if told.evidence else page.line(told.trigger),),
        score=1.0,
        explanation=f"imported from {form.label}: {trigger.text}",
    )


def _entity(form: Form, party: Party, page: Rendering) -> Entity:
    span = page.span(party.column, party.words, party.offset)
    return Entity(
        text=span.text,
        start=span.start,
        end=span.end,
        name=span.text,
        title=party.title,
        country=party.country,
        sector=party.sector,
        kind=party.kind,
        mentions=(span,),
        inferred_by=f"import {form.kind}" if party.country or party.sector else None,
    )


def _place(where: Where, page: Rendering) -> Place:
    span = page.span(where.column)
    lat, lon = where.point or (None, None)
    return Place(
        place_id=content_id("plc", where.geonames_id, span.text, lat, lon),
        name=span.text,
        span=span,
        lat=lat,
        lon=lon,
        geonames_id=where.geonames_id,
        feature_code=where.feature_code,
        country=where.country,
        admin1=where.admin1,
        kind=where.kind,
        radius_km=where.radius_km,
        score=1.0,
        border=_border(where.point, where.country, where.radius_km) if where.point else None,
    )


@lru_cache(maxsize=10_000)
def _border(point: tuple[float, float], country: str | None, radius_km: float) -> Dyad | None:
    if radius_km > _WIDEST_KM:
        return None
    nearest = nearest_border(lat=point[0], lon=point[1], country=country)
    return nearest and replace(nearest, error_km=round(nearest.error_km + radius_km, 1))
