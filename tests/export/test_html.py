"""HTML for notebooks: every word of a stranger escaped, no script, no address but http and https, the text whole."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.export.html import Mark, _pieces, article_html, corpus_html
from linewatch.records import Rejection, Span
from tests.factories import TEXT, entity_of, make_article, make_coded, make_corpus

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e'


class Tags(HTMLParser):
    """All tags with their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attributes)))


def text_of(html: str) -> str:
    """Return the words of the marked text."""
    inside = html.split('<div class="t">')[1].split("</div>")[0]
    return unescape(re.sub(r"<[^>]*>", "", inside))


def test_an_article_has_all_marks_and_its_text_unchanged() -> None:
    html = article_html(make_coded())
    assert text_of(html) == TEXT
    for kind, words in [("trigger", "shelled"), ("actor", "Norland"), ("place", "Varna"), ("date", "Tuesday")]:
        assert re.search(rf'<span class="{kind}" title="[^"]*">{words}</span>', html)
    assert '<span class="line quote"' in html
    assert "4 km from the NOR-SUD border" in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "http://[", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert "<a " not in article_html(make_coded(url=url))


def test_strangers_words_stay_words() -> None:
    coded = make_coded(title=EVIL, publisher=EVIL, url='https://example.org/"><script>')
    evil = entity_of(TEXT, "Norland", name=EVIL)
    coded = replace(
        coded,
        events=(replace(coded.events[0], actors=(evil,), explanation=EVIL),),
        places=(replace(coded.places[0], name=EVIL),),
        red_lines=(replace(coded.red_lines[0], declarer=evil, trigger=replace(coded.red_lines[0].trigger, text=EVIL)),),
    )
    for html in (article_html(coded), corpus_html([coded])):
        tags = Tags(html).seen
        assert {tag for tag, _ in tags} <= {"style", "div", "strong", "a", "span", "table", "tr", "th", "td"}
        assert {name for _, attributes in tags for name in attributes} <= {"class", "title", "href", "rel"}
        assert "\u202e" not in html


def test_the_text_itself_is_escaped() -> None:
    article = make_article(f"{EVIL} {TEXT}")
    html = article_html(
        replace(make_coded(), article=article, events=(), statements=(), red_lines=(), places=(), times=())
    )
    assert text_of(html) == article.text.replace("\u202e", "\ufffd")
    assert "<script" not in html


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(["line", "quote", "actor", "date"])),
        max_size=8,
    )
)
def test_overlapping_marks_leave_the_text_whole(ranges: list[tuple[int, int, str]]) -> None:
    text = "A <b> & 'c' line that is long enough for all of them."
    marks = [
        Mark(Span(start, start + length, text[start : start + length]), kind, f"tip {number}")
        for number, (start, length, kind) in enumerate(ranges)
    ]
    html = "".join(_pieces(text, marks))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    assert html.count("<span") == html.count("</span>")


def test_a_corpus_shows_twenty_rows_and_counts_the_rest() -> None:
    html = corpus_html(make_corpus(25), [Rejection("a", "LW201", "read", "empty")])
    assert html.count("<tr>") == 21
    assert "25 articles; 5 more not shown; 1 set aside" in html
    assert "0 articles" in corpus_html([])
