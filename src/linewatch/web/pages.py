"""The pages: what the API answers, for people. Each is whole without a script; forms are plain forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

import linewatch
from linewatch.addresses import web_url
from linewatch.errors import LinewatchError, UsageError, WebError
from linewatch.records import LineState, Verb
from linewatch.watch.corrections import TERMS
from linewatch.watch.decisions import ENDINGS
from linewatch.web import drawings, marking, visits, words
from linewatch.web.api import PREFIX, Asked, AtDesk, Person
from linewatch.web.assets import asset_path
from linewatch.web.catalogue import Filter
from linewatch.web.forms import read_form
from linewatch.web.geo import POINT_OF_VIEW
from linewatch.web.queries import ArticleCursor, EventCursor, EventFilter, LineCursor, Lines, Other, RecordId
from linewatch.web.reading import Reading
from linewatch.web.security import COOKIE, Doorkeeper
from linewatch.web.sheets import FORMS
from linewatch.web.versions import compare_texts
from linewatch.wording import SIGNS

PAGE_SIZE = 50
SHOWN_PAIRS, SHOWN_ALERTS, MOST_FRESH, ON_SMALL_MAP = 8, 8, 1000, 300
SHOWN_DECISIONS = 100
THEME = "linewatch_theme"

NAVIGATION = (
    ("/", "Overview"),
    ("/lines", "Red lines"),
    ("/events", "Events"),
    ("/map", "Map"),
    ("/articles", "Reports"),
    ("/paste", "Paste a report"),
    ("/status", "Status"),
)

pages = APIRouter()


@cache
def templates() -> Environment:
    """Return the templates: everything that they show is escaped and has no control characters."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(web_url=web_url, with_query=_with_query)
    made.globals.update(
        w=words, asset=asset_path, spark=drawings.spark, excerpt=marking.excerpt, version=linewatch.__version__
    )
    return made


