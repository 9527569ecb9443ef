"""R13 to R15: who is let in, from where, with which token, and under which headers."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from linewatch.errors import WebError
from linewatch.store import Store
from linewatch.web.security import COOKIE, HEADERS, LOOPBACK, Doorkeeper
from linewatch.web.tokens import Token
from tests.web.conftest import BASE, Site, fill, make_site
from tests.web.routes import GUARDED, OPEN, ROUTES, Route

HOSTILE = [
    {"host": "evil.example"},
    {"host": "evil.example:8642"},
    {"host": "127.0.0.1.evil.example"},
    {"host": ""},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "origin": "http://localhost:3000"},
]
NAMES = [f"{route.method} {route.template}" for route in ROUTES]


def ask(client: TestClient, route: Route, **headers: str) -> Any:
    return client.request(route.method, route.path, json=route.json, data=route.form, headers=headers)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    store = Store.open(tmp_path_factory.mktemp("page") / "page.db", create=True)
    fill(store)
    return make_site(store)


def with_tokens(site: Site, tokens: list[Token]) -> Site:
    return make_site(site.store, tokens)


def test_the_list_has_every_route_of_the_application(shared: Site) -> None:
    known = {(method, route.path) for route in all_routes(shared) for method in route.methods or () if method != "HEAD"}
    assert known | {("GET", "/api/v1/openapi.json")} == {(route.method, route.template) for route in ROUTES}


def all_routes(site: Site) -> list[APIRoute]:
    found: list[APIRoute] = []
    waiting = list(site.app.app.router.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        waiting += list(getattr(getattr(route, "original_router", None), "routes", []))
    return found


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_on_loopback_everybody_at_this_machine_is_let_in(shared: Site, route: Route) -> None:
    assert ask(shared.visitor(), route).status_code == route.status


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_no_route_answers_another_host_or_another_site(shared: Site, route: Route, hostile: dict[str, str]) -> None:
    answer = ask(shared.visitor(), route, **hostile)
    assert answer.status_code == 403
    assert answer.json()["code"] in ("LW605", "LW606")


@pytest.mark.parametrize("route", GUARDED, ids=[f"{route.method} {route.template}" for route in GUARDED])
def test_each_route_asks_for_a_token_where_tokens_are_in_use(
    shared: Site, route: Route, secrets_and_tokens: tuple[dict[str, str], list[Token]]
) -> None:
    secrets, tokens = secrets_and_tokens
    client = with_tokens(shared, tokens).visitor()
    statuses = {
        name: ask(client, route, authorization=f"Bearer {secret}").status_code
        for name, secret in {**secrets, "wrong": "lwt_wrong", "empty": ""}.items()
    }
    is_read = route.method == "GET"
    assert ask(client, route).status_code == 401
    assert statuses == {
        "read": route.status if is_read else 403,
        "write": route.status,
        "admin": route.status,
        "expired": 401,
        "wrong": 401,
        "empty": 401,
    }


@pytest.mark.parametrize("route", OPEN, ids=[f"{route.method} {route.template}" for route in OPEN])
def test_only_the_sign_in_and_the_looks_are_shown_without_a_token(shared: Site, route: Route) -> None:
    assert ask(with_tokens(shared, []).visitor(), route).status_code == route.status


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_every_answer_has_the_strict_headers(shared: Site, route: Route) -> None:
    for answer in (ask(shared.visitor(), route), ask(shared.visitor(), route, host="evil.example")):
        assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
        assert "access-control-allow-origin" not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_visit_by_link_from_another_site_may_read_a_page(shared: Site) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert shared.visitor().get("/lines", headers=visit).status_code == 200
    assert shared.visitor().post("/paste", data={"text": "x"}, headers=visit).status_code == 403


def test_a_person_without_a_token_is_led_to_the_sign_in(shared: Site) -> None:
    answer = with_tokens(shared, []).visitor(accept="text/html").get("/lines")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_session_has_the_scope_of_its_token_and_ends_with_it(
    shared: Site, secrets_and_tokens: tuple[dict[str, str], list[Token]]
) -> None:
    secrets, tokens = secrets_and_tokens
    client = with_tokens(shared, tokens).visitor(accept="text/html")
    answer = client.post("/sign-in", data={"token": secrets["read"]})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert secrets["read"] not in cookie
    assert client.get("/lines").status_code == 200
    assert client.post("/paste", data={"text": "x"}).status_code == 403
    tokens[:] = [token for token in tokens if token.name != "Reader"]
    assert client.get("/lines").status_code == 303


def test_who_signs_out_is_out(shared: Site, secrets_and_tokens: tuple[dict[str, str], list[Token]]) -> None:
    secrets, tokens = secrets_and_tokens
    client = with_tokens(shared, tokens).visitor(accept="text/html")
    client.post("/sign-in", data={"token": secrets["admin"]})
    kept = client.cookies.get(COOKIE)
    assert client.post("/sign-out", data={}).status_code == 303
    client.cookies.set(COOKIE, kept or "", domain="127.0.0.1")
    assert client.get("/lines").status_code == 303


def test_sign_in_may_not_be_tried_without_end() -> None:
    keeper = Doorkeeper(frozenset(LOOPBACK), lambda: ())
    codes = []
    for _ in range(30):
        with pytest.raises(WebError) as caught:
            keeper.sign_in("lwt_guess")
        codes.append(caught.value.code)
    assert codes[0] == "LW603"
    assert codes[-1] == "LW611"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642", "LOCALHOST:1", "[::1]:8642", "[::1]"])
def test_the_names_of_loopback_are_ours_at_any_port(host: str) -> None:
    Doorkeeper(frozenset(LOOPBACK)).check_place("GET", Headers({"host": host}))


def test_two_host_headers_are_refused() -> None:
    headers = Headers(raw=[(b"host", b"127.0.0.1"), (b"host", b"evil.example")])
    with pytest.raises(WebError, match="LW605"):
        Doorkeeper(frozenset(LOOPBACK)).check_place("GET", headers)


def test_a_body_over_the_limit_is_refused(shared: Site) -> None:
    client = shared.visitor()
    answer = client.post("/paste", data={"text": "x" * 200_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "LW610")
    chunks = (b"x" * 10_000 for _ in range(100))
    answer = client.post(f"{BASE}/paste", content=chunks, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_no_page_has_anything_inline(shared: Site) -> None:
    for route in ROUTES:
        answer = ask(shared.visitor(accept="text/html"), route)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert " style=" not in answer.text
            assert "<style" not in answer.text
            assert " on" not in [word[:3] for word in answer.text.split("<script")[0].split("=")]
            assert answer.text.count("<script") == answer.text.count('<script type="module" src="/static/')
