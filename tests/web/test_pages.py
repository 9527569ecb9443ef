"""The pages: what they show, that forms work without a script, and that nothing from a report becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from linewatch.records import CodedArticle
from linewatch.store import Store
from tests.factories import TEXT
from tests.registers import NOW
from tests.web.conftest import LINE, OTHER_LINE, Site, make_site
from tests.web.poison import PAYLOADS, line_of, poison
from tests.web.routes import ARTICLE, DECLARATION, EVENT, PAGES

SHOWN = [route for route in PAGES if route.method == "GET" and route.status == 200]


class Page(HTMLParser):
    """The elements of a page, as far as the tests ask for them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def get(client: TestClient, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


@pytest.mark.parametrize("path", [route.path for route in SHOWN])
def test_every_page_has_its_landmarks_and_nothing_inline(visitor: TestClient, path: str) -> None:
    page = get(visitor, path)
    assert [len(page.all(tag)) for tag in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("a")[0]["href"] == "#main"
    for _, attributes in page.elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
    assert not page.all("style")
    assert all(each["type"] == "module" and (each["src"] or "").startswith("/static/") for each in page.all("script"))
    labels = {each.get("for") for each in page.all("label")}
    for field in page.all("input") + page.all("select") + page.all("textarea"):
        assert field.get("type") in ("hidden", "checkbox") or field["id"] in labels
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert len(page.all("table")) == len(page.all("caption"))


@pytest.mark.parametrize("path", [route.path for route in SHOWN])
def test_every_link_of_every_page_leads_somewhere(visitor: TestClient, path: str) -> None:
    for link in {link["href"] or "" for link in get(visitor, path).all("a")}:
        if link.startswith("/"):
            assert visitor.get(link.partition("#")[0]).status_code in (200, 303), link


def test_the_first_visit_says_what_this_is_and_the_next_what_is_new(site: Site) -> None:
    first = get(site.visitor(), "/")
    assert "Who drew which red line, and who crossed it" in first.text
    assert "1 ✖ crossed" in first.text
    long_ago, since = NOW.replace(year=2029).isoformat(), NOW.replace(year=2030).isoformat()
    again = site.visitor(cookie=f"linewatch_seen={long_ago}|{since}")
    assert "1 change since your last visit" in get(again, "/").text
    just_now = site.visitor(cookie=f"linewatch_seen={NOW.isoformat()}|{NOW.isoformat()}")
    assert "Nothing new since your last visit" in get(just_now, "/").text


@pytest.mark.parametrize("cookie", ["x", "|", "a|b|c", "2031-03-05|2031-03-05", "9999-01-01T00:00:00+00:00|"])
def test_a_cookie_that_is_none_is_a_first_visit(site: Site, cookie: str) -> None:
    answer = site.visitor(cookie=f"linewatch_seen={cookie}").get("/")
    assert "Who drew which red line" in answer.text


def test_an_empty_store_says_how_to_begin(store: Store) -> None:
    visitor = make_site(store).visitor(accept="text/html")
    assert "The store is empty" in get(visitor, "/").text
    assert "The store has no events yet" in get(visitor, "/events").text
    assert "No red line has been found yet" in get(visitor, "/lines").text
    assert "no reports yet" in get(visitor, "/articles").text
    get(visitor, "/map")
    get(visitor, "/status")


def test_the_register_is_filtered(visitor: TestClient) -> None:
    assert "2 lines, that with the latest step first" in get(visitor, "/lines?declarer=&state=").text
    assert "1 line, that with the latest step first" in get(visitor, "/lines?state=crossed").text
    assert "No line fits these filters" in get(visitor, "/lines?addressee=SUD").text


def test_a_line_tells_its_life_with_evidence_and_reasons(visitor: TestClient) -> None:
    text = get(visitor, f"/lines/{LINE}").text
    assert "crossed 2031-03-06" in text
    assert "Norland shelled the Sudian village of Varna on Tuesday" in text
    assert "Varna lies 4 km from the border" in text
    assert "If Norland sends one more soldier across the Ilm" in text
    assert "Nobody has decided anything about this line" in text


def test_a_wrong_alert_is_rejected_and_that_is_undone(visitor: TestClient, site: Site) -> None:
    step = site.reading.line(LINE).steps[-1].step_id
    reject = {"verb": "reject", "about": step, "line": LINE}
    assert visitor.post("/decisions", data=reject).headers["location"] == f"/lines/{LINE}"
    page = get(visitor, f"/lines/{LINE}")
    assert f"rejected {step}" in page.text
    (decision,) = site.reading.decisions()
    assert "Undo" in get(visitor, "/status").text
    undo = {"verb": "undo", "about": decision.decision_id}
    assert visitor.post("/decisions", data=undo).headers["location"] == "/status#decisions"
    assert "undone" in get(visitor, f"/lines/{LINE}").text
    assert "undone" in get(visitor, "/status").text
    assert [each.verb for each in site.reading.decisions()] == ["reject", "undo"]


def test_a_line_is_merged_into_another(visitor: TestClient, site: Site) -> None:
    form = {"verb": "merge", "about": OTHER_LINE, "line": OTHER_LINE, "value.into": LINE, "note": "the same"}
    answer = visitor.post("/decisions", data=form)
    assert answer.headers["location"] == f"/lines/{LINE}"
    (decision,) = site.reading.decisions()
    assert (decision.value, decision.note) == ({"into": LINE}, "the same")


def test_terms_of_a_line_are_corrected_and_a_line_is_closed(visitor: TestClient, site: Site) -> None:
    form = {
        "verb": "correct",
        "line": LINE,
        "term.area_countries": "SUD, NOR",
        "term.distance_km": "12",
        "term.mode": "",
    }
    assert visitor.post("/decisions", data=form).status_code == 303
    (correction,) = site.reading.decisions()
    assert correction.about == DECLARATION
    assert set(correction.value) == {"area"}
    assert correction.value["area"]["distance_km"] == 12
    close = {"verb": "close", "line": LINE, "about": LINE, "value.on": "2031-04-01", "value.state": "expired"}
    assert visitor.post("/decisions", data=close).status_code == 303
    assert site.reading.decisions()[-1].value == {"on": "2031-04-01", "state": "expired"}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"verb": "burn", "about": LINE}, 422),
        ({}, 422),
        ({"verb": "undo", "about": "dec_0"}, 404),
        ({"verb": "correct", "line": LINE}, 400),
        ({"verb": "correct", "line": LINE, "term.colour": "red"}, 400),
        ({"verb": "close", "about": LINE, "value.on": "soon"}, 400),
        ({"verb": "merge", "about": LINE, "value.into": "line_none"}, 404),
    ],
)
def test_a_decision_that_is_none_is_refused(visitor: TestClient, form: dict[str, str], status: int) -> None:
    answer = visitor.post("/decisions", data=form)
    assert answer.status_code == status
    assert "That did not work" in answer.text


