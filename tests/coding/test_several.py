"""Whom a word for two means: those who stood together last, else those of whom the article says most."""

from __future__ import annotations

import pytest


def _who(scene, word, *, nth=0):
    token = [token for token in scene.doc if token.text == word][nth]
    return [entity.name for entity in scene.cast.at(token)]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Kenya accused Somalia. Somalia denied it. Norway asked both sides to wait.", "sides", ["Kenya", "Somalia"]),
        (
            "Kenya closed the road. Somalia sent troops. The two neighbours will talk.",
            "neighbours",
            ["Kenya", "Somalia"],
        ),
        ("General Anna Lind met Peter Vale. Both men were tired.", "men", ["Anna Lind", "Peter Vale"]),
        (
            "President Anna Lind and President Peter Vale met. The two presidents talked.",
            "presidents",
            ["Anna Lind", "Peter Vale"],
        ),
        ("Israel bombed a bridge, and Hezbollah fired rockets. The two foes rest.", "foes", ["Israel", "Hezbollah"]),
        ("Kenya and Somalia said they would talk.", "they", ["Kenya", "Somalia"]),
        ("Kenya and Somalia closed their border.", "their", ["Kenya", "Somalia"]),
        ("Kenya and Somalia signed it. Neither side kept it.", "side", ["Kenya", "Somalia"]),
    ],
)
def test_the_two(scene, text, word, names):
    assert _who(scene(text), word) == names


def test_who_asks_both_sides_is_none_of_them(scene):
    found = scene("Kenya closed the road. Norway, which has been asked by both parties to mediate, was silent.")
    assert _who(found, "parties") == []


def test_they_go_to_many_before_two_or_one(scene):
    found = scene("Kenya and Somalia signed it. Polish soldiers crossed the river. They slept.")
    assert _who(found, "They") == ["Polish soldiers"]


def test_officials_of_both_countries_are_of_each(scene):
    found = scene("Kenya and Somalia quarrelled. The ministers of the two countries met on Monday.")
    ministers = next(token for token in found.doc if token.text == "ministers")
    assert [entity.country for entity in found.cast.at(ministers)] == ["KEN", "SOM"]
