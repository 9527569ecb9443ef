from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linewatch.world.outlines import circle, read_land, thin, thin_borders


def test_a_straight_line_keeps_its_ends_alone() -> None:
    line = np.array([[0.0, 0.0], [1.0, 0.001], [2.0, 0.0], [3.0, 0.0]])
    assert thin(line, 0.01).tolist() == [[0.0, 0.0], [3.0, 0.0]]
    assert thin(line, 0.0001).tolist() == line.tolist()


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=2, max_size=30))
def test_no_point_lies_far_from_what_is_left(points: list[tuple[float, float]]) -> None:
    line = np.array(points)
    kept = thin(line, 0.5)
    assert kept[0].tolist() == line[0].tolist()
    assert kept[-1].tolist() == line[-1].tolist()
    for point in line:
        assert min(distance(point, start, end) for start, end in pairwise(kept)) <= 0.5 + 1e-9


def distance(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    along = end - start
    length = float(along @ along)
    share = min(1.0, max(0.0, float((point - start) @ along) / length)) if length else 0.0
    return float(np.hypot(*(point - start - share * along)))


def test_a_circle_is_closed_and_as_wide_as_it_should_be() -> None:
    ring = circle(lat=60.0, lon=10.0, radius_km=111.195)
    assert ring[0] == ring[-1]
    assert max(point[1] for point in ring) == 61.0
    assert max(point[0] for point in ring) == 12.0


def test_the_borders_that_are_not_settled_say_so() -> None:
    known = {pair: is_settled for pair, is_settled, _ in thin_borders()}
    assert known["ARM", "AZE"] is False
    assert known["ESP", "PRT"] is True
    assert sum(len(line) for _, _, lines in thin_borders() for line in lines) < 40_000


def test_the_land_is_whole_and_cut_at_the_antimeridian() -> None:
    land = json.loads(read_land())
    assert land["type"] == "MultiPolygon"
    for polygon in land["coordinates"]:
        for ring in polygon:
            assert ring[0] == ring[-1]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
            assert all(abs(one[0] - other[0]) < 90 for one, other in pairwise(ring) if abs(one[1]) < 80)
    assert is_land(land, 45.0, 40.0)
    assert not is_land(land, 34.0, 43.0)  # the Black Sea
    assert is_land(land, -176.0, 66.5)  # Chukotka, beyond the antimeridian
    assert not is_land(land, 50.5, 42.0)  # the Caspian Sea


def is_land(land: dict[str, list[list[list[list[float]]]]], lon: float, lat: float) -> bool:
    rings = (ring for polygon in land["coordinates"] for ring in polygon)
    return sum(is_inside(ring, lon, lat) for ring in rings) % 2 == 1


def is_inside(ring: list[list[float]], lon: float, lat: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
