"""Places that are told by others: a border, a point so far from a town. Takes places and numbers, gives places.

The radius covers what the words cover: half the length of a border, a quarter of a distance, as "20 km north of" is
seldom meant to the kilometre.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Final

from linewatch.records import Dyad, Place, Span, content_id
from linewatch.world.borders import border_between, border_error_km, border_point, nearest_border
from linewatch.world.distances import EARTH_KM, distance_km
from linewatch.world.gazetteer import Gazetteer

Point = tuple[float, float]

NEAR_KM: Final = 30.0
"""How far along a border the stretch reaches that lies by a named place."""
_VAGUE: Final = 0.25
"""Share of a distance that it may be off."""
_DIGITS: Final = 4


def border_place(span: Span, countries: tuple[str, str], score: float, near: Point | None = None) -> Place | None:
    """Return the border between two countries, by `near` the stretch nearest to a point; None where they share none.

    Args:
        countries: ISO 3 codes, in any order.
        score: in [0, 1].
    """
    one, other = sorted(countries)
    error_km = border_error_km(one, other)
    if error_km is None:
        return None
    if near is not None:
        point, radius_km = border_point(lat=near[0], lon=near[1], countries=(one, other)) or near, NEAR_KM
    else:
        point, radius_km = _extent(one, other)
    names = [row.name if (row := Gazetteer.open().country(code)) else code for code in (one, other)]
    lat, lon = (round(part, _DIGITS) for part in point)
    return Place(
        place_id=content_id("plc", "border", one, other, lat, lon),
        name=f"border {names[0]} – {names[1]}",
        span=span,
        lat=lat,
        lon=lon,
        geonames_id=None,
        feature_code=None,
        country=None,
        admin1=None,
        kind="border",
        radius_km=round(radius_km, 1),
        score=score,
        border=Dyad((one, other), 0.0, error_km),
    )


@lru_cache(maxsize=512)
def _extent(one: str, other: str) -> tuple[Point, float]:
    """Return a point in the middle of the border of two neighbours, and how far its farthest point lies from there."""
    lines = border_between(one, other) or ()
    longest = max(lines, key=len)
    lat, lon = longest[len(longest) // 2]
    return (lat, lon), max(distance_km(lat=lat, lon=lon, other_lat=y, other_lon=x) for line in lines for y, x in line)


def place_off(span: Span, anchor: Place, km: float, degrees: float) -> Place | None:
    """Return the place so far from another one at `degrees` from north, None where the other has no point."""
    if anchor.lat is None or anchor.lon is None:
        return None
    lat, lon = (round(part, _DIGITS) for part in point_off((anchor.lat, anchor.lon), km, degrees))
    radius_km = round(max(anchor.radius_km or 0.0, _VAGUE * km), 1)
    nearest = nearest_border(lat=lat, lon=lon, country=anchor.country)
    return replace(
        anchor,
        place_id=content_id("plc", "off", anchor.place_id, round(km, 1), degrees),
        name=" ".join(span.text.split()),
        span=span,
        lat=lat,
        lon=lon,
        geonames_id=None,
        feature_code=None,
        kind="region",
        radius_km=radius_km,
        border=nearest and replace(nearest, error_km=round(nearest.error_km + radius_km, 1)),
    )


def point_off(start: Point, km: float, degrees: float) -> Point:
    """Return the point so far from another along a great circle that leaves it at `degrees` from north."""
    lat, lon, bearing, angle = math.radians(start[0]), math.radians(start[1]), math.radians(degrees), km / EARTH_KM
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    there = math.asin(max(-1.0, min(1.0, sine)))
    turned = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return math.degrees(there), (math.degrees(lon + turned) + 540.0) % 360.0 - 180.0
