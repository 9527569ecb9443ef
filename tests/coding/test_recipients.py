"""Whom an act concerns where its frame does not name him plainly."""

from __future__ import annotations

import pytest


def _events(code, text):
    """Return type, countries of the actors and of the recipients of each event that happened."""
    return [
        (event.event_type, {e.country for e in event.actors}, {e.country for e in event.recipients})
        for event in code(text).events
        if event.modality == "actual"
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya rejected a Somali proposal.", ("REJECT", {"KEN"}, {"SOM"})),
        ("Kenya rejected Somali President Amina Dosa's offer.", ("REJECT", {"KEN"}, {"SOM"})),
        ("Kenya rejected an offer from Somalia.", ("REJECT", {"KEN"}, {"SOM"})),
    ],
)
def test_whose_the_thing_is_that_is_rejected(code, text, event):
    assert event in _events(code, text)


def test_what_is_the_actor_s_own_is_no_recipient_beside_another(code):
    assert ("AGREE", {"KEN"}, {"SOM"}) in _events(code, "Kenya has offered its troops to Somalia.")


def test_a_party_further_down_in_what_is_done(code):
    events = _events(code, "Kenya threatened to open a new front in its war with Somalia.")
    assert ("THREATEN", {"KEN"}, {"SOM"}) in events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sudan lifted a state of emergency in North Darfur.", ("RETREAT", {"SDN"}, {"SDN"})),
        ("Ethiopia imposed a blockade on the port of Massawa.", ("COERCE", {"ETH"}, {"ERI"})),
    ],
)
def test_the_country_of_the_place_that_is_hit(code, text, event):
    assert event in _events(code, text)


def test_a_place_without_an_actor_makes_no_event(code):
    assert _events(code, "There was a rally in Mombasa.") == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenyan nurses threatened to strike unless Somalia paid them.", ("THREATEN", {"KEN"}, {"SOM"})),
        ("Kenyan students blocked a road to show their anger at Somalia's policy.", ("PROTEST", {"KEN"}, {"SOM"})),
        ("Kenyan President Amina Dosa telephoned Somali President Omar Vale.", ("CONSULT", {"KEN", "SOM"}, set())),
        ("Kenya launched a mediation effort between Chad and Sudan.", ("CONSULT", {"KEN"}, {"TCD", "SDN"})),
        ("Chad refused to meet Kenya's visiting president in N'Djamena.", ("REJECT", {"TCD"}, {"KEN"})),
        ("Kenya sped up the withdrawal of some forces from Somalia.", ("RETREAT", {"KEN"}, {"SOM"})),
        ("Kenya refused to send peacekeepers to Somalia.", ("REJECT", {"KEN"}, {"SOM"})),
    ],
)
def test_whom_conditions_purposes_and_complements_tell(code, text, event):
    assert event in _events(code, text)
