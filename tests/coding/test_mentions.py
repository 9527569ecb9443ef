"""What a nominal tells of itself: name, title, nation, sector. Who is who, the cast decides."""

from __future__ import annotations

from datetime import date

import pytest

from linewatch.coding.mentions import read_mentions
from linewatch.world.actors import ActorBook


@pytest.fixture
def mentions(nlp):
    """Return a function from a text to its mentions."""

    def run(text):
        return read_mentions(nlp(text), ActorBook.open(), date(2024, 3, 7))

    return run


def _by_text(found):
    return {mention.span.text: mention for mention in found}


@pytest.mark.parametrize(
    ("text", "words", "kind", "country", "sector"),
    [
        ("Oslo rejected the offer.", "Oslo", "state", "NOR", "GOV"),
        ("Kenyan troops crossed the river.", "Kenyan troops", "group", "KEN", "MIL"),
        ("Kenya's army crossed the river.", "Kenya's army", "organisation", "KEN", "MIL"),
        ("The army of Kenya crossed the river.", "The army", "organisation", "KEN", "MIL"),
        ("Soldiers from Chad entered the village.", "Soldiers", "group", "TCD", "MIL"),
        ("The foreign minister of Norway resigned.", "The foreign minister", "person", "NOR", "GOV"),
        ("The Poles voted on Sunday.", "The Poles", "people", "POL", "CVL"),
        ("NATO condemned the raid.", "NATO", "igo", None, "MIL"),
        ("They shelled besieged Sudan.", "besieged Sudan", "state", "SDN", "GOV"),
        ("Two gunmen attacked the village.", "Two gunmen", "group", None, "UAF"),
        ("An armed group attacked the village.", "An armed group", "organisation", None, "UAF"),
    ],
)
def test_kind_nation_and_sector(mentions, text, words, kind, country, sector):
    found = _by_text(mentions(text))[words]
    assert (found.kind, found.country, found.sector) == (kind, country, sector)


def test_title_with_nation_before_a_name(mentions):
    (found,) = mentions("Danish General Anna Lind inspected the base.")
    assert (found.name, found.title, found.country, found.sector) == ("Anna Lind", "Danish General", "DNK", "MIL")


def test_apposition_after_a_name_tells_nation_and_sector(mentions):
    found = _by_text(mentions("Peter Vale, the Danish defence minister, arrived on Monday."))["Peter Vale"]
    assert (found.title, found.country, found.sector) == ("Danish defence minister", "DNK", "GOV")


def test_name_after_an_office_is_that_officer(mentions):
    found = _by_text(mentions("The Danish defence minister, Peter Vale, arrived on Monday."))
    officer = found["The Danish defence minister"]
    assert (officer.name, officer.title, officer.country) == ("Peter Vale", "Danish defence minister", "DNK")


def test_a_person_of_whom_nothing_is_told(mentions):
    (found,) = mentions("Maria Costa wept.")
    assert (found.name, found.kind, found.title, found.country, found.sector) == (
        "Maria Costa", "person", None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenyan and Somali troops exchanged fire.", ["Kenyan troops", "Somali troops"]),
        ("Kenyan, Somali and Ethiopian troops exchanged fire.", ["Kenyan troops", "Somali troops", "Ethiopian troops"]),
    ],
)
def test_coordinated_nations_give_one_mention_each(mentions, text, names):
    found = mentions(text)
    assert [mention.name for mention in found] == names
    assert {(mention.kind, mention.sector) for mention in found} == {("group", "MIL")}
    assert len({mention.country for mention in found}) == len(names)


def test_nations_of_an_of_phrase_give_one_mention_each(mentions):
    found = [m for m in mentions("The foreign ministers of Kenya and Somalia met on Monday.") if m.role]
    assert [(mention.country, mention.sector) for mention in found] == [("KEN", "GOV"), ("SOM", "GOV")]


@pytest.mark.parametrize("text", ["The river rose.", "Prices fell on Friday.", "It was the third of its kind."])
def test_what_cannot_act_is_no_named_mention(mentions, text):
    assert [mention for mention in mentions(text) if not mention.is_pronoun] == []


def test_the_possessor_of_a_minister_tells_more_than_a_name_that_is_a_country_s(mentions):
    found = mentions("Norway's defence minister Chad Jordan resigned.")
    assert {mention.country for mention in found if mention.kind == "person"} == {"NOR"}
