"""Hint words beside a name: which reading of it they ask for."""

import pytest

from linewatch.world.gazetteer import Gazetteer
from linewatch.world.placewords import is_held_by, is_street, read_mention


@pytest.mark.parametrize(
    ("name", "before", "after", "kind", "first"),
    [
        ("Kunar", "", "province in the east", "admin", "Kunar"),
        ("Orange", "", "County on Monday", "admin", "Orange County"),
        ("Aden", "in the Gulf of", "", "water", "Gulf of Aden"),
        ("Tehran", "the city of", "", "settlement", "Tehran"),
        ("Litani", "", "River", "water", "Litani"),
        ("northern Syria", "", "", None, "Syria"),
        ("Kherson region", "", "", "admin", "Kherson"),
        ("the southern Gaza Strip", "", "", None, "Gaza Strip"),
        ("Kapan", "fire near", "on Sunday", None, "Kapan"),
        ("Baker", "", "and Nassau counties", None, "Baker"),
        ("Isfara river", "", "", "water", "Isfara"),
    ],
)
def test_readings(name: str, before: str, after: str, kind: str | None, first: str) -> None:
    reading = read_mention(Gazetteer.open(), name, before=before, after=after)
    assert (reading.kind, reading.rows[0].name) == (kind, first)


def test_an_unknown_name_keeps_the_kind_that_its_words_ask_for() -> None:
    reading = read_mention(Gazetteer.open(), "Zzyzxqq", after="river")
    assert (reading.rows, reading.kind) == ((), "water")


def test_hint_words_alone_are_no_name() -> None:
    assert read_mention(Gazetteer.open(), "northern").rows == Gazetteer.open().candidates("northern")


def test_a_short_word_in_capitals_is_a_town_only_if_a_large_one() -> None:
    gazetteer = Gazetteer.open()
    assert read_mention(gazetteer, "COP").rows == ()
    assert read_mention(gazetteer, "BAKU").rows[0].country == "AZE"
    assert read_mention(gazetteer, "USA").rows[0].country == "USA"


def test_a_lake_is_not_the_land_whose_name_it_has() -> None:
    assert read_mention(Gazetteer.open(), "Lake Vermont").rows == ()


def test_a_word_for_a_part_belongs_to_the_name_where_it_has_a_capital() -> None:
    gazetteer = Gazetteer.open()
    assert read_mention(gazetteer, "Pennsylvania", before="roads in western").rows[0].name == "Pennsylvania"
    assert read_mention(gazetteer, "Pennsylvania", before="roads in Western").rows[0].name == "Western Pennsylvania"
    assert read_mention(gazetteer, "Lebanon", before="raids on southern").rows[0].name == "South Lebanon"


def test_an_unknown_name_is_known_with_the_capitalised_words_beside_it() -> None:
    gazetteer = Gazetteer.open()
    assert read_mention(gazetteer, "Thomas Shoal", before="ships near Second").rows[0].name == "Second Thomas Shoal"
    assert read_mention(gazetteer, "Thomas Shoal", before="ships near").rows == ()


@pytest.mark.parametrize(
    ("name", "is_one"), [("Oak Street", True), ("Oak St.", True), ("Route 9", True), ("Oak", False)]
)
def test_streets(name: str, is_one: bool) -> None:
    assert is_street(name) is is_one


def test_a_street_is_not_known_by_a_part_of_its_name() -> None:
    assert read_mention(Gazetteer.open(), "Central Avenue").rows == ()


@pytest.mark.parametrize(
    ("between", "is_held"),
    [("in", True), ("in the", True), (", a suburb of", True), ("quarter of", True), ("of", False), ("and", False),
     (", a small town in", True), ("burned a village in", False), ("said that the army in", False)],
)  # fmt: skip
def test_words_that_say_that_the_second_name_holds_the_first(between: str, is_held: bool) -> None:
    assert is_held_by(between) is is_held
