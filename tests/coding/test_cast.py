"""Mentions joined into actors: names, offices, pronouns, pairs. A wrong join is worse than a missing one."""

from __future__ import annotations

import pytest


def _actors(scene):
    """Return the texts of the mentions of each actor, in text order."""
    members = {}
    for parts in (scene.cast.by_head[head] for head in sorted(scene.cast.by_head)):
        for mention, actor in parts:
            members.setdefault(id(actor), []).append(mention.span.text)
    return list(members.values())


def _who(scene, word, *, nth=0):
    """Return the names of the actors behind the nth token with this text."""
    token = [token for token in scene.doc if token.text == word][nth]
    return [entity.name for entity in scene.cast.entities(token)]


def test_name_office_family_name_and_pronoun_are_one_actor(scene):
    found = scene(
        "General Anna Lind inspected the base. The general slept there. She left on Monday. Lind said the base was dry."
    )
    assert _actors(found) == [["General Anna Lind", "The general", "She", "Lind"]]


def test_office_before_a_name_is_one_actor_with_it(scene):
    found = scene("The Danish defence minister, Peter Vale, arrived on Monday. He was late.")
    assert _actors(found) == [["The Danish defence minister", "Peter Vale", "He"]]


def test_two_persons_of_one_family_name_stay_two(scene):
    found = scene("President Anna Lind arrived. Minister Carl Lind left. Carl Lind was tired.")
    assert _actors(found) == [["President Anna Lind"], ["Minister Carl Lind", "Carl Lind"]]


def test_offices_of_two_countries_stay_two(scene):
    found = scene("The Kenyan president arrived. The Somali president left.")
    assert _actors(found) == [["The Kenyan president"], ["The Somali president"]]


def test_a_state_and_its_army_stay_two(scene):
    found = scene("Kenya closed the road. The Kenyan army slept.")
    assert _actors(found) == [["Kenya"], ["The Kenyan army"]]


def test_it_and_its_stand_for_the_state_that_acts(scene):
    found = scene("Norway closed its embassy. It recalled the ambassador.")
    assert _who(found, "its") == _who(found, "It") == ["Norway"]


def test_pronoun_of_a_warning_is_who_warns(scene):
    assert _who(scene("Kenya warned Somalia that it would close the border."), "it") == ["Kenya"]


def test_they_stand_for_a_group(scene):
    assert _who(scene("Polish soldiers crossed the river. They slept."), "They") == ["Polish soldiers"]


def test_an_object_pronoun_is_somebody_else_than_the_subject(scene):
    found = scene("General Anna Lind met Peter Vale. She thanked him.")
    assert (_who(found, "She"), _who(found, "him")) == (["Anna Lind"], ["Peter Vale"])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya and Somalia signed a treaty. Both sides praised it.", "sides"),
        ("Kenya and Somalia signed a treaty. The two countries praised it.", "countries"),
        ("Kenya and Somalia signed a treaty. Both praised it.", "Both"),
    ],
)
def test_pairs_stand_for_the_two_last_named_together(scene, text, word):
    assert _who(scene(text), word) == ["Kenya", "Somalia"]


def test_each_other_stands_for_the_subject(scene):
    found = scene("Kenya and Somalia blamed each other.")
    blamed = next(token for token in found.doc if token.text == "blamed")
    target = next(child for child in blamed.children if child.dep_ == "obj")
    assert [entity.name for entity in found.cast.entities(target)] == ["Kenya", "Somalia"]


def test_two_countries_of_which_nobody_spoke_stand_for_nobody(scene):
    assert _who(scene("The two countries signed a treaty."), "countries") == []


@pytest.mark.parametrize(
    ("dateline", "country", "rule"),
    [("TEHRAN, Iran", "IRN", "actors.toml:roles+dateline"), (None, None, "actors.toml:roles")],
)
def test_a_body_of_state_without_a_nation_belongs_to_the_dateline(scene, dateline, country, rule):
    found = scene("The foreign ministry rejected the report.", dateline)
    (entity,) = found.cast.entities(found.doc[2])
    assert (entity.country, entity.inferred_by) == (country, rule)


def test_a_body_with_another_owner_does_not_belong_to_the_dateline(scene):
    found = scene("The army of Sarovia rejected any foreign army.", "TEHRAN, Iran")
    assert {actor.country for parts in found.cast.by_head.values() for _, actor in parts} == {None}


def test_gunmen_of_whom_nothing_is_known_do_not_belong_to_the_dateline(scene):
    found = scene("Gunmen burned the school.", "TEHRAN, Iran")
    gunmen = next(token for token in found.doc if token.text == "Gunmen")
    assert [entity.country for entity in found.cast.entities(gunmen)] == [None]


def test_coordinated_names_are_parts_of_one_nominal(scene):
    assert _who(scene("Kenya and Somalia signed a treaty."), "Kenya") == ["Kenya", "Somalia"]


def test_first_person_is_the_speaker(scene):
    found = scene("Kenya said: we are ready.")
    speaker = found.cast.entities(found.doc[0])[0]
    we = next(token for token in found.doc if token.text == "we")
    (entity,) = found.cast.entities(we, speaker)
    assert (entity.name, entity.text, entity.inferred_by) == ("Kenya", "we", "first person of the speaker")
    assert found.cast.entities(we) == ()


def test_an_entity_knows_all_its_mentions_in_text_order(scene):
    found = scene("Anna Lind arrived. She was late. Lind slept.")
    entity = found.cast.entities(found.doc[0])[0]
    assert [span.text for span in entity.mentions] == ["Anna Lind", "She", "Lind"]


def test_two_ministries_are_two_actors_and_its_ministry_is_the_state_s(scene):
    found = scene("South Korea's defence ministry blamed North Korea. Its foreign ministry rejected the report.")
    ministries = {actor.name: actor.country for parts in found.cast.by_head.values() for _, actor in parts}
    assert ministries["South Korea's defence ministry"] == "KOR"
    assert ministries["foreign ministry"] in {"KOR", "PRK"}


def test_a_minister_without_a_nation_belongs_to_the_dateline(scene):
    found = scene("Defence Minister Carla Moreau visited the base.", "SEOUL")
    assert {actor.country for parts in found.cast.by_head.values() for _, actor in parts} == {"KOR"}


def test_us_in_capitals_is_a_country_and_no_pronoun(scene):
    found = scene("The minister said that Norway agreed to US mediation.")
    speaker = found.cast.entities(found.doc[1])[0]
    us = next(token for token in found.doc if token.text == "US")
    assert all(entity.inferred_by != "first person of the speaker" for entity in found.cast.entities(us, speaker))


def test_a_pronoun_is_nobody_of_whom_title_or_pronoun_tells_the_other_sex(scene):
    found = scene(
        "Minister Ali Vale took his post in May, spokeswoman Anna Lind said. Vale was expected soon, she said."
    )
    assert _who(found, "she") == ["Anna Lind"]


def test_people_who_are_counted_are_others_than_those_before(scene):
    found = scene("A bomb killed at least eleven people in Nairobi. Another bomb killed four people in Mombasa.")
    names = [entity.name for token in found.doc for entity in found.cast.at(token) if token.text == "people"]
    assert names == ["at least eleven people", "four people"]
