"""The API: forms, filters, pages of answers, errors."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from linewatch.errors import CODES
from linewatch.records import Verb
from linewatch.store import Store
from linewatch.watch.corrections import TERMS
from linewatch.web.contract import _schemas
from linewatch.web.problems import MEDIA_TYPE
from tests.factories import TEXT, make_coded, make_corpus
from tests.fakes import fake_pipeline
from tests.web.conftest import LINE, OTHER_LINE, Site, make_site
from tests.web.routes import API, ARTICLE, DECLARATION, EVENT


def get(client: TestClient, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_event_comes_with_report_place_and_speaker(program: TestClient) -> None:
    item = get(program, f"/events/{EVENT}")
    assert item["event"]["event_type"] == "ASSAULT"
    assert item["place"]["name"] == "Varna"
    assert item["article"]["title"] == "Shells fall on Varna"
    assert item["statement"] is None
    assert "text" not in item["article"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("pair=SUD-NOR", 3),
        ("pair=nor-sud", 3),
        ("pair=NOR-ZZZ", 0),
        ("country=sud", 3),
        ("country=AAA", 0),
        ("event_type=assault", 3),
        ("event_type=AID", 0),
        ("quad_code=4", 3),
        ("quad_code=1", 0),
        ("modality=actual", 3),
        ("modality=negated", 0),
        ("place=varn", 3),
        ("place=Port", 0),
        ("publisher=The%20Ilm%20Post", 3),
        ("publisher=Other", 0),
        ("speaker=Ada%20Mirel", 0),
        ("from_on=2031-03-04&until_on=2031-03-04", 3),
        ("from_on=2031-03-05", 0),
        ("until_on=2031-03-03", 0),
    ],
)
def test_events_are_filtered(program: TestClient, query: str, found: int) -> None:
    answer = get(program, f"/events?{query}")
    assert (answer["total"], len(answer["items"])) == (found, found)


@pytest.mark.parametrize("path", ["/events", "/articles", "/statements", "/declarations", "/lines"])
def test_pages_of_an_answer_make_up_the_whole(store: Store, path: str) -> None:
    store.save(make_corpus(7))
    site = make_site(store)
    site.reading.begin()
    program = site.visitor()
    whole = get(program, f"{path}?limit=500")["items"]
    if path == "/lines":
        assert whole == []  # the watch of the tests is none
        return
    assert len(whole) == 7
    for limit in (1, 3, 7):
        found, cursor, rounds = [], "", 0
        while True:
            answer = program.get(f"/api/v1{path}?limit={limit}{cursor}")
            found += answer.json()["items"]
            following = answer.json()["next_cursor"]
            rounds += 1
            if following is None:
                assert "link" not in answer.headers
                break
            assert f"cursor={following}" in answer.headers["link"]
            assert answer.headers["link"].endswith('>; rel="next"')
            cursor = f"&cursor={following}"
        assert found == whole
        assert rounds == -(-7 // limit)


@pytest.mark.parametrize("path", ["/events", "/articles", "/statements", "/declarations", "/lines"])
@pytest.mark.parametrize("cursor", ["x", "art_1.x", "..", "%00", "💥", "evt_", "art_1.0123456789"])
def test_a_cursor_that_nobody_gives_is_refused(program: TestClient, path: str, cursor: str) -> None:
    answer = program.get(f"/api/v1{path}", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["code"] == "LW609"


@pytest.mark.parametrize("path", ["/events?cursor=evt_none", "/articles?cursor=art_none", "/lines?cursor=line_none"])
def test_a_cursor_whose_record_is_gone_says_so(program: TestClient, path: str) -> None:
    answer = program.get(f"/api/v1{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "LW612")


@pytest.mark.parametrize(("path", "allowed"), [("/decisions", "GET, POST"), ("/events", "GET"), ("/code", "POST")])
def test_a_method_that_is_unknown_is_told_those_that_are(program: TestClient, path: str, allowed: str) -> None:
    for method in ("OPTIONS", "DELETE", "TRACE"):
        answer = program.request(method, f"/api/v1{path}")
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/v1/nothing", None, 404, "LW607"),
        ("DELETE", "/api/v1/events", None, 405, "LW608"),
        ("GET", "/api/v1/events?limit=0", None, 422, "LW609"),
        ("GET", "/api/v1/events?limit=many", None, 422, "LW609"),
        ("GET", "/api/v1/events?from_on=yesterday", None, 422, "LW609"),
        ("GET", "/api/v1/events?from_on=0", None, 422, "LW609"),
        ("GET", "/api/v1/events?pair=NOR", None, 422, "LW609"),
        ("GET", "/api/v1/events/export?form=xls", None, 422, "LW609"),
        ("GET", "/api/v1/events/evt_none", None, 404, "LW003"),
        ("GET", "/api/v1/articles/art_none", None, 404, "LW003"),
        ("GET", "/api/v1/lines/line_none", None, 404, "LW003"),
        ("POST", "/api/v1/code", b"{", 415, "LW615"),
        ("POST", "/api/v1/code", b"[]", 422, "LW609"),
        ("POST", "/api/v1/code", b"{}", 422, "LW609"),
        ("POST", "/api/v1/code", b'{"text": "  "}', 422, "LW609"),
        ("POST", "/api/v1/code", b'{"text": "x", "keep": 1}', 422, "LW609"),
        ("POST", "/api/v1/code", b'{"text": "x", "published_on": 0}', 422, "LW609"),
        ("POST", "/api/v1/code", b'{"text": "\\ud800"}', 415, "LW615"),
        ("POST", "/api/v1/code", b"[" * 100_000, 422, "LW609"),
        ("POST", "/api/v1/code", b'{"text": "POISON"}', 422, "LW208"),
        ("POST", "/api/v1/code", b'{"text": "BUG"}', 500, "LW901"),
        ("POST", "/api/v1/decisions", b'{"verb": "reject", "about": "line_none"}', 404, "LW003"),
        ("POST", "/api/v1/decisions", b'{"verb": "undo", "about": "dec_none"}', 404, "LW003"),
        ("POST", "/api/v1/decisions", b'{"verb": "burn", "about": "line_1"}', 422, "LW609"),
        ("POST", "/api/v1/decisions", b'{"verb": "merge", "about": "%s"}' % LINE.encode(), 422, "LW609"),
        ("POST", "/api/v1/decisions", b'{"verb": "reject", "about": "line_1", "more": 1}', 422, "LW609"),
        ("POST", "/api/v1/decisions", b'{"verb": "correct", "about": "dcl_1", "value": {}}', 422, "LW609"),
        (
            "POST",
            "/api/v1/decisions",
            b'{"verb": "correct", "about": "dcl_1", "value": {"type": "compellent"}}',
            404,
            "LW003",
        ),
    ],
)
def test_every_error_is_a_problem_with_our_code(
    program: TestClient, method: str, path: str, body: bytes | None, status: int, code: str
) -> None:
    headers = {"content-type": "application/json"} if body else {}
    answer = program.request(method, path, content=body, headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert problem["type"] == f"urn:linewatch:error:{code}"
    assert problem["title"] == CODES[code]
    assert problem["status"] == status
    assert problem["detail"]


def test_a_fault_of_ours_shows_nothing_of_the_inside(program: TestClient, site: Site, monkeypatch: Any) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("/home/ada/secret.db")

    monkeypatch.setattr(site.reading, "status", break_down)
    answer = program.get("/api/v1/status")
    assert (answer.status_code, answer.json()["code"]) == (500, "LW901")
    assert "secret" not in answer.text


def test_a_damaged_store_is_a_503(site: Site, program: TestClient) -> None:
    Path(site.store.path).write_bytes(b"no store any more" * 1000)
    answer = program.get(f"/api/v1/articles/{ARTICLE}")
    assert (answer.status_code, answer.json()["code"][:3]) == (503, "LW4")
    assert str(site.store.path) not in answer.text


def test_the_histogram_counts_what_fits(program: TestClient) -> None:
    (only,) = get(program, "/events/histogram")["bins"]
    assert only == {"from_on": "2031-03-04", "until_on": "2031-03-04", "events": 3, "by_quad": [0, 0, 0, 3]}
    assert get(program, "/events/histogram?event_type=AID")["bins"] == []


def test_facets_name_the_most_frequent_values(program: TestClient) -> None:
    facets = get(program, "/events/facets")
    assert facets["pair"] == [{"value": "NOR-SUD", "events": 3}]
    assert facets["place"] == [{"value": "Varna", "events": 3}]
    assert facets["speaker"] == []


def test_tension_is_the_sum_of_hostility(program: TestClient) -> None:
    tension = get(program, "/pairs?bins=2")
    assert (tension["latest_on"], tension["bin_days"]) == ("2031-03-04", 7)
    (pair,) = tension["pairs"]
    assert pair == {"pair": "NOR-SUD", "events": 3, "latest_on": "2031-03-04", "tension": [0.0, 28.5], "recent": 28.5}


def test_reports_are_found_by_words_of_their_title(store: Store) -> None:
    store.save(make_corpus(12))
    program = make_site(store).visitor()
    first = get(program, "/articles?words=REPORT%201&limit=2")
    assert [each["title"] for each in first["items"]] == ["Report 11", "Report 10"]
    rest = get(program, f"/articles?words=report%201&limit=2&cursor={first['next_cursor']}")
    assert [each["title"] for each in rest["items"]] == ["Report 1"]
    assert rest["next_cursor"] is None
    assert get(program, "/articles?words=nothing")["items"] == []


def test_a_report_comes_with_its_versions(program: TestClient) -> None:
    assert get(program, f"/articles/{ARTICLE}")["article"]["text"] == TEXT
    versions = get(program, f"/articles/{ARTICLE}/versions")["items"]
    assert [each["published_on"] for each in versions] == ["2031-03-05", "2031-03-06"]


def test_an_address_that_must_not_become_a_link_is_left_out(store: Store) -> None:
    coded = make_coded(url="javascript:alert(1)")
    store.save([coded])
    program = make_site(store).visitor()
    article = get(program, f"/articles/{coded.article.article_id}")["article"]
    assert article["url"] is None
    assert get(program, "/events")["items"][0]["article"]["url"] is None


def test_lines_are_filtered_and_told_with_their_evidence(program: TestClient) -> None:
    assert [line["line_id"] for line in get(program, "/lines")["items"]] == [LINE, OTHER_LINE]
    assert [line["line_id"] for line in get(program, "/lines?state=crossed&declarer=sud")["items"]] == [LINE]
    assert get(program, "/lines?addressee=SUD")["items"] == []
    assert get(program, "/lines?area=NOR")["total"] == 2
    detail = get(program, f"/lines/{LINE}")
    assert [each["declaration"]["kind"] for each in detail["declarations"]] == ["declaration"]
    assert [each["event"]["event_id"] for each in detail["events"]] == [EVENT]
    assert [alert["state"] for alert in detail["alerts"]] == ["crossed"]
    assert detail["decisions"] == []


def test_a_decision_is_kept_watched_and_undone_once(program: TestClient, site: Site) -> None:
    made = program.post("/api/v1/decisions", json={"verb": "reject", "about": LINE, "note": "a rumour"})
    assert made.status_code == 201
    decision = made.json()
    assert (decision["verb"], decision["made_by"], decision["note"]) == ("reject", "local", "a rumour")
    undo = {"verb": "undo", "about": decision["decision_id"]}
    assert program.post("/api/v1/decisions", json=undo).status_code == 201
    again = program.post("/api/v1/decisions", json=undo)
    assert (again.status_code, again.json()["code"]) == (409, "LW616")
    assert [each["verb"] for each in get(program, "/decisions")["items"]] == ["reject", "undo"]
    assert len(site.watched) == 2


def decide(program: TestClient, verb: str, about: str, **value: object) -> tuple[int, Any]:
    answer = program.post("/api/v1/decisions", json={"verb": verb, "about": about, "value": value or None})
    return answer.status_code, answer.json()


def test_lines_are_merged_split_closed_and_corrected_by_what_fits(program: TestClient, site: Site) -> None:
    assert decide(program, "merge", LINE, into=OTHER_LINE)[0] == 201
    assert decide(program, "merge", LINE, into="line_none")[1]["code"] == "LW003"
    assert decide(program, "merge", LINE, into=LINE)[1]["code"] == "LW616"
    assert decide(program, "split", LINE, declaration_ids=["dcl_none"])[1]["code"] == "LW003"
    assert decide(program, "split", LINE, declaration_ids=[DECLARATION])[1]["code"] == "LW616"
    assert decide(program, "close", LINE, on="2031-04-01")[1]["value"] == {"on": "2031-04-01", "state": "withdrawn"}
    status, made = decide(program, "correct", DECLARATION, distance_km=12, area_countries=["SUD", "NOR"])
    assert (status, set(made["value"]), made["value"]["area"]["distance_km"]) == (201, {"area"}, 12)
    kind = site.reading.line(LINE).terms.type
    assert decide(program, "correct", DECLARATION, type=kind)[1]["code"] == "LW616"


def test_alerts_are_listed_and_streamed(program: TestClient) -> None:
    (alert,) = get(program, "/alerts")["items"]
    assert alert["state"] == "crossed"
    assert get(program, "/alerts?state=tested")["items"] == []
    nothing_new = program.get("/api/v1/alerts/stream?wait_s=0")
    assert nothing_new.headers["content-type"].startswith("text/event-stream")
    assert nothing_new.text == "retry: 5000\n\n"
    everything = program.get("/api/v1/alerts/stream?wait_s=0", headers={"last-event-id": "alr_unknown"}).text
    assert f"event: alert\nid: {alert['alert_id']}\ndata: " in everything
    assert json.loads(everything.split("data: ")[1])["line_id"] == LINE
    since = program.get(f"/api/v1/alerts/stream?wait_s=0&last={alert['alert_id']}").text
    assert since == "retry: 5000\n\n"


def test_the_map_is_geojson_with_its_point_of_view(program: TestClient) -> None:
    borders = program.get("/api/v1/map/borders")
    assert borders.headers["content-type"] == "application/geo+json"
    assert "Crimea" in borders.json()["point_of_view"]
    dashed = {each["properties"]["pair"] for each in borders.json()["features"] if not each["properties"]["is_settled"]}
    assert {"ARM-AZE", "CHN-IND", "RUS-UKR"} <= dashed
    points = get(program, "/map/events")["features"]
    assert [each["geometry"]["coordinates"] for each in points] == [[20.25, 10.5]] * 3
    assert {each["properties"]["event_type"] for each in points} == {"ASSAULT"}
    names = {each["id"]: each["properties"]["name"] for each in get(program, "/map/countries")["features"]}
    assert names["AZE"] == "Azerbaijan"
    assert get(program, "/map/land")["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_all_events_leave_as_a_file(program: TestClient) -> None:
    answer = program.get("/api/v1/events/export?form=csv&pair=NOR-SUD")
    assert answer.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 3
    lines = program.get("/api/v1/events/export?form=jsonl").text.splitlines()
    assert [json.loads(line)["event"]["event_type"] for line in lines] == ["ASSAULT"] * 3
    assert len(program.get("/api/v1/events/export?form=geojson").json()["features"]) == 3
    assert program.get("/api/v1/events/export?form=polecat&event_type=AID").status_code == 200


def test_a_text_is_coded_and_kept_only_when_asked(program: TestClient, site: Site) -> None:
    before = site.store.counts()
    text = f"{TEXT} Pasted."
    coded = program.post("/api/v1/code", json={"text": text, "published_on": "2031-03-07"}).json()
    assert coded["article"]["published_on"] == "2031-03-07"
    assert len(coded["events"]) == 1
    assert site.store.counts() == before
    program.post("/api/v1/code", json={"text": text, "keep": True})
    assert site.store.counts()["articles"] == before["articles"] + 1
    assert len(site.watched) == 1


def test_status_tells_counts_sources_refusals_and_versions(program: TestClient) -> None:
    status = get(program, "/status")
    assert status["store"] == "page.db"
    assert status["counts"]["events"] == 3
    assert status["set_aside"] == {"LW204": 1}
    (publisher,) = status["publishers"]
    assert (publisher["name"], publisher["articles"], publisher["lag_days"]) == ("The Ilm Post", 3, 0)
    assert {"linewatch", "ontology", "gazetteer"} <= set(status["versions"])


def test_what_is_saved_meanwhile_is_seen(program: TestClient, site: Site) -> None:
    assert get(program, "/events")["total"] == 3
    site.store.save([make_coded(f"{TEXT} Later.")])
    assert get(program, "/events")["total"] == 4


def test_the_openapi_document_is_3_1_and_names_every_route_and_problem(program: TestClient) -> None:
    document = get(program, "/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) | {"/api/v1/openapi.json"} == {route.template for route in API}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert "application/problem+json" in operation["responses"]["403"]["content"]


def test_the_openapi_document_tells_what_bodies_may_hold(program: TestClient) -> None:
    document = get(program, "/openapi.json")
    schemas = document["components"]["schemas"]
    assert schemas["CodeRequest"]["properties"]["text"]["maxLength"] == 20_000
    assert set(schemas["DecisionRequest"]["discriminator"]["mapping"]) == set(get_args(Verb)) - {"add"}
    assert set(schemas["Terms"]["properties"]) == set(TERMS)
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert references <= set(schemas)


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_a_text_that_the_document_allows_is_coded(text: str) -> None:
    pattern = _schemas(20_000)["CodeRequest"]["properties"]["text"]["pattern"]
    if re.search(pattern, text):
        fake_pipeline().code(text)
