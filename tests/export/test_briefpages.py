"""The pages of a briefing stand alone, and no word of a stranger becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from linewatch.export.briefpages import render_html, render_markdown
from linewatch.export.briefs import Brief, make_brief
from tests.export.brieffacts import CODED, DECLARED, EVENT, LINE, SIGHTING, STEPS, TENSION

PAYLOADS = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "'><svg onload=alert(1)>")


def brief(title: str = "Shells fall on Varna", url: str | None = None, words: str = "it was crossed") -> Brief:
    article = replace(CODED.article, title=title, publisher=title, url=url)
    line = replace(LINE, steps=(STEPS[0], replace(STEPS[1], explanation=words, claimed_by=(words,))))
    seen = replace(SIGHTING, article=article, event=EVENT)
    said = replace(DECLARED, article=article)
    return make_brief([line], [said], [seen], [TENSION], since=date(2031, 3, 1), until=date(2031, 3, 7))


def test_the_page_tells_the_steps_with_words_sources_and_pictures() -> None:
    page = render_html(brief())
    for words in (
        "Red lines, 1 March 2031 to 7 March 2031",
        "Norland shelled",
        "4 km from the border NOR–SUD",
        "NOR – SUD",
    ):
        assert words in page
    assert page.count("data:image/svg+xml;base64,") == 1
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="tension"') == 1


def test_nothing_outside_is_loaded_and_nothing_runs() -> None:
    page = render_html(brief(url="https://example.org/varna"))
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [
        "https://example.org/varna", "https://example.org/varna", "https://example.org/varna",
        next(each for each in re.findall(r'src="([^"]+)"', page)),
    ]  # fmt: skip
    assert "default-src 'none'" in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_strangers_stay_words(payload: str) -> None:
    page = render_html(brief(payload, None, payload))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "49" not in re.sub(r"base64,[^\"]*|[\d.]+", "", page)
    assert "<script>" not in render_markdown(brief(payload, None, payload))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert f'href="{url}' not in render_html(brief(url=url))


def test_markdown_has_the_same_facts() -> None:
    page = render_markdown(brief())
    assert page.startswith("# Red lines, 1 March 2031 to 7 March 2031\n")
    assert "## Crossed" in page
    assert "area 0.90: 4 km from the border NOR–SUD" in page
    assert "| NOR – SUD | 7 | 3 | -4.0 | 2031-03-06 |" in page


def test_days_without_anything_say_so() -> None:
    empty = make_brief([], [], [], [], since=date(2031, 3, 1), until=date(2031, 3, 7))
    for page in (render_html(empty), render_markdown(empty)):
        assert "No line was drawn, repeated, tested or crossed in these days" in page
    assert "data:image" not in render_html(empty)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render_html(brief()) == render_html(brief())
