"""Points and borders that are told by others, beside distances measured another way."""

from __future__ import annotations

import pytest

from linewatch.records import Place, Span
from linewatch.world.bearings import NEAR_KM, border_place, place_off, point_off
from linewatch.world.borders import distance_to_border_km
from linewatch.world.distances import distance_km

WORDS = Span(0, 10, "the border")


@pytest.mark.parametrize("degrees", [0.0, 45.0, 90.0, 180.0, 225.0, 315.0])
@pytest.mark.parametrize("start", [(36.2, 37.16), (-1.68, 29.22), (68.0, 179.9)])
def test_a_point_lies_as_far_away_as_it_should(start, degrees):
    lat, lon = point_off(start, 20.0, degrees)
    assert distance_km(lat=start[0], lon=start[1], other_lat=lat, other_lon=lon) == pytest.approx(20.0, abs=0.01)
    assert -180.0 <= lon < 180.0


def test_north_is_up_and_east_is_right():
    assert point_off((10.0, 10.0), 111.0, 0.0)[0] == pytest.approx(11.0, abs=0.01)
    assert point_off((0.0, 10.0), 111.0, 90.0)[1] == pytest.approx(11.0, abs=0.01)


def test_a_border_is_the_same_from_both_sides_and_its_point_lies_on_it():
    one, other = (border_place(WORDS, pair, 0.9) for pair in (("ARM", "AZE"), ("AZE", "ARM")))
    assert one == other
    assert distance_to_border_km(lat=one.lat, lon=one.lon, countries=("ARM", "AZE")) == pytest.approx(0.0, abs=0.2)
    assert one.border.countries == ("ARM", "AZE")
    assert one.kind == "border"
    assert one.radius_km > NEAR_KM


def test_a_stretch_of_a_border_lies_by_the_place_that_is_named():
    stretch = border_place(WORDS, ("ARM", "AZE"), 0.9, near=(39.2, 46.4))
    assert distance_km(lat=stretch.lat, lon=stretch.lon, other_lat=39.2, other_lon=46.4) < NEAR_KM
    assert stretch.radius_km == NEAR_KM


def test_countries_without_a_common_border_have_none():
    assert border_place(WORDS, ("ARM", "PER"), 0.9) is None


def test_a_place_off_another_has_its_own_border_distance():
    aleppo = Place("plc_1", "Aleppo", WORDS, 36.2, 37.16, 170063, "PPL", "SYR", "Aleppo", "settlement", 16.0, 0.9)
    off = place_off(Span(0, 21, "20 km north of Aleppo"), aleppo, 20.0, 0.0)
    assert (off.country, off.geonames_id, off.kind) == ("SYR", None, "region")
    assert off.border.countries == ("SYR", "TUR")
    assert off.border.distance_km < 30
    assert off.radius_km == 16.0
