"""ACLED: what it has a type for, with its words for actors, time and place."""

from __future__ import annotations

from dataclasses import replace

from linewatch.export.acled import acled_row
from linewatch.export.layouts import read_layouts
from tests.export.events import ARMENIA, BAKU, CIVILIANS, GORIS, MARCH, NO_DAY, entry_of

NAMES = read_layouts()["acled"].names


def test_there_are_thirty_one_columns_and_no_cell_without_one() -> None:
    row = acled_row(entry_of())
    assert len(NAMES) == len(set(NAMES)) == 31
    assert row is not None
    assert set(row) <= set(NAMES)


def test_an_event_is_told_in_the_words_of_acled() -> None:
    row = acled_row(entry_of())
    assert row is not None
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert row["disorder_type"] == "Political violence"
    assert (row["iso"], row["country"], row["region"]) == (51, "Armenia", "Caucasus and Central Asia")
    assert (row["time_precision"], row["geo_precision"], row["fatalities"]) == (1, 1, 2)
    assert row["timestamp"] == 1_930_435_200
    assert row["interaction"] == "State forces-State forces"


def test_civilians_are_told_and_allies_stand_beside() -> None:
    row = acled_row(entry_of(actors=(ARMENIA, BAKU), recipients=(CIVILIANS,)))
    assert row is not None
    assert (row["assoc_actor_1"], row["inter2"], row["civilian_targeting"]) == (
        "Ada Mirel", "Civilians", "Civilian targeting",
    )  # fmt: skip


def test_what_acled_has_no_type_for_has_no_row() -> None:
    assert acled_row(entry_of(event_type="SUPPORT", mode=None)) is None


def test_wide_times_and_places_say_so() -> None:
    row = acled_row(entry_of(replace(GORIS, kind="admin", feature_code="ADM2"), occurred=MARCH))
    assert row is not None
    assert (row["time_precision"], row["geo_precision"], row["admin2"]) == (3, 2, "Goris")


def test_without_a_place_only_a_country_that_all_parties_share_is_told() -> None:
    alone = acled_row(entry_of(None, occurred=NO_DAY, recipients=()))
    both = acled_row(entry_of(None))
    assert alone is not None
    assert both is not None
    assert (alone["country"], alone["event_date"], alone["time_precision"]) == ("Armenia", None, None)
    assert both["country"] is None
