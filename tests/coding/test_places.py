"""Which names are places: those where something is, not those who act."""

from __future__ import annotations

import pytest


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
