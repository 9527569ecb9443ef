"""Distances along great circles, over the date line as well."""

from __future__ import annotations

import pytest

from linewatch.world.distances import distance_km


def test_known_distances() -> None:
    assert distance_km(lat=48.86, lon=2.35, other_lat=52.52, other_lon=13.4) == pytest.approx(878, abs=5)
    assert distance_km(lat=0.0, lon=179.5, other_lat=0.0, other_lon=-179.5) == pytest.approx(111.2, abs=0.5)
    assert distance_km(lat=10.0, lon=20.0, other_lat=10.0, other_lon=20.0) == 0.0