def render(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    theme = request.cookies.get(THEME, "")
    shown = (
        templates()
        .get_template(name)
        .render(
            path=request.url.path,
            query=request.url.query,
            navigation=NAVIGATION,
            theme=theme if theme in ("light", "dark") else "auto",
            token=getattr(request.state, "token", None),
            **values,
        )
    )
    return HTMLResponse(shown, status)


def error_page(request: Request, error: LinewatchError, status: int, headers: dict[str, str] | None = None) -> Response:
    """Return an error as a page."""
    answer = render(request, "error.html", status, error=error)
    answer.headers.update(headers or {})
    return answer


@pages.get("/")
def show_overview(request: Request, reading: Asked) -> Response:
    """Show what has changed since the last visit."""
    before, cookie = visits.last_visit(request.cookies.get(visits.COOKIE, ""), reading.now())
    catalogue, lines = reading.catalogue, reading.all_lines()
    since = reading.alerts(since=before, limit=MOST_FRESH) if before else ()
    fresh = [alert for alert in since if before is None or alert.raised_at > before]
    alerts = fresh or reading.alerts(limit=SHOWN_ALERTS)
    titles = {line.line_id: words.line_title(line) for line in lines}
    days = {step.step_id: step.on for line in lines for step in line.steps}
    shown = sorted(alerts, key=lambda alert: days.get(alert.step_id) or date.min, reverse=True)[:SHOWN_ALERTS]
    events = catalogue.find(Filter(modality="actual"))
    answer = render(
        request,
        "overview.html",
        before=before,
        fresh=len(fresh) if before else None,
        alerts=shown,
        days=days,
        titles=titles,
        states=_count_states(lines),
        pairs=catalogue.tensions(most=SHOWN_PAIRS),
        small_map=drawings.small_map(catalogue.on_map(events, most=ON_SMALL_MAP)),
        events=len(catalogue),
        lines=len(lines),
        latest_on=catalogue.latest_on,
    )
    answer.set_cookie(visits.COOKIE, cookie, max_age=visits.KEPT_S, httponly=True, samesite="strict", path="/")
    return answer


@pages.get("/lines")
def show_lines(request: Request, wanted: Lines, reading: Asked, cursor: LineCursor = None) -> Response:
    """Show the register of red lines."""
    everything = reading.all_lines()
    parties = _by_name({line.terms.declarer.country for line in everything if line.terms.declarer.country})
    addressees = _by_name({each.country for line in everything for each in line.terms.addressees if each.country})
    areas = _by_name({each for line in everything if line.terms.area for each in line.terms.area.countries})
    return render(
        request,
        "lines.html",
        part=reading.lines(wanted, cursor=cursor, limit=PAGE_SIZE),
        wanted=wanted,
        declarers=parties,
        addressees=addressees,
        areas=areas,
        states=list(SIGNS),
    )


@pages.get("/lines/{record_id}")
def show_line(request: Request, record_id: RecordId, reading: Asked) -> Response:
    """Show one line with its history, evidence and decisions."""
    file = reading.line_file(record_id)
    dated = sorted(file.line.steps, key=lambda step: step.on or date.min)  # on one day as the watch ranks them
    return render(
        request,
        "line.html",
        file=file,
        line=file.line,
        steps=dated,
        timeline=drawings.timeline(dated),
        by_declaration={each.line.declaration_id: each for each in file.declarations},
        terms=TERMS,
        endings=ENDINGS,
        others=[line for line in reading.all_lines() if line.line_id != file.line.line_id][:200],
    )


@pages.post("/decisions")
async def decide(request: Request, reading: Asked, person: Person) -> Response:
    """Keep a decision and show the line again; one that is no longer there has left its decisions to show."""
    form = await read_form(request)
    if form.get("verb", "") not in words.VERBS:
        raise WebError("LW609", "choose one of the decisions on the page", "verb")
    await run_sync(_keep_decision, reading, form, person)
    line_id = form.get("value.into") or form.get("line", "")
    is_there = any(line.line_id == line_id for line in reading.all_lines())
    return RedirectResponse(f"/lines/{line_id}" if is_there else "/status#decisions", 303)


@pages.get("/events")
def show_events(request: Request, wanted: EventFilter, reading: Asked, cursor: EventCursor = None) -> Response:
    """Show events with their filters and their course over time."""
    catalogue = reading.catalogue
    rows = catalogue.find(wanted)
    bins = catalogue.histogram(rows)
    return render(
        request,
        "events.html",
        part=reading.events(wanted, cursor=cursor, limit=PAGE_SIZE),
        wanted=wanted,
        bins=list(zip(bins, drawings.bars(bins), strict=True)),
        facets=catalogue.facets(rows),
        types=catalogue.values("event_type"),
        pairs=catalogue.values("pair"),
        modalities=catalogue.values("modality"),
        publishers=catalogue.values("publisher"),
        forms=list(FORMS),
        api=f"{PREFIX}/events",
        is_later=cursor is not None,
    )


@pages.get("/events/{record_id}")
def show_event(record_id: RecordId, reading: Asked) -> Response:
    """Lead to an event's sentence."""
    return RedirectResponse(f"/articles/{reading.event(record_id).article.article_id}#{record_id}", 303)


@pages.get("/why/{record_id}")
def show_why(record_id: RecordId, reading: Asked) -> Response:
    """Lead from any record to its sentence."""
    return RedirectResponse(f"/articles/{reading.article_of(record_id)}#{record_id}", 303)


@pages.get("/declarations/{record_id}")
def show_declaration(record_id: RecordId, reading: Asked) -> Response:
    """Lead from a declaration to the line that it belongs to; from one that the watch has not seen to its sentence."""
    line = next((line for line in reading.all_lines() if record_id in line.declaration_ids), None)
    return RedirectResponse(f"/lines/{line.line_id}" if line else f"/why/{record_id}", 303)


@pages.get("/articles")
def show_articles(
    request: Request,
    reading: Asked,
    words_: Annotated[str | None, Query(alias="words", max_length=200)] = None,
    cursor: ArticleCursor = None,
) -> Response:
    """Show reports, the latest first."""
    part = reading.articles(words=words_, cursor=cursor, limit=PAGE_SIZE)
    return render(request, "articles.html", part=part, words=words_)


@pages.get("/articles/{record_id}")
def show_article(request: Request, record_id: RecordId, reading: Asked) -> Response:
    """Show a report with its marks and records."""
    coded = reading.article(record_id)
    return render(request, "article.html", versions=reading.versions(coded.article), **marked(coded))


@pages.get("/articles/{record_id}/compare")
def show_comparison(request: Request, record_id: RecordId, reading: Asked, other: Other) -> Response:
    """Show what differs between two versions of a report."""
    newer, older = reading.article(record_id).article, reading.article(other).article
    return render(request, "compare.html", older=older, newer=newer, changes=compare_texts(older.text, newer.text))


@pages.get("/paste")
def show_paste(request: Request) -> Response:
    """Show the form for a report."""
    return render(request, "paste.html", error=None, form={})


@pages.post("/paste")
async def code_paste(request: Request, reading: Asked, desk: AtDesk) -> Response:
    """Show what is said in a pasted text."""
    form = await read_form(request)
    try:
        day = _read_day(form.get("published_on"))
        given = {"title": form.get("title") or None, "published_on": day, "publisher": form.get("publisher") or None}
        coded = await run_sync(lambda: desk.code(form.get("text", ""), **given))  # type: ignore[arg-type]
    except LinewatchError as error:
        if not error.code.startswith(("LW2", "LW001", "LW611")):
            raise
        return render(request, "paste.html", 422 if error.code != "LW611" else 429, error=error, form=form)
    if form.get("keep"):
        await run_sync(reading.keep, coded)
        return RedirectResponse(f"/articles/{coded.article.article_id}", 303)
    return render(request, "pasted.html", versions=(), **marked(coded))


@pages.get("/map")
def show_map(request: Request, wanted: EventFilter, reading: Asked) -> Response:
    """Show the map."""
    catalogue = reading.catalogue
    return render(
        request,
        "map.html",
        wanted=wanted,
        types=catalogue.values("event_type"),
        countries=_by_name({code for some in catalogue.values("countries") for code in some.split(";") if code}),
        point_of_view=POINT_OF_VIEW,
        api=PREFIX,
        latest_on=catalogue.latest_on,
    )


@pages.get("/status")
def show_status(request: Request, reading: Asked) -> Response:
    """Show how things stand."""
    return render(
        request,
        "status.html",
        standing=reading.status(),
        decisions=reading.decisions()[::-1][:SHOWN_DECISIONS],
        in_force=reading.in_force(),
    )


@pages.get("/sign-in")
def show_sign_in(request: Request) -> Response:
    """Show where to give a token."""
    return render(request, "sign_in.html", error=None)


@pages.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Open a session for the holder of a token."""
    keeper: Doorkeeper = request.app.state.keeper
    form = await read_form(request)
    try:
        cookie = keeper.sign_in(form.get("token", "").strip())
    except WebError as error:
        return render(request, "sign_in.html", 401 if error.code != "LW611" else 429, error=error)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/", secure=request.url.scheme == "https")
    return answer


@pages.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    keeper: Doorkeeper = request.app.state.keeper
    keeper.sign_out(request.headers)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _keep_decision(reading: Reading, form: dict[str, str], person: str) -> None:
    """Keep what a form says: `verb`, `about`, `note`, and ``value.NAME`` or, to correct a line, ``term.NAME``."""
    verb, about, note = form["verb"], form.get("about", ""), form.get("note") or None
    value = {name.removeprefix("value."): text for name, text in form.items() if name.startswith("value.") and text}
    if verb == "correct":
        terms = [
            f"{name.removeprefix('term.')}={text}" for name, text in form.items() if name.startswith("term.") and text
        ]
        reading.correct(reading.line(form.get("line", "")).terms.declaration_id, terms, by=person, note=note)
        return
    reading.decide(cast(Verb, verb), about, by=person, value=value, note=note)


def marked(coded: Any) -> dict[str, Any]:
    """Return what the template of a marked text needs."""
    paragraphs = marking.mark_text(coded)
    return {
        "coded": coded,
        "article": coded.article,
        "paragraphs": paragraphs,
        "kinds": marking.count_kinds(paragraphs),
        "places": {place.place_id: place for place in coded.places},
        "statements": {statement.statement_id: statement for statement in coded.statements},
    }


def _by_name(codes: Iterable[str]) -> list[str]:
    """Return countries in the order of their names, as they stand in a list to choose from."""
    return sorted(codes, key=words.country)


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError("LW001", "write the day as 2026-03-31", "day of publication") from error


def _count_states(lines: Any) -> dict[LineState, int]:
    counts: dict[LineState, int] = {}
    for line in lines:
        counts[line.state] = counts.get(line.state, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: list(SIGNS).index(item[0])))


def _with_query(wanted: Any, **changes: object) -> str:
    """Return the filter as the query of an address, with some parameters changed; None takes one away."""
    given = wanted.given() if isinstance(wanted, Filter) else _given(wanted)
    given.update({name: str(value) for name, value in changes.items()})
    kept = {name: value for name, value in given.items() if value not in ("", "None")}
    return f"?{urlencode(kept)}" if kept else "?"


def _given(wanted: Any) -> dict[str, str]:
    values = {name: getattr(wanted, name) for name in ("declarer", "addressee", "area", "state")}
    return {name: str(value) for name, value in values.items() if value is not None}
