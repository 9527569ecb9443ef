"""Who declares and who is warned, from the words that name them."""

from __future__ import annotations

import pytest

from linewatch.coding.lineparties import GUARDED, LEFT_OVER, find_declarer, find_parties, is_warned
from linewatch.records import Entity


def _span(read, words):
    start = read.article.text.index(words)
    return read.doc.char_span(start, start + len(words), alignment_mode="expand")


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        ("Peru warned Chile.", "Chile", ("CHL",)),
        ("Peru warned Chile and Bolivia.", "Chile and Bolivia", ("CHL", "BOL")),
        ("The Polish deputy interior minister spoke.", "Polish", ("POL",)),
        ("Until Israeli troops leave, nothing moves.", "Israeli", ("ISR",)),
        ("The Kenyan army said no.", "The Kenyan army", ("KEN",)),
        ("It warned shipping companies.", "shipping companies", (None,)),
    ],
)
def test_parties(scene, text, words, countries):
    read = scene(text)
    assert tuple(party.country for party in find_parties(read, _span(read, words))) == countries


def test_first_person_is_the_speaker(scene):
    read = scene("We will answer, Peru said.")
    (peru,) = find_parties(read, _span(read, "Peru"))
    assert find_parties(read, _span(read, "We"), peru)[0].country == "PER"


def test_a_body_without_a_country_is_that_of_the_only_state_that_is_not_warned(scene):
    read = scene("Bolivia has moved guns. The council warned Peru that any shot would be returned.")
    declarer = find_declarer(read, _span(read, "The council"), None, ("PER",), _span(read, "any shot"))
    assert (declarer.country, declarer.inferred_by) == ("BOL", LEFT_OVER)


@pytest.mark.parametrize(
    ("trigger", "country", "rule"),
    [
        ("Any gun aimed at a Bolivian town", "BOL", GUARDED),
        ("Any move of Peruvian troops", "BOL", LEFT_OVER),
    ],
)
def test_a_body_without_a_country_is_that_of_the_land_it_guards(scene, trigger, country, rule):
    read = scene(f"Bolivia and Peru have moved guns. {trigger} is a target, a senior officer said.")
    declarer = find_declarer(read, _span(read, "a senior officer"), None, (), _span(read, trigger))
    assert (declarer.country, declarer.inferred_by) == (country, rule)


def test_a_body_without_a_country_is_that_of_its_spokesperson(scene):
    read = scene("The council would fire back at Peru, the Bolivian president said. Chile and Ecuador kept silent.")
    speaker = find_parties(read, _span(read, "the Bolivian president"))[0]
    declarer = find_declarer(read, _span(read, "The council"), speaker, ("PER",), None)
    assert (declarer.country, declarer.inferred_by) == ("BOL", "country of the spokesperson")


def test_of_several_states_none_is_chosen(scene):
    read = scene("The council warned Peru. Chile and Ecuador kept silent.")
    assert find_declarer(read, _span(read, "The council"), None, ("PER",), None).country is None


def test_an_armed_group_of_the_same_country_can_be_warned():
    army = Entity("the army", 0, 8, "army", country="SDN", sector="MIL")
    assert is_warned(Entity("the rebels", 0, 10, "rebels", country="SDN", sector="REB"), army)
    assert not is_warned(Entity("the ministry", 0, 12, "ministry", country="SDN", sector="GOV"), army)
