"""Twelve things that people do, each from its first click to its end, under the real security policy."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from linewatch.records import CodedArticle
from linewatch.store import Store
from tests.web.journeys.conftest import Visit, served
from tests.web.poison import line_of, poison

Begin = Callable[..., Visit]

PAGES = ["/", "/lines", "/events", "/map", "/articles", "/paste", "/status"]
REPORT = (
    "TEHRAN - Iran's foreign minister warned Azerbaijan on Monday that Tehran would respond decisively if foreign "
    "troops were let in at the border.\n\nAzerbaijani soldiers shelled a village near Goris on Tuesday."
)


def counts(seen: Visit) -> dict[str, int]:
    found: dict[str, int] = seen.context.request.get(f"{seen.base}/api/v1/status").json()["counts"]
    return found


CROSSED_LINE = "the shelling of our towns goes"  # of the demo's reports


def test_first_visit(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/")
    assert page.locator("h1").inner_text() == "Who drew which red line, and who crossed it"
    assert page.locator(".tally").inner_text().count("answered") >= 1
    assert page.locator(".tension tbody tr").count() > 3
    seen.check()
    page.locator(".feed a").first.click()
    page.locator("#history").wait_for()
    seen.check()


def test_find_a_line(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/lines")
    page.select_option("#declarer", label="Iran")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("table.register tbody tr")
    assert rows.count() > 1
    assert all("Iran" in text for text in rows.all_inner_texts())
    seen.check()
    rows.first.locator("a").click()
    assert "Iran" in page.locator("h1").inner_text()
    seen.check()


def test_why_was_it_crossed(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/lines?declarer=AZE")
    page.get_by_role("link", name=CROSSED_LINE).first.click()
    step = page.locator(".steps > li", has=page.locator(".s-crossed")).first
    reasons = step.locator(".reasons")
    reasons.wait_for()
    assert [text.split()[0] for text in reasons.locator("tr").all_inner_texts()] == ["Actor", "Act", "Area", "Time"]
    step.get_by_role("link", name="the sentence").first.click()
    page.wait_for_selector(".card.is-chosen")
    page.locator(".card.is-chosen details[open]").wait_for()
    assert page.locator(".body .is-chosen").first.is_visible()
    seen.check()


def test_reject_a_wrong_alert_and_undo(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/lines?declarer=AZE")
    page.get_by_role("link", name=CROSSED_LINE).first.click()
    step = page.locator(".steps > li", has=page.locator(".s-crossed")).first
    step_id = step.get_attribute("id")
    step.get_by_role("button", name="Reject").click()
    table = page.locator("section[aria-labelledby=who] tbody tr")
    assert f"rejected {step_id}" in " ".join(table.first.inner_text().split())
    assert "rejected by local" in page.locator(f"#{step_id} .verdict").inner_text()
    seen.check()
    table.first.get_by_role("button", name="Undo").click()
    assert page.locator(f"#{step_id} .verdict").count() == 0
    assert "undone" in page.locator("section[aria-labelledby=who]").inner_text()
    seen.check()


def test_follow_an_event_to_its_sentence(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/events?event_type=ASSAULT")
    words = page.locator("table.events td.words mark").first.inner_text()
    page.locator("table.events td.words a").first.click()
    card = page.locator(".card.is-chosen")
    card.wait_for()
    assert "ASSAULT" in card.inner_text()
    assert card.evaluate("card => card === document.activeElement")
    assert words in " ".join(page.locator(".body .is-chosen").all_inner_texts())
    page.locator("#show-trigger").uncheck()
    weight = page.locator(".body .m-trigger").first.evaluate("mark => getComputedStyle(mark).fontWeight")
    assert weight == "400"
    seen.check()


def test_paste_a_report(visit: Begin) -> None:
    seen = visit()
    before = counts(seen)
    page = seen.open("/paste")
    page.get_by_label("The text, in English").fill(REPORT)
    page.get_by_label("Day of publication").fill("2026-03-31")
    page.get_by_role("button", name="Read it").click(timeout=60_000)
    page.get_by_text("nothing has been stored").wait_for(timeout=60_000)
    assert page.locator(".card .tag", has_text="ASSAULT").count() >= 1
    assert "".join(page.locator(".body").all_text_contents()) == REPORT.replace("\n\n", "")
    assert counts(seen) == before
    seen.check()


def test_filter_and_export(visit: Begin, tmp_path: Path) -> None:
    seen = visit()
    page = seen.open("/events")
    page.select_option("#pair", value="ARM-AZE")
    page.get_by_role("button", name="Filter").click()
    page.locator("#histogram a").nth(1).click()
    assert "from_on=" in page.url
    assert "pair=ARM-AZE" in page.url
    total = int(re.search(r"(\d+) events", page.locator(".exports").inner_text()).group(1))  # type: ignore[union-attr]
    assert total > 0
    with page.expect_download() as waiting:
        page.get_by_role("link", name="csv", exact=True).click()
    waiting.value.save_as(tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == total
    seen.check()


def test_map_click(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/map?place=Moscow")
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    box = page.locator("#map canvas").bounding_box()
    assert page.locator("#shown h2", has_text="Latest events").is_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#shown h2", has_text="Here").wait_for()
    link = page.locator("#shown a", has_text="Moscow: the sentence").first
    link.wait_for()
    seen.check()
    link.click()
    page.wait_for_selector(".card.is-chosen")
    seen.check()


def test_keyboard_only(visit: Begin) -> None:
    seen = visit()
    page = seen.open("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "pair"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.type("Armenia – Aze")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Filter":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**pair=ARM-AZE**")
    page.locator("table.events td.words a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.is-chosen")
    seen.check()


def test_dark_mode(visit: Begin) -> None:
    seen = visit(color_scheme="dark")
    page = seen.open("/lines")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(21, 23, 26)"
    seen.check()
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == "rgb(251, 251, 249)"
    page.reload()
    assert page.evaluate(paper) == "rgb(251, 251, 249)"
    assert page.get_by_role("button", name="Dark").is_visible()
    for path in PAGES:
        seen.open(path)
        page.get_by_role("button", name="Dark").click()
        seen.check()
        page.get_by_role("button", name="Light").click()


@pytest.mark.parametrize("path", PAGES)
def test_phone_width(visit: Begin, path: str) -> None:
    seen = visit()
    seen.page.set_viewport_size({"width": 390, "height": 844})
    page = seen.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("h1").wait_for()
    seen.check()


@pytest.mark.parametrize("path", PAGES)
def test_empty_database(visit: Begin, serve_articles: Callable[[list[CodedArticle]], str], path: str) -> None:
    seen = visit(serve_articles([]))
    page = seen.open(path)
    if path == "/map":
        page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    page.locator("h1").wait_for()
    seen.check()


RUNNING = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title></textarea></select></style><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    '" autofocus onfocus=alert(1) onmouseover=alert(1) x="',
    "<details open ontoggle=alert(1)><a href=javascript:alert(1)>x</a><form action=javascript:alert(1)><button>y",
    "</script><script>alert(1)//",
    "&lt;img src=x onerror=alert(1)&gt;",
]
PROVOKE = """() => {
    for (const each of document.querySelectorAll("main *")) {
        for (const kind of ["mouseover", "focus"]) each.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    for (const each of document.querySelectorAll("a[href]")) {
        const scheme = new URL(each.getAttribute("href"), location.href).protocol;
        if (!["http:", "https:"].includes(scheme)) each.click();
    }
}"""


def poisoned_pages(path: Path) -> list[str]:
    """Fill a store at `path` with payloads and return every page that shows them."""
    with Store.open(path, create=True) as store:
        reports = poison(store, RUNNING)
    ids = [each.article.article_id for each in reports]
    pages = ["/", "/lines", "/events", "/articles", "/status", "/map", "/paste"]
    pages += [f"/lines/{line_of(payload)}" for payload in RUNNING]
    return pages + [f"/articles/{each}" for each in ids] + [f"/articles/{ids[0]}/compare?other={ids[1]}"]


@pytest.mark.parametrize(
    ("bypass_csp", "is_escaped"),
    [(False, True), (True, True), (False, False)],
    ids=["policy and escaping", "escaping alone", "policy alone"],
)
def test_stored_payloads_run_no_script(visit: Begin, tmp_path: Path, bypass_csp: bool, is_escaped: bool) -> None:
    pages = poisoned_pages(tmp_path / "own.db")
    with served(tmp_path / "own.db", is_escaped=is_escaped) as address:
        seen = visit(address, bypass_csp=bypass_csp)
        ran: list[str] = []
        seen.page.on("dialog", lambda dialog: ran.append(dialog.message))
        for path in pages:
            page = seen.open(path)
            if path == "/map" and is_escaped:
                page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
                box = page.locator("#map canvas").bounding_box()
                page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.evaluate(PROVOKE)
            page.wait_for_timeout(100)
            assert not ran, path
            if is_escaped:
                assert page.title().endswith("Linewatch")
                assert page.locator("iframe, main img, main script, [onload], [onerror], [srcdoc]").count() == 0
        assert not is_escaped or not seen.complaints


def test_a_pasted_payload_runs_no_script(visit: Begin) -> None:
    seen = visit(bypass_csp=True)
    page = seen.open("/paste")
    page.get_by_label("The text, in English").fill(f"Iran's army shelled Baku on Monday. {' '.join(RUNNING)}")
    page.get_by_label("Headline").fill(RUNNING[1])
    page.get_by_label("Publisher").fill(RUNNING[0])
    page.get_by_role("button", name="Read it").click(timeout=60_000)
    page.get_by_text("nothing has been stored").wait_for(timeout=60_000)
    page.evaluate(PROVOKE)
    page.wait_for_timeout(200)
    assert page.locator("iframe, main img, main script").count() == 0
    assert not seen.complaints
