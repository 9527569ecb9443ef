"""A warning is a threat where harm comes from who warns, and no event where it only tells of a danger."""

from __future__ import annotations

import pytest


def _threats(code, text):
    return [
        [one.country for one in event.actors] for event in code(text).events if event.trigger.text.startswith("warn")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya warned Somalia that it would strike back.",
        "Kenya warned Somalia that any attack is a declaration of war.",
        "Kenya warned Somalia that its embassy will be closed.",
        "Kenya warned that Somalia would face sanctions.",
        "Kenya warned Somalia against crossing the border.",
        "Kenya warned Somalia not to cross the border.",
        "Kenya warned Somalia of war.",
    ],
)
def test_who_warns_of_consequences_threatens(code, text):
    assert _threats(code, text) == [["KEN"]]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya warned Somalia that the region is running out of water.",
        "The Kenyan minister warned Somalia that the gangs were growing stronger.",
        "Norway warned Kenya that Russia could attack Finland.",
        "The police chief of Nairobi is warning Kenyans of more attacks on the city.",
    ],
)
def test_who_tells_of_a_danger_does_not(code, text):
    assert _threats(code, text) == []
