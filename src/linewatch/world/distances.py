"""Distances on a round earth, good to half a per cent. Those to borders, on the ellipsoid, are in `borders`."""

from __future__ import annotations

import math
from typing import Final

EARTH_KM: Final = 6371.0088
"""Mean radius."""


def distance_km(*, lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points along a great circle."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
