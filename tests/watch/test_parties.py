"""Who is the same across articles."""

from __future__ import annotations

from linewatch.watch.parties import Party, best_likeness, likeness, named_parties, party_of
from tests.watch.stories import CHAD, entity


def test_a_state_is_its_country_whatever_body_acts() -> None:
    army, ministry = entity("Chad's army", "TCD", "MIL"), entity("N'Djamena", "TCD", "GOV")
    assert likeness(party_of(army), party_of(ministry)) == likeness(party_of(CHAD), party_of(army)) == 1.0


def test_armed_groups_stand_apart_from_their_state() -> None:
    rebels = party_of(entity("rebels", "TCD", "REB"))
    assert rebels.is_armed_group
    assert 0.0 < likeness(rebels, party_of(CHAD)) < 1.0
    assert likeness(rebels, party_of(entity("rebels", "NER", "REB"))) == 0.0


def test_bodies_of_no_country_are_known_by_name() -> None:
    assert likeness(Party("NATO", None, None), Party("Nato", None, "MIL")) == 1.0
    assert likeness(Party("NATO", None, None), Party("ECOWAS", None, None)) == 0.0


def test_parties_are_found_in_words_by_name_adjective_and_capital() -> None:
    text = "Chadian troops and Hezbollah met; Niamey and a farmer looked on."
    found = named_parties(text)
    assert [party.country for party in found] == ["TCD", "LBN", "NER"]
    assert [text[party.start :].split()[0] for party in found] == ["Chadian", "Hezbollah", "Niamey"]


def test_the_best_of_two_groups_counts_and_nobody_is_like_nobody() -> None:
    chad, peru = party_of(CHAD), party_of(entity("Peru", "PER"))
    assert best_likeness([peru, chad], [chad]) == 1.0
    assert best_likeness([], [chad]) == best_likeness([chad], []) == 0.0
