"""Which drafts of events are acts of politics: by who takes part, and by what the sentence is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linewatch.coding.attribution import Attribution
from linewatch.coding.events import draft_events
from linewatch.coding.standing import Standing, has_standing, keep_standing, settings_of, standing_of
from linewatch.coding.statements import code_statements


def _drafts(scene):
    """Return what the lexicon alone makes of a scene."""
    return draft_events(scene, Attribution(scene.doc, code_statements(scene)), ())[0]


def _judged(scene):
    """Return whether each draft has standing; there is one at least."""
    judged = [has_standing(scene, draft) for draft in _drafts(scene)]
    assert judged, "the lexicon has no word for it"
    return judged


@pytest.mark.parametrize(
    "text",
    [
        "Kenya threatened to attack Somalia.",
        "The Kenyan government criticised a mining company.",
        "A mining company criticised the Kenyan government.",
        "Anna Berg accused Kenya of torture.",
        "Rebels attacked the village.",
        "Security forces killed 24 people.",
        "A journalist was arrested.",
        "Students protested in Nairobi.",
        "The United Nations warned that it would end the talks.",
        "Kenyan police arrested the striker after the match.",
        "Militants attacked the football stadium.",
        "Kenya sent aid to Somalia after the earthquake.",
        "Kenyan officials promised to send aid after the flood.",
        "British nationals were expelled.",
        "The former dictator was jailed.",
        "The leaders agreed to meet again.",
    ],
)
def test_acts_of_public_actors_stay(scene, text):
    assert any(_judged(scene(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Petra Lund blamed her coach.",
        "The club rejected a bid for the winger.",
        "Brightwater Software warned that its earnings would fall.",
        "The Kenyan firm agreed to buy its rival.",
        "The singer attacked her former label.",
        "England will attack Wales in the second half of the match.",
        "The Kenya captain praised his players after the tournament.",
        "The Kenyan Rugby Union rejected the appeal.",
        "The film tells of the Rwandan genocide.",
        "Jamaica was hit by bad weather on Monday.",
        "Falling prices threatened Kenya.",
        "At least 12 people were killed when the earthquake struck.",
        "The Kenyan tea industry was hit by falling demand.",
        "Kenya faces the threat of drought.",
        "Mona Reed cancelled a meeting in Kenya.",
    ],
)
def test_acts_among_others_go(scene, text):
    assert not any(_judged(scene(text)))


def test_drafts_are_kept_as_they_were(scene):
    seen = scene("Kenya condemned Somalia. The club rejected the bid.")
    drafts = _drafts(seen)
    kept = keep_standing(seen, drafts)
    assert len(drafts) == 2
    assert kept == drafts[:1]


def test_no_event_is_coded_without_standing(code):
    assert code("The club rejected the bid.").events == ()


def test_the_words_of_the_user_are_always_wanted(scene):
    seen = scene("The club rejected the bid.")
    [draft] = _drafts(seen)
    assert not has_standing(seen, draft)
    assert has_standing(seen, replace(draft, group=replace(draft.group, is_own=True)))
    [actor] = draft.actors
    assert has_standing(seen, replace(draft, actors=(replace(actor, inferred_by="clubs.txt:3"),)))


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Kenya waited.", Standing.NATION),
        ("Kenyans waited.", Standing.NATION),
        ("British nationals waited.", Standing.NATION),
        ("The Kenyan army waited.", Standing.PUBLIC),
        ("The Kenyan court waited.", Standing.PUBLIC),
        ("Rebels waited.", Standing.PUBLIC),
        ("NATO waited.", Standing.PUBLIC),
        ("The captain waited.", Standing.TOUCHED),
        ("The Kenyan captain waited.", Standing.PUBLIC),
        ("The journalist waited.", Standing.TOUCHED),
        ("The company waited.", Standing.NONE),
        ("The Kenyan club waited.", Standing.NONE),
    ],
)
def test_standing_of_actors_alone(scene, text, standing):
    seen = scene(text)
    entities = [entity for token in seen.doc for entity in seen.cast.at(token)]
    assert max(standing_of(seen, entity) for entity in entities) == standing


def test_in_sport_an_officer_of_a_nation_plays_for_it(scene):
    seen = scene("The Kenyan captain waited.")
    [captain] = [entity for token in seen.doc for entity in seen.cast.at(token)]
    assert standing_of(seen, captain, frozenset({"sport"})) is Standing.NONE


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("The rugby began late.", {"sport"}),
        ("The coach and the players waited.", {"sport"}),
        ("The coach waited.", set()),
        ("The actress sang.", {"stage"}),
        ("The earthquake was strong.", {"nature"}),
        ("Soldiers stormed the building.", set()),
        ("The talks began.", set()),
    ],
)
def test_settings_are_told_by_nouns(nlp, text, settings):
    assert settings_of(next(nlp(text).sents)) == settings


def test_the_words_of_parties_tell_no_setting(scene):
    seen = scene("The football club criticised Kenya.")
    sentence = next(seen.doc.sents)
    entities = [entity for token in seen.doc for entity in seen.cast.at(token)]
    assert settings_of(sentence) == {"sport"}
    assert settings_of(sentence, entities) == set()
