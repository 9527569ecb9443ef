"""Hint words beside a name: which reading of it they ask for."""

import pytest

from linewatch.world.gazetteer import Gazetteer
from linewatch.world.placewords import read_mention


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
