"""Which names are places: those where something is, not those who act."""

from __future__ import annotations

import pytest

from linewatch.coding import Knowledge, locate_names
from linewatch.coding.places import lands_told
from linewatch.records import Article


def _places(found):
    return [(place.name, place.kind, place.country) for _, place in found.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Moscow said that the talks in Geneva had failed.", [("Geneva", "settlement", "CHE")]),
        ("The minister arrived in Moscow on Friday.", [("Moscow", "settlement", "RUS")]),
        ("Kenya and Somalia signed a treaty in Geneva.", [("Geneva", "settlement", "CHE")]),
        ("Kenya signed a treaty.", []),
        ("The river rose.", []),
    ],
)
def test_a_state_or_capital_that_acts_is_no_place(scene, text, places):
    assert _places(scene(text)) == places


def test_what_contains_a_town_tells_which_town(scene):
    found = scene("Soldiers shelled a village near Ganja, Azerbaijan.")
    assert _places(found)[0] == ("Ganja", "settlement", "AZE")


def test_the_span_is_the_name_in_the_text(scene):
    text = "The minister arrived in Moscow on Friday."
    ((head, place),) = scene(text).places
    assert text[place.span.start : place.span.end] == place.span.text == head.text == "Moscow"


def test_a_name_in_a_list_is_of_the_class_of_its_neighbour(scene):
    found = scene("Cases were reported in Texas and Georgia.")
    assert [(name, country) for name, _, country in _places(found)] == [("Texas", "USA"), ("Georgia", "USA")]


def test_names_that_are_asked_for_are_answered_one_by_one(nlp):
    text = "Turkish troops left Kapan for Qwxyz. Norland said so."
    article = Article("art_0", None, text)
    ranges = [(text.index(word), text.index(word) + len(word)) for word in ("Qwxyz", "Turkish", "Kapan")]
    located = locate_names(article, nlp(text), Knowledge.open().book, ranges)
    assert [(span.text, place and place.country) for span, place in located] == [
        ("Qwxyz", None), ("Turkish", "TUR"), ("Kapan", "ARM"),
    ]  # fmt: skip


def test_adjectives_are_names_where_they_are_wanted(nlp):
    text = "Turkish troops left Kapan."
    article, book = Article("art_0", None, text), Knowledge.open().book
    assert [span.text for span, _ in locate_names(article, nlp(text), book)] == ["Kapan"]
    assert [span.text for span, _ in locate_names(article, nlp(text), book, adjectives=True)] == ["Turkish", "Kapan"]


def test_the_address_of_a_report_tells_where_its_names_lie():
    article = Article("art_0", None, "", url="https://example.co.uk/a", dateline="PARIS")
    assert lands_told(article, Knowledge.open().book) == ("FRA", "GBR")
