from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.paragraphs import read_paragraphs
from linewatch.language.quotes import read_quotes


def inner(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in read_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We stay." She said "no".', ["We stay.", "no"]),
        ("“Don’t go,” he said. “It’s late.”", ["Don’t go,", "It’s late."]),
        ("‘We’re here,’ said Noor of the soldiers’ camp.", ["We’re here,"]),
        ("'the students' camp is shut' he said", ["the students' camp is shut"]),
        ("rock ’n’ roll of the ’90s and '80s isn't dead", []),
        ('a wall 5\'10" high, "very" high', ["very"]),
        ("«Non» and „Nein“ and ``no''", ["Non", "Nein", "no"]),
        ('" stay " he said " go "', ["stay", "go"]),
        ("no quote at all", []),
        ("", []),
        ("“”", []),
    ],
)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_marks_are_part_of_the_outer_range() -> None:
    text = "He said “stay” then."
    (quote,) = read_quotes(text)
    assert text[quote.mark_start : quote.mark_end] == "“stay”"
    assert quote.is_closed


def test_a_quote_inside_a_quote_is_of_the_second_level() -> None:
    text = "“She said ‘stay’ twice,” he said."
    assert [(text[quote.start : quote.end], quote.level) for quote in read_quotes(text)] == [
        ("She said ‘stay’ twice,", 1),
        ("stay", 2),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’")])
def test_a_quote_runs_over_paragraphs_that_open_it_again(opening: str, closing: str) -> None:
    text = f"{opening}One.\n\n{opening}Two.\n\n{opening}Three,{closing} he said."
    quotes = read_quotes(text)
    assert inner(text) == ["One.", "Two.", "Three,"]
    assert [quote.is_continued for quote in quotes] == [True, True, False]
    assert [quote.is_closed for quote in quotes] == [False, False, True]


def test_a_quote_goes_on_where_paragraphs_were_run_together() -> None:
    quotes = read_quotes('He said: "We stay. "They go."')
    assert [quote.is_continued for quote in quotes] == [True, False]


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "He said “stay here.\n\nNobody left."
    (quote,) = read_quotes(text)
    assert (text[quote.start : quote.end], quote.is_closed, quote.is_continued) == ("stay here.", False, False)


@given(st.text(st.sampled_from("as “”‘’\"'.\n«»„`")))
def test_quotes_are_in_order_and_within_paragraphs(text: str) -> None:
    quotes = read_quotes(text)
    paragraphs = read_paragraphs(text)
    assert [quote.mark_start for quote in quotes] == sorted(quote.mark_start for quote in quotes)
    for quote in quotes:
        assert quote.mark_start < quote.start < quote.end <= quote.mark_end
        assert text[quote.start : quote.end].strip() == text[quote.start : quote.end]
        assert any(start <= quote.mark_start and quote.mark_end <= end for start, end in paragraphs)
