"""Event words: which sense a token has, and which other words it uses up."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from linewatch.coding.lexicon import Lexicon
from linewatch.coding.triggers import read_trigger
from tests.coding.trees import make_doc, token


@pytest.fixture
def trigger(nlp):
    """Return a function from a text and a word of it to the word's trigger."""

    def run(text, word):
        return read_trigger(token(nlp(text), word), Lexicon.open())

    return run


@pytest.mark.parametrize(
    ("text", "word", "event_type", "is_noun"),
    [
        ("Kenya attacked Somalia.", "attacked", "ASSAULT", False),
        ("The attack on Somalia began.", "attack", "ASSAULT", True),
        ("Kenya imposed sanctions on Somalia.", "imposed", "SANCTION", False),
        ("Kenya held talks with Somalia.", "held", "CONSULT", False),
        ("Kenya thanked Somalia.", "thanked", "SUPPORT", False),
        ("Kenya is critical of the treaty.", "critical", "ACCUSE", False),
    ],
)
def test_type_of_verbs_nouns_light_verbs_and_adjectives(trigger, text, word, event_type, is_noun):
    found = trigger(text, word)
    assert found is not None
    assert (found.group.event_type, found.is_noun) == (event_type, is_noun)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya painted the wall.", "painted"),
        ("The river rose.", "river"),
        ("The visit was long.", "long"),
        ("Kenya held a flag.", "held"),
    ],
)
def test_other_words_are_no_triggers(trigger, text, word):
    assert trigger(text, word) is None


def test_a_light_verb_uses_up_its_object_and_takes_its_slots(trigger):
    found = trigger("Kenya launched an attack on Somalia.", "launched")
    assert found.group.event_type == "ASSAULT"
    assert [found.token.doc[i].text for i in found.used] == ["attack"]
    assert [filler.text for filler in found.slots["on"]] == ["Somalia"]
    assert "obj" not in found.slots


def test_a_part_of_a_name_is_no_event_word():
    doc = make_doc("""
        Kenya   PROPN nsubj 2
        praised VERB  ROOT  0
        Strike  PROPN obj   2
    """)
    assert read_trigger(token(doc, "Strike"), Lexicon.open()) is not None
    doc.set_ents([Span(doc, 2, 3, "ORG")])
    assert read_trigger(token(doc, "Strike"), Lexicon.open()) is None


def test_an_appraisal_has_the_thing_and_its_owner_as_objects(trigger):
    found = trigger("Kenya described the Somali offer as positive.", "positive")
    assert found is not None
    assert [filler.text for filler in found.slots["obj"]] == ["offer", "Somali"]
    assert [filler.text for filler in found.slots["subj"]] == ["Kenya"]
