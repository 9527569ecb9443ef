"""Whose country an actor belongs to when neither name nor title tells, and by which rule."""

from __future__ import annotations

import pytest


def _home(scene, text, word, dateline=None):
    """Return country and the last part of the rule of the nominal that the first token with this text heads."""
    found = scene(text, dateline)
    token = next(token for token in found.doc if token.text == word)
    entities = found.cast.entities(token)
    return [(entity.country, (entity.inferred_by or "").rpartition("+")[2]) for entity in entities]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Demonstrators in Basra burned tyres.", "Demonstrators", "IRQ"),
        ("A newspaper based in northern Nairobi closed on Friday.", "newspaper", "KEN"),
        ("Workers affiliated with the Kenyan Dockers' Union slept.", "Workers", "KEN"),
        ("The government of Punjab province resigned.", "government", "PAK"),
        ("Families fleeing the war in Darfur crossed the river.", "Families", "SDN"),
        ("The Serbs of Bosnia voted on Sunday.", "Serbs", "BIH"),
    ],
)
def test_a_place_beside_an_actor_tells_its_country(scene, text, word, country):
    assert [found for found, _ in _home(scene, text, word)] == [country]


@pytest.mark.parametrize(
    ("text", "word", "country", "rule"),
    [
        ("Police arrested two thieves in Mombasa.", "Police", "KEN", "scene of the act"),
        ("President Dosa promised to impose a curfew in Mombasa.", "Dosa", "KEN", "scene of the act"),
        ("Students burned tyres after a Kenyan minister resigned.", "Students", "KEN", "country of the sentence"),
        ("President Dosa postponed Kenya's election.", "Dosa", "KEN", "country of the sentence"),
    ],
)
def test_the_sentence_tells_where_domestic_actors_belong(scene, text, word, country, rule):
    assert _home(scene, text, word) == [(country, rule)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A foreign diplomat died in Mombasa.", "diplomat"),
        ("UN officials opened a clinic in Mombasa.", "officials"),
        ("President Dosa arrived in Mombasa.", "Dosa"),
        ("President Dosa threatened Kenya.", "Dosa"),
        ("The army of Sarovia burned a village in Kenya.", "army"),
        ("Students from Kenya and Somalia met police.", "police"),
    ],
)
def test_who_may_be_a_guest_or_a_stranger_has_no_country(scene, text, word):
    assert [country for country, _ in _home(scene, text, word)] == [None]


def test_the_dateline_comes_after_the_scene(scene):
    text = "Police arrested two thieves in Mombasa."
    assert _home(scene, text, "Police", "CAIRO") == [("KEN", "scene of the act")]
    assert _home(scene, "Police arrested two thieves.", "Police", "CAIRO") == [("EGY", "dateline")]


def test_the_country_of_which_an_article_speaks(scene):
    text = "Kenya closed the border. Kenya recalled its ambassador. Nairobi was calm. Students burned tyres."
    assert _home(scene, text, "Students") == [("KEN", "country of the article")]


def test_a_country_that_is_told_later_replaces_an_inferred_one(scene):
    found = scene("President Dosa postponed an election in Mombasa. Zambian President Dosa slept.")
    dosa = next(token for token in found.doc if token.text == "Dosa")
    assert {entity.country for entity in found.cast.entities(dosa)} == {"ZMB"}
