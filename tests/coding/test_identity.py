"""Whether a mention names an actor again."""

from __future__ import annotations

import pytest

from linewatch.coding.identity import Actor, gender_of, is_named_late, is_same, keys_of, portfolio, role_head, takes_up
from linewatch.coding.mentions import Mention
from linewatch.records import Span


def _mention(name, kind="person", **more):
    return Mention(0, Span(0, len(name), name), name, kind, **more)


def _actor(*mentions):
    first = mentions[0]
    actor = Actor(first.name, first.kind, first.title, first.country, first.sector, first.rule)
    for mention in mentions:
        actor.add(mention)
    return actor


def _named(name, **more):
    return _mention(name, is_named=True, **more)


@pytest.mark.parametrize(
    ("known", "name", "same"),
    [
        ("Girma Wolde", "Girma", True),
        ("Ramiro Ospina Duarte", "Ospina", True),
        ("Anna Lind", "Lind", True),
        ("Anna Lind", "Carl Lind", False),
        ("Lo Chia-wen", "Lo", False),
    ],
)
def test_one_name_of_several_is_enough(known, name, same):
    assert is_same(_actor(_named(known)), _named(name)) == same


def test_the_government_is_its_state():
    state = _actor(_named("Kenya", kind="state", country="KEN"))
    government = _mention("government", kind="organisation", role="government", country="KEN")
    assert is_same(state, government)
    assert not is_same(state, _mention("ministry", kind="organisation", role="ministry", country="KEN"))
    assert ("state", "KEN") in keys_of(government)


def test_one_body_under_two_names_of_the_book_is_one():
    group = _actor(_named("PKK", kind="group", entry="PKK"))
    assert is_same(group, _named("Kurdistan Workers' Party", kind="group", entry="PKK"))


def test_a_bloc_takes_up_a_body_of_states_and_no_army():
    bloc = _mention("bloc", kind="igo", role="bloc", is_open=True, is_definite=True)
    assert takes_up(_actor(_named("European Union", kind="igo")), bloc)
    assert not takes_up(_actor(_named("Fatah", kind="group", sector="REB")), bloc)
    assert not takes_up(_actor(_named("European Union", kind="igo")), _mention("bloc", kind="igo", role="bloc"))


def test_an_office_may_get_its_name_late():
    president = _actor(_mention("president", role="president", country="TCD"))
    assert is_named_late(president, _named("Ann Roe", title="President", role="President"))
    assert not is_named_late(president, _named("Ann Roe", title="Minister", role="Minister"))
    assert not is_named_late(president, _named("Ann Roe", title="President", role="President", country="KEN"))


def test_a_prime_minister_is_not_the_minister():
    premier = _actor(_named("Ann Roe", title="Prime Minister", role="Prime Minister"))
    assert is_same(premier, _mention("premier", role="premier"))
    assert not is_same(premier, _mention("minister", role="minister"))


def test_words_of_roles():
    assert (role_head("armed forces"), role_head("presidents"), role_head("Premier")) == (
        "army",
        "president",
        "minister",
    )
    assert portfolio("premier") == {"prime"}
    assert [gender_of(words) for words in ("army spokeswoman", "King", "minister")] == ["she", "he", None]
