"""POLECAT: forty columns in their order, lists of parties aligned."""

from __future__ import annotations

from linewatch.export.layouts import read_layouts
from linewatch.export.polecat import polecat_row
from tests.export.events import ARMENIA, BAKU, NO_DAY, UNITED, entry_of

NAMES = read_layouts()["polecat"].names


def test_there_are_forty_columns_and_no_cell_without_one() -> None:
    assert len(NAMES) == len(set(NAMES)) == 40
    assert (NAMES[0], NAMES[7], NAMES[23], NAMES[39]) == ("Event ID", "Actor Name", "Placename", "Version")
    assert set(polecat_row(entry_of())) <= set(NAMES)


def test_an_event_is_told_in_the_words_of_polecat() -> None:
    row = polecat_row(entry_of())
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("ASSAULT", "heavy-weapons", "MATERIAL CONFLICT")
    assert (row["Actor Country"], row["Actor COW"], row["Recipient COW"]) == ("ARM", "371", "373")
    assert (row["City"], row["Province"], row["Latitude"], row["Longitude"]) == ("Goris", "Syunik", 10.5, 20.25)


def test_several_parties_keep_their_places_in_every_list() -> None:
    odd = BAKU.__class__(**{name: getattr(BAKU, name) for name in BAKU.__slots__} | {"name": "Mirel; Ada"})
    row = polecat_row(entry_of(actors=(ARMENIA, UNITED, odd), recipients=()))
    assert row["Actor Name"] == "Armenia;United Nations;Mirel, Ada"
    assert row["Actor Country"] == "ARM;;AZE"
    assert row["Actor Sectors"] == ";;GOV"
    assert row["Recipient Name"] == ""


def test_unknown_day_and_place_stay_empty() -> None:
    row = polecat_row(entry_of(None, occurred=NO_DAY))
    assert row["Event Date"] is None
    assert "Latitude" not in row
