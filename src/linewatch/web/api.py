"""The API under ``/api/v1``: every answer that the pages show, as JSON, GeoJSON or CSV. The manual is docs/api.md.

Handlers are thin: they ask the reading and put the answer into its form. Errors are raised; the application turns them
into problems.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from linewatch.errors import WebError
from linewatch.records import Alert, CodedArticle, Decision, LineState
from linewatch.web import bodies, contract, geo, shapes
from linewatch.web.answers import Status
from linewatch.web.desk import Desk
from linewatch.web.problems import Problem
from linewatch.web.queries import (
    AlertId,
    ArticleCursor,
    EventCursor,
    EventFilter,
    Limit,
    LineCursor,
    LineId,
    Lines,
    RecordCursor,
    RecordId,
)
from linewatch.web.reading import Reading
from linewatch.web.sheets import FORMS, EventForm, answer_file
from linewatch.web.stream import MOST_STREAMS, stream_alerts

PREFIX = "/api/v1"
MOST_ON_MAP = 20_000

Answer = dict[int | str, dict[str, Any]]

_REFUSALS: Answer = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": words}
    for status, words in (
        (400, "An argument is wrong"),
        (401, "A token is needed"),
        (403, "The token, the host or the origin is not allowed"),
        (404, "There is no such record or page, or nothing follows the cursor any more: begin again"),
        (409, "The decision does not fit what it is about"),
        (413, "The body is too large"),
        (415, "The body's type is not understood"),
        (422, "A parameter or the body has a wrong form"),
        (429, "Too many requests"),
        (503, "The store cannot be read"),
    )
}

api = APIRouter(prefix=PREFIX, responses=_REFUSALS)


def reading_of(request: Request) -> Reading:
    """Return the reading of the store that is served."""
    reading: Reading = request.app.state.reading
    return reading


def desk_of(request: Request) -> Desk:
    """Return the desk at which pasted texts are coded."""
    desk: Desk = request.app.state.desk
    return desk


def person_of(request: Request) -> str:
    """Return who asks: the name of the token, or the person at this machine."""
    token = getattr(request.state, "token", None)
    return token.name if token else "local"


Asked = Annotated[Reading, Depends(reading_of)]
AtDesk = Annotated[Desk, Depends(desk_of)]
Person = Annotated[str, Depends(person_of)]


def _json(answer: object, request: Request | None = None, next_cursor: str | None = None) -> Response:
    following = None
    if request is not None and next_cursor is not None:
        following = str(request.url.include_query_params(cursor=next_cursor).replace(scheme="", netloc=""))
    return shapes.as_json(answer, next_path=following)


# ---- events


@api.get("/events", response_model=shapes.EventPage, tags=["events"])
def list_events(
    request: Request, wanted: EventFilter, reading: Asked, cursor: EventCursor = None, limit: Limit = 50
) -> Response:
    """Return events with report, place and speaker, the latest first."""
    part = reading.events(wanted, cursor=cursor, limit=limit)
    page = shapes.EventPage(shapes.mapped(part, shapes.event_item), part.total or 0, part.next_cursor)
    return _json(page, request, part.next_cursor)


@api.get(
    "/events/export",
    tags=["events"],
    response_class=Response,
    responses={200: {"content": {media_type.partition(";")[0]: {} for media_type, _ in FORMS.values()}}},
)
def export_events(
    wanted: EventFilter, reading: Asked, form: Annotated[EventForm, Query(description="The form of the file.")] = "csv"
) -> Response:
    """Return all events that fit, as one file."""
    return answer_file(form, reading.every_event(wanted))


@api.get("/events/histogram", response_model=shapes.Histogram, tags=["events"])
def count_events(
    wanted: EventFilter, reading: Asked, bins: Annotated[int, Query(ge=1, le=400, description="Most bins.")] = 60
) -> Response:
    """Return the events over time, by quad code."""
    catalogue = reading.catalogue
    return _json(shapes.Histogram(catalogue.histogram(catalogue.find(wanted), bins=bins)))


@api.get("/events/facets", response_model=shapes.Facets, tags=["events"])
def list_facets(wanted: EventFilter, reading: Asked) -> Response:
    """Return the most frequent pairs, types, speakers and so on among the events that fit."""
    catalogue = reading.catalogue
    return _json(shapes.Facets(**catalogue.facets(catalogue.find(wanted))))


@api.get("/events/{record_id}", response_model=shapes.EventItem, tags=["events"])
def show_event(record_id: RecordId, reading: Asked) -> Response:
    """Return one event."""
    return _json(shapes.event_item(reading.event(record_id)))


@api.get("/pairs", response_model=shapes.TensionList, tags=["events"])
def list_pairs(
    reading: Asked,
    limit: Limit = 20,
    bins: Annotated[int, Query(ge=1, le=260, description="Weeks, the last of which ends with the latest event.")] = 26,
) -> Response:
    """Return the pairs of countries that are tensest of late: the sum of hostility of each week."""
    catalogue = reading.catalogue
    return _json(shapes.TensionList(catalogue.latest_on, 7, catalogue.tensions(most=limit, bins=bins)))


# ---- reports


@api.get("/articles", response_model=shapes.ArticlePage, tags=["reports"])
def list_articles(
    request: Request,
    reading: Asked,
    words: Annotated[str | None, Query(max_length=200, description="Words in the title.")] = None,
    cursor: ArticleCursor = None,
    limit: Limit = 50,
) -> Response:
    """Return reports, the latest first."""
    part = reading.articles(words=words, cursor=cursor, limit=limit)
    return _json(shapes.ArticlePage(shapes.mapped(part, shapes.source_of), part.next_cursor), request, part.next_cursor)


@api.get("/articles/{record_id}", response_model=CodedArticle, tags=["reports"])
def show_article(record_id: RecordId, reading: Asked) -> Response:
    """Return a report with its text and all of its records."""
    return _json(shapes.clean_article(reading.article(record_id)))


@api.get("/articles/{record_id}/versions", response_model=shapes.VersionList, tags=["reports"])
def list_versions(record_id: RecordId, reading: Asked) -> Response:
    """Return the versions of a report that the store has, oldest first."""
    versions = reading.versions(reading.article(record_id).article)
    return _json(shapes.VersionList(tuple(shapes.version_of(each) for each in versions)))


@api.get("/statements", response_model=shapes.StatementPage, tags=["reports"])
def list_statements(request: Request, reading: Asked, cursor: RecordCursor = None, limit: Limit = 50) -> Response:
    """Return who said what, report by report."""
    part = reading.statements(cursor=cursor, limit=limit)
    items = shapes.mapped(part, lambda pair: shapes.StatementItem(pair[1], shapes.source_of(pair[0])))
    return _json(shapes.StatementPage(items, part.next_cursor), request, part.next_cursor)


# ---- red lines


@api.get("/declarations", response_model=shapes.DeclarationPage, tags=["red lines"])
def list_declarations(request: Request, reading: Asked, cursor: RecordCursor = None, limit: Limit = 50) -> Response:
    """Return declarations of red lines, report by report."""
    part = reading.declarations(cursor=cursor, limit=limit)
    items = shapes.mapped(part, lambda pair: shapes.DeclarationItem(pair[1], shapes.source_of(pair[0])))
    return _json(shapes.DeclarationPage(items, part.next_cursor), request, part.next_cursor)


@api.get("/lines", response_model=shapes.LinePage, tags=["red lines"])
def list_lines(
    request: Request, wanted: Lines, reading: Asked, cursor: LineCursor = None, limit: Limit = 50
) -> Response:
    """Return red lines with their histories, that with the latest step first."""
    part = reading.lines(wanted, cursor=cursor, limit=limit)
    return _json(shapes.LinePage(part.items, part.total or 0, part.next_cursor), request, part.next_cursor)


@api.get("/lines/{record_id}", response_model=shapes.LineDetail, tags=["red lines"])
def show_line(record_id: RecordId, reading: Asked) -> Response:
    """Return a red line with its declarations, the reports behind its steps, its alerts and decisions."""
    return _json(shapes.line_detail(reading.line_file(record_id)))


@api.get("/decisions", response_model=shapes.DecisionList, tags=["red lines"])
def list_decisions(reading: Asked) -> Response:
    """Return who decided what and when, oldest first."""
    return _json(shapes.DecisionList(reading.decisions()))


@api.post(
    "/decisions",
    response_model=Decision,
    status_code=201,
    tags=["red lines"],
    openapi_extra=contract.body_of("DecisionRequest"),
)
def decide(
    asked: Annotated[bodies.DecisionRequest, Depends(bodies.read_decision)], reading: Asked, person: Person
) -> Response:
    """Keep a decision, watch the lines anew, and return it. It is only ever added to: undo it by another one."""
    if isinstance(asked, bodies.Correct):
        decision = reading.correct(asked.about, asked.value.pairs(), by=person, note=asked.note)
    else:
        verb, value = bodies.verb_of(asked), msgspec.to_builtins(asked.value) or {}
        decision = reading.decide(verb, asked.about, by=person, value=value, note=asked.note)
    answer = _json(decision)
    answer.status_code = 201
    return answer


# ---- alerts


@api.get("/alerts", response_model=shapes.AlertList, tags=["alerts"])
def list_alerts(
    reading: Asked,
    line_id: LineId = None,
    state: Annotated[LineState | None, Query(description="Only those of this state.")] = None,
    limit: Limit = 100,
) -> Response:
    """Return alerts, the latest first."""
    return _json(shapes.AlertList(reading.alerts(line_id=line_id, state=state, limit=limit)))


@api.get(
    "/alerts/stream",
    tags=["alerts"],
    response_class=Response,
    responses={200: {"model": Alert, "content": {"text/event-stream": {}}, "description": "Alerts as they are raised"}},
)
def follow_alerts(
    request: Request,
    reading: Asked,
    last: AlertId = None,
    wait_s: Annotated[int, Query(ge=0, le=86_400, description="How long to wait for more.")] = 3600,
) -> Response:
    """Return alerts as server-sent events (`event: alert`, `id:` the alert's id); ``Last-Event-ID`` is understood."""
    streams: set[object] = request.app.state.streams
    if len(streams) >= MOST_STREAMS:
        raise WebError("LW611", f"{MOST_STREAMS} streams are open; close one")
    last = request.headers.get("last-event-id", last or "")[:64] or None
    body = stream_alerts(reading, last=last, wait_s=wait_s, streams=streams)
    return StreamingResponse(body, media_type="text/event-stream")


# ---- map


def _geojson(body: bytes) -> Response:
    return Response(body, media_type=geo.MEDIA_TYPE)


_GEOJSON: dict[str, Any] = {
    "tags": ["map"],
    "response_class": Response,
    "responses": {200: {"content": {geo.MEDIA_TYPE: {}}}},
}


@api.get("/map/land", **_GEOJSON)
def map_land() -> Response:
    """Return the land of the world as GeoJSON."""
    return _geojson(geo.land())


@api.get("/map/borders", **_GEOJSON)
def map_borders() -> Response:
    """Return the land borders between countries as GeoJSON, with the point of view from which they are drawn."""
    return _geojson(geo.borders())


@api.get("/map/countries", **_GEOJSON)
def map_countries() -> Response:
    """Return the countries as points with their names, the most populous first."""
    return _geojson(geo.countries())


@api.get("/map/events", **_GEOJSON)
def map_events(
    wanted: EventFilter,
    reading: Asked,
    limit: Annotated[int, Query(ge=1, le=MOST_ON_MAP, description="Most points.")] = 5000,
) -> Response:
    """Return the events that have a point as GeoJSON, the latest first."""
    catalogue = reading.catalogue
    return _geojson(geo.collection(geo.event_features(catalogue.on_map(catalogue.find(wanted), most=limit))))


@api.get("/map/lines", **_GEOJSON)
def map_lines(wanted: Lines, reading: Asked, limit: Limit = 60) -> Response:
    """Return the areas of red lines as GeoJSON: bands along borders, circles around places."""
    lines = reading.lines(wanted, limit=limit).items
    features = (each for line in lines for each in geo.line_features(line, reading.places_of(line)))
    return _geojson(geo.collection(features, point_of_view=geo.POINT_OF_VIEW))


# ---- the rest


@api.post("/code", response_model=CodedArticle, tags=["paste"], openapi_extra=contract.body_of("CodeRequest"))
def code_text(
    asked: Annotated[bodies.CodeRequest, Depends(bodies.read_text)], desk: AtDesk, reading: Asked
) -> Response:
    """Return what is said in a text. Nothing is stored unless `keep` is true."""
    coded = desk.code(asked.text, title=asked.title, published_on=asked.published_on, publisher=asked.publisher)
    if asked.keep:
        reading.keep(coded)
    return _json(coded)


@api.get("/status", response_model=Status, tags=["status"])
def show_status(reading: Asked) -> Response:
    """Return what the store holds, from whom, what was set aside, and the versions at work."""
    return _json(reading.status())
