"""Who a pronoun stands for."""

from __future__ import annotations

import pytest


def _who(scene, word, *, nth=0):
    token = [token for token in scene.doc if token.text == word][nth]
    return [entity.name for entity in scene.cast.at(token)]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Kenya closed the road. Norway recalled the envoy of Somalia. It was angry.", "It", "Norway"),
        ("Kenya warned Somalia on Monday. It would wait.", "It", "Kenya"),
        ("Kenya seized a ship, and Norway demanded that it let the crew go.", "it", "Kenya"),
        ("As soon as she landed, General Anna Lind asked for a map.", "she", "Anna Lind"),
        ("Kenya, which said that it was ready, met Somalia. It left.", "It", "Kenya"),
        ("A spokeswoman came. Speaking for the director general, she said no.", "she", "spokeswoman"),
        ("The editor met the general, accusing her of murder.", "her", "general"),
        ("Kenya is at war. The president left the country.", "country", "Kenya"),
    ],
)
def test_the_one_in_mind(scene, text, word, name):
    assert _who(scene(text), word) == [name]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya said that if Norway sank a ship, it would be an act of war.", "it"),
        ("Peter Vale spoke at a hotel in Norway. Its walls shook.", "Its"),
    ],
)
def test_what_was_said_and_a_scene_are_nobody(scene, text, word):
    assert "Norway" not in _who(scene(text), word)
    assert "Kenya" not in _who(scene(text), word)


def test_a_title_tells_whether_it_may_be_she(scene):
    found = scene("Spokesman Peter Vale met General Anna Lind. She left.")
    assert _who(found, "She") == ["Anna Lind"]


def test_a_name_beside_a_nameless_office_is_its_holder_s(scene):
    found = scene("A spokesman for the rebels, Peter Vale, said no. He left.")
    assert _who(found, "He") == _who(found, "spokesman") == ["Peter Vale"]


def test_the_country_of_which_only_the_dateline_speaks_is_unknown(scene):
    assert _who(scene("ABUJA - Soldiers of Sarovia entered the country."), "country") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Minister John Dosa met Peter Vale. "We have thanked Peter Vale," he said.', "John Dosa"),
        ('Minister John Dosa met Peter Vale. "It was Vale\'s wish, and he came," he said.', "John Dosa"),
    ],
)
def test_he_who_said_it_is_not_whom_he_spoke_of(scene, text, name):
    found = scene(text)
    last = max(token.i for token in found.doc if token.lower_ == "he")
    assert [entity.name for entity in found.cast.at(found.doc[last])] == [name]
