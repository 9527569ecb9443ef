"""Which act the words of a trigger name."""

from __future__ import annotations

import pytest

from linewatch.coding.triggeracts import name_act
from linewatch.ontology import Ontology, read_table


def _act(nlp, words):
    doc = nlp(f"Kenya will answer with force if the trigger is this: {words}.")
    start = doc.text.index(words)
    act = name_act(doc.char_span(start, start + len(words), alignment_mode="expand"))
    return act and act.event_type


@pytest.mark.parametrize(
    ("words", "event_type"),
    [
        ("an attack by Somali gunmen on the port", "ASSAULT"),
        ("any use of chemical weapons", "ASSAULT"),
        ("rockets that fall on the town", "ASSAULT"),
        ("armed men who cross the river", "MOBILIZE"),
        ("violations of its airspace", "MOBILIZE"),
        ("the ships stay out of its waters", "MOBILIZE"),
        ("the supply of missiles to the rebels", "AID"),
        ("Uganda stops arming the rebels", "AID"),
        ("further building of houses on the hill", "COERCE"),
        ("the port is closed to its ships", "COERCE"),
        ("Uganda withdraws its soldiers", "RETREAT"),
        ("Uganda frees the hostages", "RETREAT"),
        ("a declaration of independence", "REJECT"),
        ("the imposition of sanctions", "SANCTION"),
        ("recognition of the breakaway north", "SUPPORT"),
    ],
)
def test_the_act_that_is_named_counts(nlp, words, event_type):
    assert _act(nlp, words) == event_type


@pytest.mark.parametrize(
    ("words", "event_type"),
    [
        ("any attempt to seize the island", "COERCE"),
        ("Uganda launches an attack", "ASSAULT"),
        ("Uganda must stop sheltering the rebels", "AID"),
    ],
)
def test_words_that_tell_how_an_act_stands_hand_on(nlp, words, event_type):
    assert _act(nlp, words) == event_type


def test_an_unknown_act_has_no_type(nlp):
    assert _act(nlp, "another such song") is None


def test_the_table_has_types_of_the_ontology_and_lists_that_are_there():
    table, types = read_table("triggeracts.toml"), Ontology.open().types
    for row in table["act"]:
        assert row["type"] in types
        named = [word for words in row.values() if isinstance(words, list) for word in words if word.startswith("@")]
        assert all(word[1:] in table["words"] for word in named)
