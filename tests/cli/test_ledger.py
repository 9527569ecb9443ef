"""How records look to a reader: short, aligned, with their words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from linewatch.cli import ledger
from linewatch.records import CodedArticle, Interval, Precision, Span
from tests.factories import make_coded


def drawn(renderable: RenderableType, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


CODED = make_coded()


def test_an_event_is_one_line_of_facts_above_its_words() -> None:
    places = {place.place_id: place for place in CODED.places}
    head, words, rest = drawn(ledger.event_entry(CODED.events[0], CODED.article, places)).splitlines()
    assert head.split() == ["2031-03-04", "ASSAULT", "heavy-weapons", "NOR", "MIL", "→", "SUD", head.split()[-1]]
    assert CODED.events[0].event_id.startswith(head.split()[-1])
    assert words.strip() == CODED.events[0].evidence[0].text
    assert rest.strip() == "Varna, SUD, 4 km from the NOR-SUD border · 2 dead"


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    assert all(len(line) <= width for line in drawn(ledger.coded_article(CODED), width).splitlines())


def test_what_did_not_happen_says_so() -> None:
    event = replace(CODED.events[0], modality="hypothetical")
    assert "hypothetical" in drawn(ledger.event_entry(event, CODED.article))
    assert "actual" not in drawn(ledger.event_entry(CODED.events[0], CODED.article))


def test_an_unknown_party_is_a_question_mark() -> None:
    event = CODED.events[0]
    assert str(ledger.parties((), event.recipients)) == "? → SUD"
    assert str(ledger.parties((), ())) == "?"
    assert str(ledger.parties(event.actors, ())) == "NOR MIL"


def test_an_article_without_records_says_why() -> None:
    assert "no events, statements or red lines" in drawn(ledger.coded_article(CodedArticle(CODED.article)))
    other = replace(CODED.article, language="hy")
    assert "another language (hy)" in drawn(ledger.coded_article(CodedArticle(other)))


def test_hostile_words_are_harmless() -> None:
    text = CODED.article.text.replace("Norland shelled", "Norland \x1b[2Jshel[/bold]led")
    evil = make_coded_with(text)
    shown = drawn(ledger.coded_article(evil))
    assert "\x1b" not in shown
    assert "[/bold]" in shown


def make_coded_with(text: str) -> CodedArticle:
    end = text.index(". ") + 1
    event = replace(CODED.events[0], trigger=Span(0, 7, text[:7]), evidence=(Span(0, end, text[:end]),))
    return CodedArticle(replace(CODED.article, text=text, title="\x1b]0;owned\x07"), events=(event,))


def test_long_words_are_cropped_around_the_trigger() -> None:
    text = "a " * 400 + "shelled" + " b" * 400
    start = text.index("shelled")
    shown = str(ledger.marked(text, Span(0, len(text), text), Span(start, start + 7, "shelled")))
    assert "shelled" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= ledger.MOST_WORDS + 4


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2031, 3, 4), date(2031, 3, 4), "2031-03-04"),
        (date(2031, 3, 4), date(2031, 3, 9), "2031-03-04 to 2031-03-09"),
        (None, date(2031, 3, 9), "until 2031-03-09"),
        (date(2031, 3, 4), None, "from 2031-03-04"),
    ],
)
def test_days_are_told_in_words(first: date | None, last: date | None, words: str) -> None:
    assert ledger.interval_words(Interval(first, last)) == words


def test_strength_is_three_dots() -> None:
    assert [str(ledger.strength(value)) for value in range(4)] == ["○○○", "●○○", "●●○", "●●●"]


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "2030-01-01"), ("month", "2030-01"), ("year", "2030"), ("decade", "2030s"), (None, "2030-01-01")],
)
def test_a_day_is_told_as_finely_as_it_is_known(precision: Precision | None, words: str) -> None:
    assert str(ledger.when(Interval(date(2030, 1, 1), date(2030, 1, 31), precision))) == words
    assert str(ledger.when(Interval(None, date(2030, 1, 31), precision))) == "undated"
