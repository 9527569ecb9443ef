"""The application: the API and the pages behind one ring of security, over one open store."""

from __future__ import annotations

import json

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

import linewatch
from linewatch.errors import LinewatchError, WebError
from linewatch.log import get_log
from linewatch.web import pages
from linewatch.web.api import PREFIX, api
from linewatch.web.assets import assets
from linewatch.web.contract import add_bodies
from linewatch.web.desk import Desk
from linewatch.web.forms import EmptyFields
from linewatch.web.problems import MEDIA_TYPE, problem_body, status_of
from linewatch.web.reading import Reading
from linewatch.web.security import Doorkeeper, Guard

BYTES_PER_CHAR = 4  # at most, in UTF-8
ROOM_BYTES = 65_536  # for everything but the text

_ABOUT = (
    "Who did or said what to whom, where and when; which red lines were declared, tested and crossed. "
    "Every answer names the words of the report that it rests on."
)
_log = get_log(__name__)


def make_app(reading: Reading, desk: Desk, keeper: Doorkeeper, *, max_text_chars: int) -> Guard:
    """Return the application for an open store, behind its guard."""
    app = FastAPI(
        title="Linewatch",
        version=linewatch.__version__,
        description=_ABOUT,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(EmptyFields), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        generate_unique_id_function=lambda route: route.name,
    )
    add_bodies(app, max_text_chars=max_text_chars)
    app.state.reading, app.state.desk, app.state.keeper, app.state.streams = reading, desk, keeper, set()
    app.include_router(api)
    app.include_router(pages.pages, include_in_schema=False)
    app.include_router(assets, include_in_schema=False)
    app.add_exception_handler(LinewatchError, _answer_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(Exception, _answer_bug)
    return Guard(app, keeper=keeper, max_body_bytes=max_text_chars * BYTES_PER_CHAR + ROOM_BYTES)


def known_methods(scope: Scope) -> list[str]:
    """Return every method that an address knows; the router itself names those of its first route alone."""
    routes = (route for router in (api, pages.pages, assets) for route in router.routes)
    fitting = (route for route in routes if route.matches(scope)[0] is not Match.NONE)
    return sorted({method for route in fitting for method in getattr(route, "methods", ())})


def _answer_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, LinewatchError)
    if error.code == "LW611":
        return _answer(request, error, {"retry-after": "5"})
    return _answer(request, error)


def _answer_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    return _answer(request, WebError("LW609", f"{first['msg']}; see {PREFIX}/openapi.json", name))


def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _answer(request, WebError("LW607", f"see {PREFIX}/openapi.json or start at /", "address"))
    if error.status_code == 405:
        allowed = {"allow": ", ".join(known_methods(request.scope))}
        return _answer(request, WebError("LW608", f"see {PREFIX}/openapi.json", request.method), allowed)
    return _answer(request, WebError("LW609", f"it could not be read; see {PREFIX}/openapi.json"))


def _answer_bug(request: Request, error: Exception) -> Response:
    _log.error("a request failed", path=request.url.path, error=type(error).__name__, exc_info=error)
    reason = f"{type(error).__name__}; report it with what the log says"
    return _answer(request, LinewatchError("LW901", reason, request.url.path))


def _answer(request: Request, error: LinewatchError, headers: dict[str, str] | None = None) -> Response:
    status = status_of(error)
    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        return pages.error_page(request, error, status, headers)
    return Response(json.dumps(problem_body(error)), status, headers, MEDIA_TYPE)
