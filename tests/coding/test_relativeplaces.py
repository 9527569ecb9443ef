"""Places that words tell by others, beside words that only sound like it."""

from __future__ import annotations

import pytest


def _borders(found):
    return [(place.span.text, place.border.countries) for _, place in found.places if place.kind == "border"]


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        ("Fighting broke out near the Armenian-Azerbaijani border.", "the Armenian-Azerbaijani border",
         ("ARM", "AZE")),
        ("Soldiers clashed along the border between Chad and Niger.", "the border between Chad and Niger",
         ("NER", "TCD")),
        ("Kenya moved troops to its border with Somalia.", "its border with Somalia", ("KEN", "SOM")),
        ("The Sino-Indian frontier was calm.", "The Sino-Indian frontier", ("CHN", "IND")),
        ("Gunmen hid in the border areas of northeastern Iran.", "the border areas of northeastern Iran",
         ("IRN", "TKM")),
        ("Turkish troops advanced 10 km inside Syria.", "10 km inside Syria", ("SYR", "TUR")),
        ("Armenia said two men were killed near the border by Azerbaijani fire.", "the border", ("ARM", "AZE")),
    ],
)  # fmt: skip
def test_a_border_that_the_words_tell(scene, text, words, countries):
    assert _borders(scene(text)) == [(words, countries)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran's border guards shot two smugglers.",
        "The company moved the boundary of its land.",
        "Hundreds fled across the Syrian border.",
        "Chad and Peru spoke of the border.",
        "Troops stood 10 km inside Syria.",
        "Shells fell in Kapan near the border, Armenia and Azerbaijan said.",
    ],
)
def test_a_border_that_the_words_leave_open(scene, text):
    assert _borders(scene(text)) == []


def test_the_dateline_tells_the_other_side(scene):
    assert _borders(scene("Shots were heard at the border with Niger.", dateline="Chad")) == [
        ("the border with Niger", ("NER", "TCD"))
    ]


def test_a_town_tells_the_stretch(scene):
    (border,) = [place for _, place in scene("Clashes erupted on the Afghan-Pakistan frontier near Chaman.").places
                 if place.kind == "border"]  # fmt: skip
    assert (round(border.lat), round(border.lon)) == (31, 66)


@pytest.mark.parametrize(
    ("text", "words", "point"),
    [
        ("Shells fell 20 km north of Aleppo.", "20 km north of Aleppo", (36.4, 37.2)),
        ("Shells fell 12 miles (19 km) south-west of the city of Goma.",
         "12 miles (19 km) south-west of the city of Goma", (-1.8, 29.1)),
    ],
)  # fmt: skip
def test_a_distance_moves_the_town(scene, text, words, point):
    ((_, place),) = scene(text).places
    assert (place.span.text, (round(place.lat, 1), round(place.lon, 1))) == (words, point)


@pytest.mark.parametrize(
    ("text", "words", "km"),
    [
        ("Troops camped 20 km from the border with Niger, Chad said.", "20 km from the border with Niger", 20.0),
        ("Chad shot down a drone within 5 miles of its border with Niger.", "5 miles of its border with Niger", 8.0),
    ],
)
def test_a_distance_from_a_border_is_told(scene, text, words, km):
    (place,) = [place for _, place in scene(text).places if place.kind == "border"]
    assert (place.span.text, place.border.distance_km) == (words, km)


def test_an_event_lies_on_the_border_that_is_told(code):
    coded = code("Gunmen killed four soldiers near the border between Chad and Niger.")
    (event,) = [event for event in coded.events if event.event_type == "ASSAULT"]
    place = next(place for place in coded.places if place.place_id == event.place_id)
    assert (place.kind, place.border.countries, place.border.distance_km) == ("border", ("NER", "TCD"), 0.0)


def test_a_town_beside_a_border_is_where_an_event_was(code):
    coded = code("The town of Kapan, east of the Armenian border with Azerbaijan, was shelled by Azerbaijani forces.")
    (event,) = [event for event in coded.events if event.event_type == "ASSAULT"]
    assert next(place.name for place in coded.places if place.place_id == event.place_id) == "Kapan"
