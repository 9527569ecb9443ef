"""Distances and what they count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.watch.distances import distance_km, fade, nearest_km
from tests.watch.stories import KOUAR, place


def test_known_distances() -> None:
    assert distance_km(lat=48.86, lon=2.35, other_lat=52.52, other_lon=13.4) == pytest.approx(878, abs=5)
    assert distance_km(lat=0.0, lon=179.5, other_lat=0.0, other_lon=-179.5) == pytest.approx(111.2, abs=0.5)
    assert distance_km(lat=10.0, lon=20.0, other_lat=10.0, other_lon=20.0) == 0.0


@given(st.floats(0, 20_000), st.floats(0, 20_000), st.floats(0, 500))
def test_what_is_further_away_never_counts_more(one: float, other: float, radius_km: float) -> None:
    near, far = sorted((one, other))
    assert 0.0 <= fade(far, radius_km) <= fade(near, radius_km) <= 1.0
    assert fade(radius_km, radius_km) == 1.0


def test_the_nearest_of_two_groups_of_places() -> None:
    far = place("Timbuktu", 16.8, -3.0, "MLI")
    assert nearest_km([far, KOUAR], [KOUAR]) == 0.0
    assert nearest_km([far], []) is None
    assert nearest_km([replace(far, lat=None, lon=None)], [far]) is None
