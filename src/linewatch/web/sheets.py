"""Events as files to take away: one writer for each form. It gets sightings one by one and yields bytes as it goes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import msgspec

from linewatch.export import columns
from linewatch.records import Sighting
from linewatch.web.shapes import event_item

EventForm = Literal["csv", "json", "jsonl", "geojson"]
Writer = Callable[[Iterable[Sighting]], Iterator[bytes]]


def write_jsonl(sightings: Iterable[Sighting]) -> Iterator[bytes]:
    """Yield one JSON object a line: the event with report, place and statement."""
    for sighting in sightings:
        yield msgspec.json.encode(event_item(sighting)) + b"\n"


def write_json(sightings: Iterable[Sighting]) -> Iterator[bytes]:
    """Yield one JSON list of the same objects."""
    yield from _joined(b"[", (msgspec.json.encode(event_item(each)) for each in sightings), b"]\n")


def write_geojson(sightings: Iterable[Sighting]) -> Iterator[bytes]:
    """Yield a FeatureCollection; an event without a point has no geometry. Properties are the columns of the CSV."""
    features = (msgspec.json.encode(_feature(each)) for each in sightings)
    yield from _joined(b'{"type":"FeatureCollection","features":[', features, b"]}\n")


def write_csv(sightings: Iterable[Sighting]) -> Iterator[bytes]:
    """Yield the header and one line an event; cells that a spreadsheet would take for a formula begin with ``'``."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns.EVENT, lineterminator="\n")
    writer.writeheader()
    for sighting in sightings:
        writer.writerow({name: _defused(value) for name, value in _row(sighting).items()})
        yield _drained(stream)
    yield _drained(stream)


EVENT_FORMS: dict[EventForm, tuple[str, str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", "events.csv", write_csv),
    "json": ("application/json", "events.json", write_json),
    "jsonl": ("application/x-ndjson", "events.jsonl", write_jsonl),
    "geojson": ("application/geo+json", "events.geojson", write_geojson),
}


def _row(sighting: Sighting) -> dict[str, Any]:
    return columns.event_row(sighting.event, sighting.article, sighting.place)


def _feature(sighting: Sighting) -> dict[str, Any]:
    place = sighting.place
    has_point = place is not None and place.lat is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and has_point else None
    return {"type": "Feature", "id": sighting.event.event_id, "geometry": point, "properties": _row(sighting)}


def _joined(head: bytes, parts: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
    separator = head
    for part in parts:
        yield separator + part
        separator = b",\n"
    yield tail if separator == b",\n" else head + tail


def _defused(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _drained(stream: io.StringIO) -> bytes:
    text = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return text.encode()
