"""Two words of one act in one sentence are one event."""

from __future__ import annotations


def _said(code, text):
    return [
        (event.event_type, event.trigger.text, [one.country for one in event.recipients]) for event in code(text).events
    ]


def test_a_participle_that_tells_how_is_no_second_act(code):
    text = "Kenya's president lashed out at Chad's prime minister on Friday, accusing her of lying."
    assert _said(code, text) == [("ACCUSE", "lashed", ["TCD"])]


def test_the_dead_and_the_wounded_are_those_of_the_attack(code):
    text = "Kenyan bombers attacked a Chadian base, killing six Chadian soldiers and wounding ten guards."
    assert _said(code, text) == [("ASSAULT", "attacked", ["TCD", "TCD"])]


def test_a_fight_has_its_dead_among_the_fighters(code):
    text = "Kenyan troops clashed with Somali rebels near the border, killing ten rebels."
    assert _said(code, text) == [("ASSAULT", "clashed", [])]


def test_deeds_to_others_stay_apart(code):
    text = "Kenyan troops shelled Somali villages and attacked Chadian posts."
    assert _said(code, text) == [("ASSAULT", "shelled", ["SOM"]), ("ASSAULT", "attacked", ["TCD"])]
