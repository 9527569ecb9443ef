"""A word that says how an act stands, and the act itself: one event."""

from __future__ import annotations

import pytest


def _said(code, text):
    """Return type, actors and recipients of the events of a text."""
    return [
        (event.event_type, [one.country for one in event.actors], [one.country for one in event.recipients])
        for event in code(text).events
    ]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Kenya vowed not to attack Somalia.", "AGREE"),
        ("Kenya swore never to invade Somalia.", "AGREE"),
        ("Kenya does not intend to attack Somalia.", "AGREE"),
        ("Kenya has no plans to attack Somalia.", "AGREE"),
        ("Kenya plans to attack Somalia.", "THREATEN"),
        ("Kenya decided not to attend the summit with Somalia.", "REJECT"),
        ("Kenya failed to apologise to Somalia.", "REJECT"),
        ("Kenya threatened not to cooperate with Somalia.", "THREATEN"),
    ],
)
def test_a_governor_and_its_act_are_one_event(code, text, event_type):
    assert _said(code, text) == [(event_type, ["KEN"], ["SOM"])]


def test_the_act_takes_over_the_parties_of_its_governor(code):
    assert _said(code, "Kenya ruled out sanctions on Somalia.") == [("AGREE", ["KEN"], ["SOM"])]


def test_who_is_urged_not_to_act_does_nothing(code):
    assert [kind for kind, *_ in _said(code, "Kenya urged Somalia not to attack Ethiopia.")] == ["REQUEST"]


def test_who_denies_or_rejects_does_so_himself(code):
    assert [kind for kind, *_ in _said(code, "Kenya rejected sanctions against Somalia.")] == ["REJECT"]


def test_who_condemns_an_attack_has_not_made_it(code):
    said = _said(code, "The attack on Kenya was condemned by Somalia.")
    assert ("ASSAULT", [], ["KEN"]) in said
