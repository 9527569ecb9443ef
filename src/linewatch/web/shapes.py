"""The forms of the API's answers where they are no records (docs/records.md). The manual is docs/api.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import msgspec
from starlette.responses import Response

from linewatch.addresses import web_url
from linewatch.records import (
    Alert,
    Article,
    CodedArticle,
    Decision,
    Event,
    Line,
    Place,
    RedLine,
    Sighting,
    Statement,
)
from linewatch.web.answers import LineFile, Part
from linewatch.web.catalogue import Bin, Count, PairTension

ItemT = TypeVar("ItemT")
ShapeT = TypeVar("ShapeT")


@dataclass(frozen=True, slots=True)
class Source:
    """A report without its text; `url` is left out where it is no http or https one."""

    article_id: str
    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event with its report, its place and the statement that says so."""

    event: Event
    article: Source
    place: Place | None
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A statement with its report."""

    statement: Statement
    article: Source


@dataclass(frozen=True, slots=True)
class DeclarationItem:
    """A declaration of a red line with its report and the places that its area names."""

    declaration: RedLine
    article: Source
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, the latest first; `total` counts all that fit the filters."""

    items: tuple[EventItem, ...]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some reports, the latest first."""

    items: tuple[Source, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Some statements, article by article."""

    items: tuple[StatementItem, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """Some declarations, article by article."""

    items: tuple[DeclarationItem, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class LinePage:
    """Some lines, that with the latest step first."""

    items: tuple[Line, ...]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class LineDetail:
    """A line with its declarations, the reports that its steps rest on, its alerts and the decisions about it."""

    line: Line
    declarations: tuple[DeclarationItem, ...]
    events: tuple[EventItem, ...]
    alerts: tuple[Alert, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class AlertList:
    """Alerts, the latest first."""

    items: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class DecisionList:
    """Decisions, oldest first."""

    items: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Events over time; undated ones are not in it."""

    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The most frequent values among the events that fit."""

    pair: tuple[Count, ...]
    event_type: tuple[Count, ...]
    modality: tuple[Count, ...]
    publisher: tuple[Count, ...]
    speaker: tuple[Count, ...]
    place: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class TensionList:
    """Pairs of countries, the tensest of late first; a bin is a week, the last one ends with the latest event."""

    latest_on: date | None
    bin_days: int
    pairs: tuple[PairTension, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report."""

    article_id: str
    published_on: date | None
    title: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class VersionList:
    """The versions of a report that the store has, oldest first."""

    items: tuple[Version, ...]


def source_of(article: Article) -> Source:
    """Return a report without its text."""
    url = web_url(article.url)
    return Source(article.article_id, article.title, article.publisher, article.published_on, url, article.language)


def event_item(sighting: Sighting) -> EventItem:
    """Return an event as the API gives it."""
    return EventItem(sighting.event, source_of(sighting.article), sighting.place, sighting.statement)


def line_detail(file: LineFile) -> LineDetail:
    """Return a line as the API gives it."""
    declarations = tuple(DeclarationItem(each.line, source_of(each.article), each.places) for each in file.declarations)
    events = tuple(event_item(sighting) for sighting in file.sightings.values())
    return LineDetail(file.line, declarations, events, file.alerts, file.decisions)


def version_of(article: Article) -> Version:
    """Return a version of a report as the API lists it."""
    return Version(article.article_id, article.published_on, article.title, len(article.text))


def clean_article(coded: CodedArticle) -> CodedArticle:
    """Return the article without an address that must not become a link."""
    return replace(coded, article=replace(coded.article, url=web_url(coded.article.url)))


def as_json(answer: object, *, next_path: str | None = None) -> Response:
    """Return an answer as JSON; `next_path` is where the next page is."""
    headers = {"link": f'<{next_path}>; rel="next"'} if next_path else None
    return Response(msgspec.json.encode(answer), media_type="application/json", headers=headers)


def mapped(part: Part[ItemT], shape: Callable[[ItemT], ShapeT]) -> tuple[ShapeT, ...]:
    """Return the items of a part in another form."""
    items: Iterable[ItemT] = part.items
    return tuple(shape(item) for item in items)
