"""Who stands behind the tokens of a slot."""

from __future__ import annotations

import pytest

from linewatch.coding.parties import clause_parties, distinct, entities_of, is_among, parties_of
from linewatch.coding.slots import verb_slots
from linewatch.records import Entity


def _word(found, text):
    return next(token for token in found.doc if token.text == text)


def _names(entities):
    return [entity.name for entity in entities]


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("Kenya sent food.", "Kenya", ["KEN"]),
        ("Kenya and Somalia sent food.", "Kenya", ["KEN", "SOM"]),
        ("They shelled the Somali hills.", "Somali", ["SOM"]),
        ("They shelled the Somali hills.", "hills", ["SOM"]),
        ("They shelled the hills.", "hills", []),
        ("A Houthi missile hit the hills.", "missile", ["YEM"]),
        ("Two Hezbollah rockets hit the hills.", "rockets", ["LBN"]),
        ("A shell hit the hills.", "shell", []),
    ],
)
def test_actor_nation_or_owner(scene, text, word, countries):
    found = scene(text)
    assert [entity.country for entity in entities_of(found, _word(found, word), None)] == countries


def test_the_first_filled_slot_counts(scene):
    found = scene("Kenya sent food to Somalia.")
    slots = verb_slots(_word(found, "sent"))
    assert _names(parties_of(found, slots, ("against", "to", "subj"), None)) == ["Somalia"]
    assert parties_of(found, slots, ("against",), None) == ()


def test_who_is_named_in_a_slot_comes_before_owners_of_things(scene):
    found = scene("The minister left for Oslo for the opening of a Danish school.")
    assert [e.country for e in parties_of(found, verb_slots(_word(found, "left")), ("for",), None)] == ["NOR"]


def test_an_apposition_tells_who_stands_behind_a_nominal(scene):
    found = scene("The old foes Kenya and Somalia signed a treaty.")
    assert {entity.country for entity in entities_of(found, _word(found, "foes"), None)} == {"KEN", "SOM"}


def test_a_sea_belongs_to_nobody_and_what_was_sent_to_its_sender(scene):
    found = scene("Kenya fired a missile into the Sea of Japan.")
    assert entities_of(found, _word(found, "Sea"), None) == ()
    found = scene("Kenya welcomed the letters sent by Somalia.")
    assert [entity.country for entity in entities_of(found, _word(found, "letters"), None)] == ["SOM"]


def test_a_demand_concerns_the_subject_of_its_clause(scene):
    found = scene("Kenya demanded that Somalia withdraw its police.")
    slots = verb_slots(_word(found, "demanded"))
    actors = parties_of(found, slots, ("subj",), None)
    assert _names(clause_parties(found, slots, None, actors)) == ["Somalia"]


def test_an_actor_counts_once_whatever_the_case_of_its_name():
    one, other = Entity("Kenya", 0, 5, "Kenya", country="KEN"), Entity("KENYA", 9, 14, "KENYA", country="KEN")
    stranger = Entity("Kenya", 0, 5, "Kenya", country="SOM")
    assert distinct([one, other, stranger]) == (one, stranger)
    assert is_among(other, [one])
    assert not is_among(stranger, [one])
