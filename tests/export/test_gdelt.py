"""GDELT 2.0: sixty-one columns, CAMEO codes, FIPS for places."""

from __future__ import annotations

from dataclasses import replace

from linewatch.export.gdelt import gdelt_row
from linewatch.export.layouts import read_layouts
from tests.export.events import ARMENIA, BAKU, CODED, GORIS, NO_DAY, UNITED, entry_of

NAMES = read_layouts()["gdelt"].names


def test_there_are_sixty_one_columns_and_no_cell_without_one() -> None:
    assert len(NAMES) == len(set(NAMES)) == 61
    assert (NAMES[5], NAMES[25], NAMES[35], NAMES[51], NAMES[60]) == (
        "Actor1Code", "IsRootEvent", "Actor1Geo_Type", "ActionGeo_Type", "SOURCEURL",
    )  # fmt: skip
    assert set(gdelt_row(entry_of())) <= set(NAMES)


def test_an_event_is_told_in_codes() -> None:
    row = gdelt_row(entry_of())
    assert (row["Actor1Code"], row["Actor2Code"], row["Actor2Type1Code"]) == ("ARM", "AZEGOV", "GOV")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("194", "19", 4)
    assert (row["Day"], row["MonthYear"], row["FractionDate"]) == ("20310304", "203103", "2031.1753")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == (4, "AM")
    assert row["ActionGeo_Fullname"] == "Goris, Syunik, Armenia"
    assert row["DATEADDED"] == "20310305000000"


def test_ids_are_numbers_of_their_own_that_fit_into_64_bits() -> None:
    first = gdelt_row(entry_of())["GlobalEventID"]
    second = gdelt_row(entry_of(event_id="evt_ffffffffffffffff"))["GlobalEventID"]
    assert first != second
    assert second < 2**63


def test_in_a_fight_of_two_sides_the_first_faces_the_second() -> None:
    row = gdelt_row(entry_of(actors=(ARMENIA, BAKU), recipients=()))
    assert (row["Actor1Code"], row["Actor2Code"]) == ("ARM", "AZEGOV")


def test_a_body_without_a_country_has_a_code_and_no_country() -> None:
    row = gdelt_row(entry_of(actors=(UNITED,)))
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("IGO", None)


def test_unknown_day_and_place_stay_empty() -> None:
    row = gdelt_row(entry_of(None, occurred=NO_DAY))
    assert "Day" not in row
    assert row["ActionGeo_Type"] == 0


def test_without_a_day_of_publication_none_is_added() -> None:
    entry = replace(entry_of(), article=replace(CODED.article, published_on=None, url=None))
    assert gdelt_row(entry)["DATEADDED"] is None
    assert gdelt_row(entry)["SOURCEURL"] == "The Ilm Post"


def test_states_and_countries_have_their_own_kinds_of_places() -> None:
    def kind_of(**columns: object) -> int:
        return int(gdelt_row(entry_of(replace(GORIS, **columns)))["ActionGeo_Type"])  # type: ignore[arg-type]

    assert [kind_of(kind="country"), kind_of(kind="admin"), kind_of(country="USA")] == [1, 5, 3]
    assert kind_of(kind="admin", country="USA") == 2
