"""The hand-kept tables are well formed and say what they should."""

from typing import get_args

from linewatch.records import PlaceKind
from linewatch.world.placenames import place_key
from linewatch.world.regions import read_name_tables


def test_every_hand_row_lies_on_the_globe_with_a_known_kind() -> None:
    rows = {row.number: row for rows in read_name_tables().regions.values() for row in rows}
    assert len(rows) > 300
    for row in rows.values():
        assert -90 <= row.lat <= 90, row.name
        assert -180 <= row.lon <= 180, row.name
        assert row.radius_km > 0, row.name
        assert row.kind in get_args(PlaceKind), row.name
        assert row.number < 0


def test_countries_are_iso_3_codes() -> None:
    rows = {row for rows in read_name_tables().regions.values() for row in rows}
    codes = {code for row in rows for code in row.countries}
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_no_name_is_written_for_two_hand_rows() -> None:
    shared = {key: rows for key, rows in read_name_tables().regions.items() if len(rows) > 1}
    assert shared == {}


def test_country_names_people_and_points_meet_on_the_same_code() -> None:
    tables = read_name_tables()
    assert tables.countries[place_key("U.S.")] == ("USA",)
    assert [people.country for people in tables.demonyms[place_key("Armenians")]] == ["ARM"]
    assert [people.land for people in tables.demonyms["chechen"]] == ["Chechnya"]
    assert tables.country_names["IRN"] == "Iran"
    assert set(tables.country_points) - set(tables.country_names) <= {"GRL", "ESH"}
