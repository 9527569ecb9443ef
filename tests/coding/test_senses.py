"""Entries of the lexicon: how a string is read, and when a clause fits it."""

from __future__ import annotations

import pytest

from linewatch.coding.senses import Entry, Group, Kind, Sense, WordClasses, read_entry, split_hyphens
from linewatch.errors import BugError

PREPOSITIONS = frozenset({"on", "of", "to", "for", "out", "xcomp"})


@pytest.mark.parametrize(
    ("text", "kind", "entry"),
    [
        ("bomb", "verb", Entry("bomb", "verb", "bomb")),
        ("call up", "verb", Entry("call up", "verb", "call", ("up",))),
        ("pull out of", "verb", Entry("pull out of", "verb", "pull", ("out", "of"))),
        ("hit ~0.5", "verb", Entry("hit ~0.5", "verb", "hit", weight=0.5)),
        ("air strike", "noun", Entry("air strike", "noun", "strike", ("air",))),
        ("mass release of hostage", "noun",
         Entry("mass release of hostage", "noun", "release", ("mass",), "hostage", (), "of")),
        ("hold + peace talk", "light", Entry("hold + peace talk", "light", "hold", (), "talk", ("peace",))),
        ("carry out + raid", "light", Entry("carry out + raid", "light", "carry", ("out",), "raid")),
        ("put + on high alert", "light", Entry("put + on high alert", "light", "put", (), "alert", ("high",), "on")),
        ("free and fair", "adjective", Entry("free and fair", "adjective", "fair", ("free", "and"))),
    ],
)  # fmt: skip
def test_a_string_of_the_lexicon_is_read(text: str, kind: Kind, entry: Entry) -> None:
    assert read_entry(text, kind, PREPOSITIONS) == entry


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "verb"),
        ("put to sleep", "verb"),
        ("launch attack", "light"),
        ("rise + on", "light"),
        ("hold + ", "light"),
        ("launch + attack", "noun"),
        ("hit ~high", "verb"),
        ("hit ~0", "verb"),
        ("hit ~1.5", "verb"),
    ],
)
def test_a_malformed_string_is_our_own_mistake(text: str, kind: Kind) -> None:
    with pytest.raises(BugError, match="LW901"):
        read_entry(text, kind, PREPOSITIONS)


def sense(text: str, kind: Kind = "verb", **conditions: object) -> Sense:
    return Sense(read_entry(text, kind, PREPOSITIONS), Group("test", "ASSAULT", **conditions))  # type: ignore[arg-type]


def test_particles_may_be_words_or_filled_prepositions() -> None:
    phrasal = sense("call for")
    assert phrasal.fits({"subj": ["minister"], "for": ["talk"]})
    assert phrasal.fits({"subj": ["minister"]}, {"for"})
    assert not phrasal.fits({"subj": ["minister"], "obj": ["talk"]})


def test_a_day_is_no_object_of_a_particle() -> None:
    classes = WordClasses(calendar=frozenset({"monday"}))
    phrasal = Sense(read_entry("call on", "verb", PREPOSITIONS), Group("test", "REQUEST"), classes)
    assert phrasal.fits({"on": ["rebel"]})
    assert not phrasal.fits({"on": ["monday"]}, {"on"})
    assert not phrasal.fits({"on": ["2021"]})


def test_a_quantity_is_looked_through() -> None:
    group = Group("test", "RETREAT", only_obj=frozenset({"hostage"}))
    free = Sense(read_entry("free", "verb", PREPOSITIONS), group, WordClasses(quantities=frozenset({"dozen"})))
    assert free.fits({"obj": ["dozen"], "of": ["hostage"]})
    assert not free.fits({"obj": ["dozen"], "of": ["slave"]})
    assert not free.fits({"obj": ["convoy"], "of": ["hostage"]})


@pytest.mark.parametrize(
    ("text", "kind", "head", "words", "noun", "noun_words"),
    [
        ("cease-fire", "noun", "fire", ("cease",), "", ()),
        ("no-fly zone", "noun", "zone", ("fly",), "", ()),
        ("carpet-bomb", "verb", "bomb", ("carpet",), "", ()),
        ("sign + cease-fire", "light", "sign", (), "fire", ("cease",)),
        ("hold + live-fire drill", "light", "hold", (), "drill", ("fire",)),
        ("air strike", "noun", "strike", ("air",), "", ()),
    ],
)
def test_hyphens_are_split_as_the_tokenizer_splits_them(
    text: str, kind: Kind, head: str, words: tuple[str, ...], noun: str, noun_words: tuple[str, ...]
) -> None:
    entry = split_hyphens(read_entry(text, kind, PREPOSITIONS))
    assert (entry.head, entry.words, entry.noun, entry.noun_words) == (head, words, noun, noun_words)


def test_a_light_verb_asks_for_its_object_where_it_hangs() -> None:
    alert = sense("put + on high alert", "light")
    assert alert.fits({"obj": ["troop"], "on": ["alert"]}, {"high"})
    assert not alert.fits({"obj": ["troop"], "on": ["alert"]})
    assert not alert.fits({"obj": ["alert"]}, {"high"})


def test_slots_that_must_be_filled_or_empty() -> None:
    transitive = sense("shoot", needs=("obj",))
    assert transitive.fits({"obj": ["guard"]})
    assert not transitive.fits({"subj": ["guard"]})
    intransitive = sense("strike", without=("obj",))
    assert intransitive.fits({"subj": ["miner"]})
    assert not intransitive.fits({"obj": ["town"]})


def test_heads_that_must_or_must_not_fill_a_slot() -> None:
    only = sense("withdraw", only_obj=frozenset({"troop"}))
    assert only.fits({"obj": ["tank", "troop"]})
    assert not only.fits({"obj": ["support"]})
    assert not only.fits({})
    never = sense("kill", not_subj=frozenset({"storm"}))
    assert never.fits({"subj": ["gunman"], "obj": ["guard"]})
    assert not never.fits({"subj": ["storm"], "obj": ["guard"]})


def test_conditions_of_a_group_do_not_bind_its_nouns() -> None:
    assert sense("withdrawal", "noun", only_obj=frozenset({"troop"})).fits({})


def test_an_entry_may_weigh_less_than_its_group() -> None:
    assert sense("hit ~0.5").weight == 0.5
    assert sense("bomb", weight=0.9).weight == 0.9


def test_more_words_then_more_conditions_then_more_weight_come_first() -> None:
    phrasal, bound, heavy, slight = sense("fire on"), sense("fire", needs=("obj",)), sense("fire"), sense("fire ~0.2")
    assert sorted([slight, heavy, bound, phrasal], key=lambda each: each.rank) == [phrasal, bound, heavy, slight]
