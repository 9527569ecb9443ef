"""Names to rows: found by any spelling, best first, with the guards that the sources need."""

import pickle
import sqlite3
from pathlib import Path

import pytest

from linewatch.errors import ModelError
from linewatch.world.gazetteer import Gazetteer, settlement_radius_km
from linewatch.world.regions import read_name_tables


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def test_one_gazetteer_a_process(gazetteer: Gazetteer) -> None:
    assert Gazetteer.open() is gazetteer


def test_the_largest_namesake_comes_first(gazetteer: Gazetteer) -> None:
    rows = gazetteer.candidates("Paris")
    assert (rows[0].country, rows[0].admin1, rows[0].feature_code) == ("FRA", "Île-de-France", "PPLC")
    assert [row.prior for row in rows] == sorted((row.prior for row in rows), reverse=True)


def test_only_the_capital_is_the_capital(gazetteer: Gazetteer) -> None:
    seats = [row for row in gazetteer.candidates("Washington") if row.feature_code == "PPLC"]
    assert [row.admin1 for row in seats] == ["District of Columbia"]


@pytest.mark.parametrize("name", ["Stepanakert", "Khankendi", "Xankəndi", "STEPANAKERT"])
def test_a_town_is_found_by_each_of_its_names_with_its_true_size(gazetteer: Gazetteer, name: str) -> None:
    town = next(row for row in gazetteer.candidates(name) if row.kind == "settlement")
    assert (town.country, town.geonames_id) == ("AZE", 146970)
    assert town.population > 40_000


@pytest.mark.parametrize(
    ("name", "kind", "countries"),
    [
        ("Nagorno-Karabakh", "region", {"AZE"}),
        ("Artsakh", "region", {"AZE"}),
        ("Golan Heights", "region", {"ISR", "SYR"}),
        ("Line of Control", "border", {"IND", "PAK"}),
        ("Strait of Hormuz", "water", {"IRN", "OMN"}),
        ("Aras", "water", {"ARM", "AZE", "IRN", "TUR"}),
        ("Torkham", "facility", {"AFG", "PAK"}),
        ("Gaza", "region", {"PSE"}),
        ("Crimea", "region", {"UKR"}),
        ("Syunik", "admin", {"ARM"}),
        ("Idlib", "settlement", {"SYR"}),
        ("Hodeidah", "settlement", {"YEM"}),
        ("Georgia", "country", {"GEO"}),
        ("DRC", "country", {"COD"}),
        ("Va.", "admin", {"USA"}),
        ("Zangezur", "admin", {"ARM"}),
    ],
)
def test_what_a_name_means_first(gazetteer: Gazetteer, name: str, kind: str, countries: set[str]) -> None:
    best = gazetteer.candidates(name)[0]
    assert (best.kind, set(best.countries)) == (kind, countries)


def test_a_row_of_several_countries_has_no_single_one(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Torkham")[0].country is None


@pytest.mark.parametrize("name", ["", "—", "Zzyzxqq", "x" * 10_000, "'; DROP TABLE place; --"])
def test_an_unknown_name_has_no_candidates(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.candidates(name) == ()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Turkish", "Turkey"),
        ("Iranians", "Iran"),
        ("Chechen", "Chechnya"),
        ("Abkhaz", "Abkhazia"),
        ("Soviet", "Russia"),
    ],
)
def test_peoples_and_adjectives_name_their_land(gazetteer: Gazetteer, word: str, name: str) -> None:
    assert [row.name for row in gazetteer.demonym(word)] == [name]


def test_a_country_has_the_name_and_point_that_news_knows(gazetteer: Gazetteer) -> None:
    country = gazetteer.country("USA")
    assert country is not None
    assert (country.name, country.lat, country.lon) == ("United States", 39.8, -98.6)
    assert gazetteer.country("XXX") is None


def test_every_state_of_the_name_table_is_a_row(gazetteer: Gazetteer) -> None:
    missing = [iso3 for iso3 in read_name_tables().country_names if gazetteer.country(iso3) is None]
    assert missing == []


def test_rows_travel_between_processes(gazetteer: Gazetteer) -> None:
    row = gazetteer.candidates("Kapan")[0]
    assert pickle.loads(pickle.dumps(row)) == row


def test_a_damaged_table_is_lw301(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(ModelError) as caught:
        Gazetteer(sqlite3.connect(path), read_name_tables())
    assert caught.value.code == "LW301"


def test_larger_towns_cover_more() -> None:
    assert settlement_radius_km(0) == 1.0
    assert settlement_radius_km(1_000_000) == 11.1
    assert settlement_radius_km(10_000) < settlement_radius_km(100_000)


def test_a_part_of_the_world_comes_before_a_suburb_of_its_name() -> None:
    first, second = Gazetteer.open().candidates("Middle East")[:2]
    assert (first.kind, second.kind) == ("region", "settlement")
    assert first.prior - second.prior > 5


def test_a_region_comes_before_a_seat_that_is_called_a_city() -> None:
    assert [row.kind for row in Gazetteer.open().candidates("Quebec")[:2]] == ["admin", "settlement"]
    assert Gazetteer.open().candidates("Quebec City")[0].kind == "settlement"
    assert Gazetteer.open().candidates("Aleppo")[0].kind == "settlement"


def test_the_towns_of_a_box_may_lie_on_both_sides_of_the_antimeridian() -> None:
    countries = {country for country, _, _ in Gazetteer.open().towns(south=-22, north=-12, west=176, east=190)}
    assert {"FJI", "TON", "WSM"} <= countries
    assert countries.isdisjoint({"AUS", "BRA"})


def test_a_large_region_has_the_point_that_geonames_gives_its_id() -> None:
    alberta = next(row for row in Gazetteer.open().candidates("Alberta") if row.feature_code == "ADM1")
    assert (alberta.geonames_id, alberta.lat, alberta.lon) == (5883102, 52.28, -117.47)


@pytest.mark.parametrize(
    ("name", "kind", "countries"),
    [
        ("Lanexa", "settlement", {"USA"}),  # has a post office and no census
        ("Chari River", "water", {"CMR", "NGA", "TCD"}),
        ("Lake Titicaca", "water", {"BOL", "PER"}),
        ("Paletwa", "settlement", {"MMR"}),
        ("South West England", "region", {"GBR"}),
    ],
)
def test_places_that_the_settlements_lack(gazetteer: Gazetteer, name: str, kind: str, countries: set[str]) -> None:
    row = gazetteer.candidates(name)[0]
    assert (row.kind, set(row.countries)) == (kind, countries)


def test_a_town_is_no_river_by_its_bare_name(gazetteer: Gazetteer) -> None:
    assert {row.kind for row in gazetteer.candidates("Churchill")} <= {"settlement", "admin"}
