"""GeoJSON: longitude first, flat properties, sources told, what has no point left out."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from linewatch.export.columns import entries_of
from linewatch.export.geography import feature, point_of, write_geojson
from tests.export.events import GORIS, entry_of
from tests.factories import make_coded


def test_a_point_is_longitude_first() -> None:
    made = feature(entry_of())
    assert made is not None
    assert made["geometry"] == {"type": "Point", "coordinates": [20.25, 10.5]}
    assert made["id"] == made["properties"]["event_id"]
    assert not any(isinstance(value, list | dict) for value in made["properties"].values())


def test_what_has_no_point_is_no_feature() -> None:
    assert feature(entry_of(None)) is None
    assert point_of(entry_of(replace(GORIS, lat=None))) is None


def test_a_collection_has_events_and_places_and_says_whose_borders() -> None:
    coded, stream = make_coded(), io.StringIO()
    entries = [entry_of(None), *entries_of(coded, "events"), *entries_of(coded, "places")]
    assert write_geojson(entries, stream) == 2
    made = json.loads(stream.getvalue())
    assert made["type"] == "FeatureCollection"
    assert [one["properties"]["record"] for one in made["features"]] == ["event", "place"]
    assert len({one["id"] for one in made["features"]}) == 2
    assert "GeoNames" in made["attribution"]
    assert "CC BY 4.0" in made["attribution"]
    assert "de facto" in made["boundaries"]["point_of_view"]
    assert not {"coordinates", "geometry", "geometries", "properties"} & set(made)  # RFC 7946, 7.1


def test_no_feature_at_all_is_a_collection_still() -> None:
    stream = io.StringIO()
    assert write_geojson([], stream) == 0
    assert json.loads(stream.getvalue())["features"] == []
