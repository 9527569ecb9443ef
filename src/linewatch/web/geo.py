"""GeoJSON (RFC 7946) for the map: land, borders, events, and the areas of red lines. It computes, it asks no store.

The properties are flat. `pair` names a border, `state` a line; `width_km` is how wide a band along a border is to be
drawn, both sides together, `is_outline` that a country as a whole is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from linewatch.records import Area, Line, Place
from linewatch.store.scanning import EventOutline
from linewatch.web.words import country_names
from linewatch.world.gazetteer import Gazetteer
from linewatch.world.outlines import circle, read_land, thin_borders

Feature = dict[str, Any]

MEDIA_TYPE = "application/geo+json"
POINT_OF_VIEW = (
    "Borders are Natural Earth's at 1:10 million, as they are held and not as they are claimed, save that Crimea is "
    "drawn as Ukraine's. Dashed: the course is de facto, not settled, or newer than the map."
)
LEAST_BAND_KM = 6.0
LEAST_CIRCLE_KM = 5.0


def collection(features: Iterable[Feature], **members: object) -> bytes:
    """Return a FeatureCollection; `members` are added to it."""
    return msgspec.json.encode({"type": "FeatureCollection", **members, "features": list(features)})


@lru_cache(maxsize=1)
def land() -> bytes:
    """Return the land of the world.

    Raises:
        ModelError: LW301 or LW302 when a data file is damaged or missing.
    """
    geometry = msgspec.Raw(read_land())
    return collection([{"type": "Feature", "id": "land", "properties": {}, "geometry": geometry}])


@lru_cache(maxsize=1)
def borders() -> bytes:
    """Return every land border, by pair of countries; `is_settled` is false where it is drawn dashed.

    Raises:
        ModelError: LW301 or LW302 when a data file is damaged or missing.
    """
    return collection((_border(*each) for each in thin_borders()), point_of_view=POINT_OF_VIEW)


@lru_cache(maxsize=1)
def countries() -> bytes:
    """Return the countries as points with their names; those with less than others around come last in `rank`.

    Raises:
        ModelError: LW301 or LW302 when a data file is damaged or missing.
    """
    gazetteer = Gazetteer.open()
    rows = [(code, name, gazetteer.country(code)) for code, name in country_names().items()]
    known = [(code, name, row) for code, name, row in rows if row is not None]
    ranked = sorted(known, key=lambda each: (-each[2].population, each[0]))
    return collection(
        _feature(code, {"type": "Point", "coordinates": [row.lon, row.lat]}, {"name": name, "rank": rank})
        for rank, (code, name, row) in enumerate(ranked)
    )


def event_features(events: Iterable[EventOutline]) -> Iterator[Feature]:
    """Yield each event as a point; those without one are left out."""
    for event in events:
        if event.lat is None or event.lon is None:
            continue
        properties = {
            "event_id": event.event_id,
            "event_type": event.event_type,
            "mode": event.mode,
            "modality": event.modality,
            "quad_code": event.quad_code,
            "intensity": event.intensity,
            "deaths": event.deaths,
            "pair": event.pair,
            "place": event.place,
            "day": event.day,
        }
        yield _feature(event.event_id, {"type": "Point", "coordinates": [event.lon, event.lat]}, properties)


def line_features(line: Line, places: Iterable[Place]) -> Iterator[Feature]:
    """Yield the area of a red line: bands along its borders, circles around its places; none where it names none."""
    area = line.terms.area
    if area is None:
        return
    properties = {
        "line_id": line.line_id,
        "state": line.state,
        "declarer": line.terms.declarer.name,
        "trigger": line.terms.trigger.text,
        "area_kind": area.kind,
    }
    wanted = [place for place in places if place.kind != "country" and place.lat is not None]
    for place in wanted:
        radius_km = max(place.radius_km or 0.0, area.distance_km or 0.0, LEAST_CIRCLE_KM)
        ring = circle(lat=place.lat or 0.0, lon=place.lon or 0.0, radius_km=radius_km)
        geometry = {"type": "Polygon", "coordinates": [ring]}
        yield _feature(f"{line.line_id}.{place.place_id}", geometry, {**properties, "radius_km": radius_km})
    if not wanted:
        along = {**properties, **_width(area)}
        for pair, lines in _borders_of(area.countries):
            geometry = {"type": "MultiLineString", "coordinates": lines}
            band = {**along, "pair": "-".join(pair), "lat": _middle(lines)}
            yield _feature(f"{line.line_id}.{'-'.join(pair)}", geometry, band)


def _width(area: Area) -> dict[str, object]:
    """Return how wide a band is; the land of a country has an outline and no band."""
    if area.kind in ("border", "buffer") or len(area.countries) > 1:
        return {"width_km": max(2 * (area.distance_km or 0.0), LEAST_BAND_KM)}
    return {"is_outline": True}


def _borders_of(countries: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], list[list[list[float]]]]]:
    """Yield the border between two countries where they share one, else every border of each."""
    wanted = set(countries)
    between = [each for each in thin_borders() if wanted == set(each[0])]
    touching = [each for each in thin_borders() if wanted & set(each[0])]
    for pair, _, lines in between or touching:
        yield pair, lines


def _border(pair: tuple[str, str], is_settled: bool, lines: list[list[list[float]]]) -> Feature:
    name = "-".join(pair)
    geometry = {"type": "MultiLineString", "coordinates": lines}
    number = f"{name}.{int(is_settled)}"
    return _feature(number, geometry, {"pair": name, "is_settled": is_settled})


def _middle(lines: list[list[list[float]]]) -> float:
    latitudes = [point[1] for line in lines for point in line]
    return round(sum(latitudes) / len(latitudes), 2)


def _feature(number: str, geometry: dict[str, Any], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}
