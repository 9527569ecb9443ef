"""Distances and what they count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from linewatch.watch.distances import fade, nearest_km
from tests.watch.stories import KOUAR, place


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
