"""Distances to borders: hand-checked places, exact search, and the geometry behind them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.world import borders
from linewatch.world.borders import (
    border_between,
    border_error_km,
    border_lines,
    border_point,
    distance_to_border_km,
    nearest_border,
)

# Crossings and towns whose distance to the border is known; km, with the error that 1:10 million leaves.
KNOWN = [
    ("Torkham", 34.126, 71.095, ("AFG", "PAK"), 0, 3),
    ("Chaman gate", 30.966, 66.497, ("AFG", "PAK"), 0, 3),
    ("Wagah", 31.604, 74.573, ("IND", "PAK"), 0, 3),
    ("Panmunjom", 37.956, 126.677, ("KOR", "PRK"), 0, 3),
    ("Upper Lars", 42.740, 44.630, ("GEO", "RUS"), 1, 3),
    ("Sarpi", 41.520, 41.550, ("GEO", "TUR"), 0, 3),
    ("Bab al-Hawa", 36.240, 36.670, ("SYR", "TUR"), 0, 3),
    ("Nassib", 32.550, 36.190, ("JOR", "SYR"), 0, 4),
    ("Habur", 37.150, 42.570, ("IRQ", "TUR"), 0, 3),
    ("Medyka", 49.800, 22.930, ("POL", "UKR"), 1, 3),
    ("Dandong bridge", 40.116, 124.390, ("CHN", "PRK"), 0, 3),
    ("San Ysidro", 32.543, -117.030, ("MEX", "USA"), 0, 3),
    ("Narva", 59.377, 28.190, ("EST", "RUS"), 0.5, 2),
    ("Kehl bridge", 48.573, 7.800, ("DEU", "FRA"), 0, 2),
    ("Grodno", 53.680, 23.830, ("BLR", "POL"), 16, 4),
    ("Amritsar", 31.630, 74.870, ("IND", "PAK"), 27, 5),
    ("Aleppo", 36.200, 37.160, ("SYR", "TUR"), 45, 5),
    ("Kharkiv", 49.990, 36.230, ("RUS", "UKR"), 32, 4),
    ("Nahariya", 33.007, 35.095, ("ISR", "LBN"), 9.5, 3),
    ("Meghri", 38.900, 46.245, ("ARM", "IRN"), 1, 2),
    ("Sialkot", 32.490, 74.530, ("IND", "PAK"), 11, 4),
    ("Bratislava", 48.145, 17.107, ("AUT", "SVK"), 4, 2),
]


@pytest.mark.parametrize(("name", "lat", "lon", "countries", "km", "within"), KNOWN, ids=[row[0] for row in KNOWN])
def test_known_distances(
    name: str, lat: float, lon: float, countries: tuple[str, str], km: float, within: float
) -> None:
    dyad = nearest_border(lat=lat, lon=lon)
    assert dyad is not None, name
    assert dyad.countries == countries
    assert dyad.distance_km == pytest.approx(km, abs=within)


def test_a_country_keeps_to_its_own_borders() -> None:
    dyad = nearest_border(lat=41.72, lon=26.35, country="BGR")
    assert dyad is not None
    assert "BGR" in dyad.countries


@pytest.mark.parametrize("country", ["JPN", "ISL", "CYP", "XXX"])
def test_an_island_state_has_no_land_border(country: str) -> None:
    assert nearest_border(lat=35.7, lon=139.7, country=country) is None


def test_crimea_is_drawn_as_ukraine() -> None:
    dyad = nearest_border(lat=44.95, lon=34.1)
    assert dyad is not None
    assert dyad.distance_km > 100


def test_distance_to_one_border_takes_either_order() -> None:
    there = distance_to_border_km(lat=40.18, lon=44.51, countries=("TUR", "ARM"))
    assert there == distance_to_border_km(lat=40.18, lon=44.51, countries=("ARM", "TUR"))
    assert there == pytest.approx(22, abs=3)
    assert distance_to_border_km(lat=40.18, lon=44.51, countries=("ARM", "FRA")) is None
    assert distance_to_border_km(lat=40.18, lon=44.51, countries=("ARM", "ARM")) is None


def test_border_between_neighbours_is_drawn_and_between_others_none() -> None:
    lines = border_between("IRN", "ARM")
    assert lines is not None
    assert lines == border_between("ARM", "IRN")
    assert all(38 < lat < 40 and 45 < lon < 47 for line in lines for lat, lon in line)
    assert border_between("IRN", "FRA") is None


def test_contested_borders_state_a_larger_error() -> None:
    agreed, contested = border_error_km("DEU", "FRA"), border_error_km("IND", "CHN")
    assert agreed is not None
    assert contested is not None
    assert contested > agreed
    assert border_error_km("DEU", "IND") is None


def test_every_contested_border_is_drawn() -> None:
    for one, other, *_ in borders.read_lines("contested_borders.tsv", 4):
        assert one < other
        assert border_error_km(one, other) is not None, (one, other)


def test_a_point_of_a_border_lies_on_it() -> None:
    lines = border_between("AFG", "PAK")
    assert lines is not None
    lat, lon = lines[0][len(lines[0]) // 2]
    assert distance_to_border_km(lat=lat, lon=lon, countries=("AFG", "PAK")) == 0.0


@settings(max_examples=40)
@given(lat=st.floats(-60, 75), lon=st.floats(-180, 180))
def test_the_search_by_blocks_finds_what_a_full_search_finds(lat: float, lon: float) -> None:
    stored = borders._borders()
    point = borders._earth_centred(lat, lon)
    feet, squares = borders._feet(point, stored.starts, stored.along, stored.shares)
    hopeful = feet[squares <= squares.min() * 1.02]
    found = nearest_border(lat=lat, lon=lon)
    assert found is not None
    nearest_km = min(borders._ground_km(point.tolist(), foot) for foot in hopeful.tolist())
    assert found.distance_km == pytest.approx(nearest_km, abs=0.051)


@pytest.mark.parametrize(("countries", "lat", "lon"), [(("ESP", "GIB"), 36.15, -5.35), (("MAF", "SXM"), 18.07, -63.07)])
def test_a_line_shorter_than_a_block_is_found(countries: tuple[str, str], lat: float, lon: float) -> None:
    distance_km = distance_to_border_km(lat=lat, lon=lon, countries=countries)
    assert distance_km is not None
    assert distance_km < 5


def test_one_degree_of_latitude_is_111_km() -> None:
    points = borders._earth_centred(np.array([40.0, 41.0]), np.array([45.0, 45.0]))
    assert np.linalg.norm(points[0] - points[1]) == pytest.approx(111.04, abs=0.05)


@pytest.mark.parametrize(("lat", "lon", "countries"), [row[1:4] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_the_nearest_point_lies_on_the_border_at_that_distance(
    lat: float, lon: float, countries: tuple[str, str]
) -> None:
    point = border_point(lat=lat, lon=lon, countries=countries)
    assert point is not None
    assert distance_to_border_km(lat=point[0], lon=point[1], countries=countries) == 0.0
    away = np.hypot((point[0] - lat) * 111.2, (point[1] - lon) * 111.2 * np.cos(np.radians(lat)))
    assert away == pytest.approx(distance_to_border_km(lat=lat, lon=lon, countries=countries), rel=0.01, abs=0.1)


def test_two_countries_without_a_border_have_no_point_on_it() -> None:
    assert border_point(lat=50, lon=10, countries=("DEU", "ESP")) is None


def test_lines_tell_whether_they_are_settled() -> None:
    settled = {countries: is_settled for countries, is_settled, _ in border_lines()}
    assert settled["DEU", "FRA"]
    assert not settled["CHN", "IND"]
    assert sum(len(line) for _, _, line in border_lines()) > 70_000


# The geodesics of WGS 84 between two points, by pyproj 3.7.2 (GeographicLib).
GEODESICS = [
    ((0.0, 0.0), (0.0, 1.0), 111.319),
    ((40.0, 45.0), (41.0, 45.0), 111.044),
    ((38.9, 46.245), (39.0, 46.4), 17.429),
    ((-33.87, 151.21), (-9.1, 141.0), 2935.489),
    ((-60.0, -150.0), (-3.0, -80.0), 8616.004),
    ((70.0, -40.0), (45.0, -71.0), 3268.574),
    ((-54.0, 170.0), (-8.9, 125.0), 6399.809),
]


@pytest.mark.parametrize(("one", "other", "km"), GEODESICS)
def test_ways_along_the_ground_are_geodesics_within_20_metres(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    here, there = (borders._earth_centred(*point).tolist() for point in (one, other))
    assert borders._ground_km(here, there) == pytest.approx(km, abs=0.02)
    assert borders._ground_km(here, here) == 0.0


def test_far_from_any_border_the_way_follows_the_ellipsoid() -> None:
    dyad = nearest_border(lat=-50.0, lon=90.0)
    assert dyad is not None
    assert (dyad.countries, dyad.distance_km) == (("MOZ", "ZAF"), 5445.2)  # 5445.238 by pyproj
