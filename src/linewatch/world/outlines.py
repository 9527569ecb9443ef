"""Lines as a map shows them: with fewer points, and circles on the ground as polygons.

Takes and gives points in degrees, longitude first, as GeoJSON has them. It draws nothing.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from linewatch.world.borders import border_lines
from linewatch.world.datafiles import open_data

Floats = NDArray[np.float64]

_KM_PER_DEGREE = 111.195
_CORNERS = 48


def thin(line: Floats, tolerance: float) -> Floats:
    """Return the line without the points that lie within `tolerance` of what is left (Douglas and Peucker)."""
    kept = np.zeros(len(line), np.bool_)
    kept[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _away(line[first + 1 : last], line[first], line[last])
        furthest = int(away.argmax())
        if away[furthest] > tolerance:
            middle = first + 1 + furthest
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return line[kept]


def circle(*, lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """Return a closed ring of (lon, lat) around a point; longitudes may run on past 180 degrees."""
    high = radius_km / _KM_PER_DEGREE
    wide = high / max(0.1, math.cos(math.radians(lat)))
    angles = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [
        [round(lon + wide * math.cos(a), 4), round(max(-85.0, min(85.0, lat + high * math.sin(a))), 4)] for a in angles
    ]
    return [*ring, ring[0]]


@lru_cache(maxsize=1)
def thin_borders(tolerance: float = 0.01) -> tuple[tuple[tuple[str, str], bool, list[list[list[float]]]], ...]:
    """Return each border with whether its course is settled and its thinned lines of (lon, lat).

    Raises:
        ModelError: LW301 or LW302 when a border file is damaged or missing.
    """
    gathered: dict[tuple[tuple[str, str], bool], list[list[list[float]]]] = {}
    for pair, is_settled, line in border_lines():
        points = np.round(thin(line[:, ::-1], tolerance), 3).tolist()
        gathered.setdefault((pair, is_settled), []).append(points)
    return tuple((pair, is_settled, lines) for (pair, is_settled), lines in sorted(gathered.items()))


def read_land() -> bytes:
    """Return the land of the world as a GeoJSON geometry.

    Raises:
        ModelError: LW301 or LW302 when the file is damaged or missing.
    """
    return open_data("land.json").read_bytes()


def _away(points: Floats, start: Floats, end: Floats) -> Floats:
    """Return how far each point lies from the segment."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0.0, 1.0) if length else np.zeros(len(points))
    off = points - (start + share[:, None] * along)
    return np.hypot(off[:, 0], off[:, 1])