def test_events_are_filtered_by_a_form_with_empty_fields(visitor: TestClient) -> None:
    empty = "pair=&event_type=&place=&from_on=&until_on=&modality=&speaker=&publisher="
    assert "3 events." in get(visitor, f"/events?{empty}").text
    assert "No event fits these filters" in get(visitor, "/events?event_type=AID").text


def test_a_bar_of_the_histogram_filters(visitor: TestClient) -> None:
    bars = [link["href"] for link in get(visitor, "/events?pair=NOR-SUD").all("a") if "from_on" in (link["href"] or "")]
    assert "?pair=NOR-SUD&from_on=2031-03-04&until_on=2031-03-04" in bars


def test_an_event_leads_to_its_sentence(visitor: TestClient) -> None:
    assert visitor.get(f"/events/{EVENT}").headers["location"] == f"/articles/{ARTICLE}#{EVENT}"
    assert visitor.get(f"/why/{DECLARATION}").headers["location"] == f"/articles/{ARTICLE}#{DECLARATION}"
    page = get(visitor, f"/articles/{ARTICLE}")
    assert EVENT in [attributes.get("id") for _, attributes in page.elements]
    assert "rule verbs.shell: the subject shells the object" in page.text


def test_the_text_of_a_report_is_shown_character_by_character(visitor: TestClient) -> None:
    answer = visitor.get(f"/articles/{ARTICLE}").text
    body = answer.split('<p class="body">')[1].split("</p>")[0]
    assert "".join(Page(body).words) == TEXT


