"""Every route with an address that works on the store of conftest. A test holds the list to the application."""

from __future__ import annotations

from typing import NamedTuple

from tests.factories import TEXT, make_coded
from tests.web.conftest import LINE

CODED = make_coded()
ARTICLE, EVENT = CODED.article.article_id, CODED.events[0].event_id
DECLARATION = CODED.red_lines[0].declaration_id


class Route(NamedTuple):
    method: str
    template: str
    path: str
    json: dict[str, object] | None = None
    form: dict[str, str] | None = None
    status: int = 200


API = [
    Route("GET", "/api/v1/events", "/api/v1/events?pair=SUD-NOR"),
    Route("GET", "/api/v1/events/export", "/api/v1/events/export?form=csv"),
    Route("GET", "/api/v1/events/histogram", "/api/v1/events/histogram"),
    Route("GET", "/api/v1/events/facets", "/api/v1/events/facets"),
    Route("GET", "/api/v1/events/{record_id}", f"/api/v1/events/{EVENT}"),
    Route("GET", "/api/v1/pairs", "/api/v1/pairs"),
    Route("GET", "/api/v1/articles", "/api/v1/articles"),
    Route("GET", "/api/v1/articles/{record_id}", f"/api/v1/articles/{ARTICLE}"),
    Route("GET", "/api/v1/articles/{record_id}/versions", f"/api/v1/articles/{ARTICLE}/versions"),
    Route("GET", "/api/v1/statements", "/api/v1/statements"),
    Route("GET", "/api/v1/declarations", "/api/v1/declarations"),
    Route("GET", "/api/v1/lines", "/api/v1/lines"),
    Route("GET", "/api/v1/lines/{record_id}", f"/api/v1/lines/{LINE}"),
    Route("GET", "/api/v1/decisions", "/api/v1/decisions"),
    Route("POST", "/api/v1/decisions", "/api/v1/decisions", json={"verb": "reject", "about": LINE}, status=201),
    Route("GET", "/api/v1/alerts", "/api/v1/alerts"),
    Route("GET", "/api/v1/alerts/stream", "/api/v1/alerts/stream?wait_s=0"),
    Route("GET", "/api/v1/map/land", "/api/v1/map/land"),
    Route("GET", "/api/v1/map/borders", "/api/v1/map/borders"),
    Route("GET", "/api/v1/map/countries", "/api/v1/map/countries"),
    Route("GET", "/api/v1/map/events", "/api/v1/map/events"),
    Route("GET", "/api/v1/map/lines", "/api/v1/map/lines"),
    Route("POST", "/api/v1/code", "/api/v1/code", json={"text": TEXT}),
    Route("GET", "/api/v1/status", "/api/v1/status"),
    Route("GET", "/api/v1/openapi.json", "/api/v1/openapi.json"),
]
PAGES = [
    Route("GET", "/", "/"),
    Route("GET", "/lines", "/lines"),
    Route("GET", "/lines/{record_id}", f"/lines/{LINE}"),
    Route("POST", "/decisions", "/decisions", form={"verb": "confirm", "about": LINE, "line": LINE}, status=303),
    Route("GET", "/events", "/events"),
    Route("GET", "/events/{record_id}", f"/events/{EVENT}", status=303),
    Route("GET", "/why/{record_id}", f"/why/{DECLARATION}", status=303),
    Route("GET", "/declarations/{record_id}", f"/declarations/{DECLARATION}", status=303),
    Route("GET", "/articles", "/articles"),
    Route("GET", "/articles/{record_id}", f"/articles/{ARTICLE}"),
    Route("GET", "/articles/{record_id}/compare", f"/articles/{ARTICLE}/compare?other={ARTICLE}"),
    Route("GET", "/paste", "/paste"),
    Route("POST", "/paste", "/paste", form={"text": TEXT}),
    Route("GET", "/map", "/map"),
    Route("GET", "/status", "/status"),
    Route("POST", "/sign-out", "/sign-out", form={}, status=303),
]
OPEN = [
    Route("GET", "/sign-in", "/sign-in"),
    Route("POST", "/sign-in", "/sign-in", form={"token": "lwt_wrong"}, status=401),
    Route("GET", "/static/{name:path}", "/static/page.css"),
]
ROUTES = [*API, *PAGES, *OPEN]
GUARDED = [*API, *PAGES]
