"""The forms of declaration: each on plain sentences, beside sentences of like words that declare nothing."""

from __future__ import annotations

import pytest

from linewatch.coding.forms import find_forms
from linewatch.coding.lexicon import Lexicon


@pytest.fixture
def forms(nlp):
    """Return a function from a sentence to its forms."""

    def run(text):
        (sentence,) = nlp(text).sents
        return find_forms(sentence, Lexicon.open())

    return run


def _words(token, bounds):
    return token.doc[bounds[0] : bounds[1]].text if bounds else None


@pytest.mark.parametrize(
    ("text", "name", "trigger", "response"),
    [
        ("Norway will respond if a ship enters its waters.", "if", "a ship enters its waters", "will respond"),
        ("Norway would respond once the ship enters its waters.", "if", "the ship enters its waters", "would respond"),
        ("Norway warned of a tough response if a ship enters its waters.", "if", "a ship enters its waters",
         "a tough response"),
        ("Serbia will close the crossings unless the police leave.", "unless", "the police leave",
         "will close the crossings"),
        ("Norway will close the port until the fleet leaves.", "until", "the fleet leaves", "will close the port"),
        ("Should a ship enter its waters, Norway will respond.", "inversion", "a ship enter its waters,",
         "will respond"),
        ("Any attack will be met with force.", "nominal", "Any attack", "will be met with force"),
        ("Further raids will be answered with force.", "nominal", "Further raids", "will be answered with force"),
        ("Norway will respond to any attack.", "nominal", "any attack", "will respond"),
        ("Norway would regard the siege as an act of war.", "nominal", "the siege",
         "would regard the siege as an act of war"),
        ("A blockade would be seen as aggression.", "nominal", "A blockade", "would be seen as aggression"),
        ("Those who cross the river will be shot.", "relative_clause", "Those who cross the river", "will be shot"),
        ("Soldiers should avoid approaching the fence or they will be shot.", "should_avoid",
         "approaching the fence", "will be shot"),
        ("Kenya must leave the town or face sanctions.", "or_else", "Kenya must leave the town", "or face sanctions"),
        ("Kenya has until Friday to withdraw its troops.", "ultimatum", "to withdraw its troops", None),
        ("Kenya gave Somalia two days to withdraw its troops.", "ultimatum", "to withdraw its troops", None),
        ("Kenya will not tolerate a raid.", "not_tolerate", "a raid", None),
        ("Kenya will not stand by while its soldiers are killed.", "not_tolerate", "while its soldiers are killed",
         None),
        ("A new base on the island is unacceptable.", "unacceptable", "A new base on the island", None),
        ("A new base on the island is not acceptable.", "unacceptable", "A new base on the island", None),
        ("The security of the canal is our red line.", "red_line", "The security of the canal", None),
        ("Our red line is an attack on the canal.", "red_line", "an attack on the canal", None),
    ],
)  # fmt: skip
def test_form_with_trigger_and_response(forms, text, name, trigger, response):
    found = forms(text)
    assert found, "no form"
    first = found[0]
    assert (first.name, _words(first.cue, first.trigger), _words(first.cue, first.response)) == (
        name, trigger, response,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Norway responded when the ship entered its waters.",
        "Norway regarded the siege as an act of war.",
        "Norway would regard the treaty as a success.",
        "Norway warned of a storm if the wind turns.",
        "The attack on Monday was met with force.",
        "The men who crossed the river were shot.",
        "Norway will respond to the letter.",
        "Drivers should avoid the bridge.",
        "Kenya may sign or leave.",
        "Kenya has a plan to build a road.",
        "Kenya did not tolerate the delay.",
        "Kenya will not stand by.",
        "Kenya accepted the offer.",
        "The food was acceptable.",
        "It is unacceptable.",
        "The red line station was closed.",
    ],
)
def test_no_form(forms, text):
    assert forms(text) == []


@pytest.mark.parametrize(
    ("text", "is_compellent"),
    [
        ("Norway will respond if a ship enters its waters.", False),
        ("Any attack will be met with force.", False),
        ("Serbia will close the crossings unless the police leave.", True),
        ("Norway will close the port until the fleet leaves.", True),
        ("Kenya must leave the town or face sanctions.", True),
        ("Kenya has until Friday to withdraw its troops.", True),
    ],
)
def test_demands_are_compellent_and_prohibitions_are_not(forms, text, is_compellent):
    assert forms(text)[0].is_compellent is is_compellent


def test_the_most_trusted_form_comes_first(forms):
    found = forms("A raid is unacceptable and Norway will respond if a ship enters its waters.")
    assert [form.name for form in found] == ["if", "unacceptable"]


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("Any attack on the islands will be met with force.", True),
        ("Each rocket on our towns will be paid for.", True),
        ("Any ship in the strait will be met with force.", False),
        ("The attack on the islands will be met with force.", False),
        ("Oslo would respond to any attack on the islands.", True),
        ("Oslo would respond to any visit to the islands.", False),
    ],
)
def test_answers_to_any_act_of_force_are_certain(forms, text, is_certain):
    assert any(form.is_certain for form in forms(text)) == is_certain