def test_versions_of_a_report_are_compared(visitor: TestClient) -> None:
    page = get(visitor, f"/articles/{ARTICLE}")
    (link,) = [each["href"] for each in page.all("a") if "compare" in (each["href"] or "")]
    compared = visitor.get(link or "").text
    assert "<del> It was corrected.</del>" in compared


def test_a_pasted_report_is_shown_and_not_stored(visitor: TestClient, site: Site) -> None:
    before = site.store.counts()
    answer = visitor.post("/paste", data={"text": f"{TEXT} New.", "published_on": "2031-03-09", "title": "Mine"})
    assert answer.status_code == 200
    assert "Pasted; nothing has been stored" in answer.text
    assert site.store.counts() == before


def test_a_pasted_report_is_kept_when_asked(visitor: TestClient) -> None:
    answer = visitor.post("/paste", data={"text": f"{TEXT} New.", "keep": "1"})
    assert answer.status_code == 303
    assert visitor.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("form", "code"),
    [({"text": ""}, "LW201"), ({"text": "POISON"}, "LW208"), ({"text": TEXT, "published_on": "soon"}, "LW001")],
)
def test_a_text_that_cannot_be_read_says_why_and_keeps_the_form(
    visitor: TestClient, form: dict[str, str], code: str
) -> None:
    answer = visitor.post("/paste", data=form)
    assert answer.status_code == 422
    assert code in answer.text
    assert form["text"] in answer.text


def test_other_bodies_than_forms_are_refused(visitor: TestClient) -> None:
    assert visitor.post("/paste", json={"text": TEXT}).status_code == 415
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.post("/paste", content=b"\xff\xfe", headers=headers).status_code == 422
    assert visitor.post("/paste", content=b"a=1&" * 100, headers=headers).status_code == 422


def test_an_error_is_a_page_for_people_and_a_problem_for_programs(visitor: TestClient, program: TestClient) -> None:
    assert "LW607" in visitor.get("/nothing").text
    assert "<h1>" in visitor.get("/nothing").text
    assert program.get("/nothing").json()["code"] == "LW607"
    assert visitor.get("/lines/line_none").status_code == 404


def test_the_theme_is_the_visitors(site: Site) -> None:
    assert Page(site.visitor(cookie="linewatch_theme=dark").get("/").text).all("html")[0]["data-theme"] == "dark"
    assert Page(site.visitor(cookie='linewatch_theme="><b>').get("/").text).all("html")[0]["data-theme"] == "auto"


# ---- R13


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def hostile(request: Any, store: Store) -> tuple[str, Site, CodedArticle]:
    (coded,) = poison(store, [request.param])
    return request.param, make_site(store), coded


def test_no_stored_field_becomes_markup(hostile: tuple[str, Site, CodedArticle]) -> None:
    payload, site, coded = hostile
    visitor, article = site.visitor(accept="text/html"), coded.article.article_id
    clean = Page(make_site_answer(visitor, "/paste"))
    known = {tag for tag, _ in clean.elements}
    for path in (
        "/",
        "/lines",
        f"/lines/{line_of(payload)}",
        "/events",
        "/articles",
        f"/articles/{article}",
        "/status",
        "/map",
    ):
        text = visitor.get(path).text
        page = Page(text)
        assert "49" not in text.split("{{")[0] or "7*7" not in payload
        for tag, attributes in page.elements:
            assert tag in known | ALLOWED, (path, tag)
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], path
            for name in ("href", "src", "action", "formaction"):
                assert (attributes.get(name) or "/").startswith(("/", "#", "?", "https://e.org/")), (path, attributes)
        assert "\u202e" not in text
        assert "\u2066" not in text
    answer = visitor.post("/paste", data={"text": payload, "title": payload, "published_on": payload})
    assert payload not in answer.text or not payload.startswith("<")


ALLOWED = {
    *("h2", "h3", "section", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "time", "code"),
    *("svg", "path", "line", "rect", "circle", "text", "figure", "figcaption", "blockquote", "mark", "details"),
    *("summary", "dl", "dt", "dd", "meter", "select", "option", "datalist", "small", "em", "strong", "abbr", "br"),
    *("noscript", "fieldset", "legend", "span", "title", "div", "a", "p", "form", "label", "input", "button"),
    *("link", "script"),
}


def make_site_answer(visitor: TestClient, path: str) -> str:
    return visitor.get(path).text
