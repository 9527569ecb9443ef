"""The lexicon as it ships, and what its loader refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.coding.lexicon import Lexicon, best_sense, read_lexicon
from linewatch.errors import BugError
from linewatch.ontology import Ontology

LEXICON = Lexicon.open()
PLOVER = Ontology.open()


SLOTS = ["subj", "obj", "poss", "by", "amod", "compound", "of", "on", "against", "in"]


def table(**group: Any) -> dict[str, Any]:
    row = {"id": "test", "type": "ASSAULT", "verbs": ["bomb"]} | group
    empty: dict[str, Any] = {"calendar": [], "quantities": [], "suffered": [], "spelling": {}}
    return empty | {"slots": SLOTS, "words": {"troops": ["troop"]}, "group": [row]}


def test_it_is_large_read_once_and_covers_every_type_and_mode() -> None:
    assert Lexicon.open() is LEXICON
    assert LEXICON.count() > 8000
    covered = {(group.event_type, group.mode) for group in LEXICON.groups.values()}
    modes = {(name, mode) for name, kind in PLOVER.types.items() for mode in kind.modes}
    assert modes <= covered
    assert {name for name, _ in covered} == set(PLOVER.types)


def test_every_type_has_verbs_light_verbs_and_nouns() -> None:
    for kind in ("verbs", "light", "nouns"):
        assert {group.event_type for group in LEXICON.groups.values() if getattr(group, kind)} == set(PLOVER.types)


def test_every_cameo_code_is_of_the_group_s_type() -> None:
    for group in LEXICON.groups.values():
        coding = PLOVER.from_cameo(group.cameo) if group.cameo else None
        if coding is not None and group.mode != "resign":
            assert coding.event_type == group.event_type, group.id


def test_lemmas_are_lower_case_and_american() -> None:
    for sense in (sense for senses in LEXICON.index.values() for sense in senses):
        entry = sense.entry
        words = {entry.head, *entry.words, entry.noun, *entry.noun_words}
        assert entry.text == entry.text.lower()
        assert not words & set(LEXICON.spelling), entry.text


def test_british_and_american_spelling_find_the_same() -> None:
    assert LEXICON.verbs("apologise") == LEXICON.verbs("apologize") != ()
    assert LEXICON.light("mobilise", "troop") == LEXICON.light("mobilize", "troop") != ()


@given(st.text(max_size=12))
def test_an_unknown_lemma_has_no_senses(lemma: str) -> None:
    assert all(sense.entry.head == LEXICON.spelling.get(lemma, lemma) for sense in LEXICON.verbs(lemma))


@pytest.mark.parametrize(
    ("lemma", "filled", "words", "event_type", "mode"),
    [
        ("withdraw", {"subj": ["ministry"], "obj": ["troop"]}, (), "RETREAT", "withdraw"),
        ("withdraw", {"subj": ["army"], "from": ["valley"]}, (), "RETREAT", "withdraw"),
        ("recall", {"subj": ["ministry"], "obj": ["ambassador"]}, (), "SANCTION", "withdraw"),
        ("free", {"subj": ["rebel"], "obj": ["hostage"]}, (), "RETREAT", "release"),
        ("strike", {"subj": ["miner"]}, (), "PROTEST", "strike"),
        ("strike", {"subj": ["jet"], "obj": ["depot"]}, (), "ASSAULT", None),
        ("seize", {"subj": ["rebel"], "obj": ["town"]}, (), "COERCE", "seize"),
        ("call", {"subj": ["pope"], "for": ["peace"]}, (), "REQUEST", None),
        ("call", {"subj": ["premier"], "obj": ["counterpart"]}, (), "CONSULT", "phone"),
        ("shoot", {"subj": ["guard"], "obj": ["man"]}, (), "ASSAULT", "firearms"),
        ("step", {"subj": ["premier"]}, {"down"}, "RETREAT", "resign"),
        ("deploy", {"subj": ["state"], "obj": ["police"]}, (), "MOBILIZE", "police"),
        ("send", {"subj": ["state"], "obj": ["medicine"], "to": ["island"]}, (), "AID", None),
        ("agree", {"subj": ["state"], "xcomp": ["leave"]}, (), "AGREE", None),
        ("refuse", {"subj": ["state"], "xcomp": ["leave"]}, (), "REJECT", None),
        ("threaten", {"subj": ["state"], "xcomp": ["leave"]}, (), "THREATEN", None),
    ],
)
def test_the_slots_choose_the_sense_of_a_verb(
    lemma: str, filled: dict[str, list[str]], words: set[str], event_type: str, mode: str | None
) -> None:
    sense = best_sense(LEXICON.verbs(lemma), filled, words, least=0.5)
    assert sense is not None
    assert (sense.group.event_type, sense.group.mode) == (event_type, mode)


@pytest.mark.parametrize(
    ("lemma", "filled"),
    [
        ("release", {"subj": ["ministry"], "obj": ["statement"]}),
        ("kill", {"subj": ["earthquake"], "obj": ["hundred"]}),
        ("shoot", {"subj": ["director"], "obj": ["film"]}),
        ("meet", {"subj": ["budget"], "obj": ["target"]}),
        ("execute", {"subj": ["bank"], "obj": ["order"]}),
    ],
)
def test_everyday_senses_are_no_events(lemma: str, filled: dict[str, list[str]]) -> None:
    assert best_sense(LEXICON.verbs(lemma), filled, least=0.5) is None


@pytest.mark.parametrize(
    ("verb", "noun", "filled", "words", "group"),
    [
        ("impose", "sanction", {"obj": ["sanction"]}, (), "sanction-economic"),
        ("lay", "siege", {"obj": ["siege"]}, (), "coerce-blockade"),
        ("recall", "ambassador", {"obj": ["ambassador"]}, (), "sanction-relations"),
        ("hold", "exercise", {"obj": ["exercise"]}, {"joint"}, "cooperate-military"),
        ("hold", "exercise", {"obj": ["exercise"]}, {"naval"}, "mobilize-troops"),
        ("carry", "raid", {"obj": ["raid"]}, {"out"}, "assault-attack"),
        ("put", "alert", {"obj": ["troop"], "on": ["alert"]}, (), "mobilize-troops"),
        ("hold", "responsible", {"obj": ["state"], "xcomp": ["responsible"]}, (), "accuse-allege"),
        ("threaten", "bomb", {"xcomp": ["bomb"]}, (), "threaten-violence"),
    ],
)
def test_a_light_verb_is_found_with_its_object(
    verb: str, noun: str, filled: dict[str, list[str]], words: set[str], group: str
) -> None:
    sense = best_sense(LEXICON.light(verb, noun), filled, words)
    assert sense is not None
    assert sense.group.id == group


def test_a_hyphen_is_found_joined_and_split() -> None:
    assert LEXICON.nouns("cease-fire")[0].group.id == "retreat-ceasefire"
    split = best_sense(LEXICON.nouns("fire"), {}, {"cease"})
    assert split is not None and split.entry.text.startswith("cease-fire")
    verb = best_sense(LEXICON.verbs("fire"), {"obj": ["missile"]}, {"test"})
    assert verb is not None and verb.group.id == "mobilize-weapons"


def test_a_noun_phrase_goes_before_its_head_alone() -> None:
    drone, strike = LEXICON.nouns("strike"), best_sense(LEXICON.nouns("strike"), {}, {"long"})
    found = best_sense(drone, {}, {"drone"})
    assert found is not None and found.group.mode == "drone"
    assert strike is not None and strike.entry.words == ()


def test_adjectives_of_praise_and_blame() -> None:
    assert [sense.group.event_type for sense in LEXICON.adjectives("constructive")] == ["SUPPORT"]
    assert [sense.group.event_type for sense in LEXICON.adjectives("shameful")] == ["ACCUSE"]


def test_a_sound_table_is_read() -> None:
    assert read_lexicon(table(mode="aerial", contexts=["military"], cameo="195"), PLOVER).count() == 1


def test_a_word_list_is_spelled_out() -> None:
    lexicon = read_lexicon(table(only_obj=["@troops", "tank"]), PLOVER)
    assert lexicon.groups["test"].only_obj == {"troop", "tank"}


@pytest.mark.parametrize(
    "group",
    [
        {"type": "FIGHT"},
        {"mode": "ban"},
        {"contexts": ["weather"]},
        {"actor": ["beneath"]},
        {"cameo": "999"},
        {"weight": 0},
        {"weight": 1.5},
        {"weight": "high"},
        {"verbs": ["bomb", "bomb"]},
        {"verbs": ["bomb + town"]},
        {"light": ["bomb"]},
        {"only_obj": ["@tanks"]},
        {"adjectives": ["bad"]},
        {"frame": "appraise"},
        {"frame": "sing", "adjectives": ["bad"]},
        {"clause": "advcl"},
        {"colour": "red"},
    ],
)
def test_a_group_that_breaks_the_rules_is_our_own_mistake(group: dict[str, Any]) -> None:
    with pytest.raises(BugError, match="LW901"):
        read_lexicon(table(**group), PLOVER)


def test_two_groups_of_one_name_are_our_own_mistake() -> None:
    twice = table()
    twice["group"] *= 2
    with pytest.raises(BugError, match="two groups"):
        read_lexicon(twice, PLOVER)
