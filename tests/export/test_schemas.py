"""The schema beside each file: every key that a row has, its unit, the unique key."""

from __future__ import annotations

import pytest

from linewatch.export import schemas
from linewatch.export.cloudevents import cloud_event
from linewatch.export.columns import entries_of, read_tables
from linewatch.export.geography import feature
from linewatch.export.layouts import read_layouts
from linewatch.export.plover import plover_object
from tests.export.events import entry_of
from tests.factories import make_coded


def test_a_table_tells_columns_units_and_key() -> None:
    schema = schemas.table_schema(read_tables()["events"], form="csv")
    assert list(schema["properties"]) == list(read_tables()["events"].names)
    assert schema["properties"]["border_distance_km"]["x-unit"] == "km"
    assert schema["properties"]["contexts"]["x-joined-by"] == ";"
    assert (schema["x-key"], schema["x-schema-version"]) == (["event_id"], "2")
    assert "GeoNames" in schema["x-sources"]["attribution"]


def test_lists_stay_lists_in_parquet_and_geometry_is_told() -> None:
    schema = schemas.table_schema(read_tables()["places"], form="geoparquet")
    assert schema["properties"]["disputed"]["type"] == "array"
    assert {"geometry", "bbox"} <= set(schema["properties"])


@pytest.mark.parametrize("name", ["polecat", "gdelt", "acled"])
def test_a_form_of_others_tells_its_columns(name: str) -> None:
    layout = read_layouts()[name]
    assert list(schemas.layout_schema(layout)["properties"]) == list(layout.names)


def test_a_feature_a_plover_event_and_an_envelope_have_the_keys_that_are_told() -> None:
    tables = [read_tables()["events"]]
    assert set(schemas.feature_schema(tables)["required"]) == set(feature(entry_of()) or {})
    assert set(schemas.plover_schema()["required"]) == set(plover_object(entry_of()))
    assert set(schemas.cloud_event_schema("events")["properties"]) == set(cloud_event(entry_of()))


def test_an_envelope_of_a_red_line_has_the_red_line() -> None:
    made = cloud_event(next(entries_of(make_coded(), "red_lines")))
    assert set(schemas.cloud_event_schema("red_lines")["properties"]["data"]["properties"]) == set(made["data"])
