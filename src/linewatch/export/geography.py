"""Records with a point as GeoJSON (RFC 7946) features, and what every geographic export says of its sources.

Points are WGS 84 degrees, longitude first. Only points are written, so nothing crosses the antimeridian.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

import msgspec

from linewatch.export.columns import Entry, Table, flat, read_tables
from linewatch.records import Place
from linewatch.world.datafiles import gazetteer_version

Point = tuple[float, float]  # longitude, latitude

ATTRIBUTION = (
    "Places © GeoNames (https://www.geonames.org), CC BY 4.0, modified. "
    "Boundaries and regions: Natural Earth (https://www.naturalearthdata.com), public domain."
)


def sources() -> dict[str, Any]:
    """Return the attribution, and whose borders distances are measured to.

    Raises:
        ModelError: LW301 or LW302 when the manifest of the world data is damaged or missing.
    """
    return {
        "attribution": ATTRIBUTION,
        "boundaries": {
            "set": "Natural Earth 1:10m land boundary lines",
            "version": gazetteer_version(),
            "point_of_view": "de facto: lines as they are held, not as they are claimed; Crimea is drawn as Ukraine's",
        },
        "reference_system": "WGS 84 degrees, longitude first",
    }


def point_of(entry: Entry) -> Point | None:
    """Return the point of a place, or of the place of an event; None where it has none."""
    place = entry.record if isinstance(entry.record, Place) else entry.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat


def table_of(entry: Entry) -> Table:
    """Return the table that a record with a point belongs to."""
    return read_tables()["places" if isinstance(entry.record, Place) else "events"]


def feature(entry: Entry) -> dict[str, Any] | None:
    """Return the GeoJSON feature of an event or a place, None where it has no point. Properties are flat."""
    point = point_of(entry)
    if point is None:
        return None
    table = table_of(entry)
    values = dict(zip(table.names, table.values(entry), strict=True))
    return {
        "type": "Feature",
        "id": ":".join(str(values[name]) for name in table.key),
        "geometry": {"type": "Point", "coordinates": list(point)},
        "properties": {"record": table.name[:-1], **{name: _plain(value) for name, value in values.items()}},
    }


def write_geojson(entries: Iterable[Entry], stream: IO[str]) -> int:
    """Write one FeatureCollection, a feature a line, and return how many it has."""
    head = json.dumps({"type": "FeatureCollection", **sources()}, ensure_ascii=False)
    stream.write(head[:-1] + ', "features": [')
    count = 0
    for entry in entries:
        made = feature(entry)
        if made is not None:
            stream.write(",\n" if count else "\n")
            stream.write(msgspec.json.encode(made).decode())
            count += 1
    stream.write("\n]}\n")
    return count


def _plain(value: Any) -> Any:
    return flat(value) if isinstance(value, list) else value
