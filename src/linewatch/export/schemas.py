"""The JSON Schema of one row of an export, written beside it: types, meanings, units, the unique key, the version.

Source: JSON Schema 2020-12. `x-unit`, `x-key`, `x-schema-version` and `x-sources` are our own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from linewatch.export.cloudevents import TYPES
from linewatch.export.columns import Column, Table
from linewatch.export.geography import sources
from linewatch.export.layouts import Layout
from linewatch.records import SCHEMA_VERSION

Schema = dict[str, Any]

_KINDS: dict[str, Schema] = {
    "text": {"type": ["string", "null"]},
    "category": {"type": ["string", "null"]},
    "texts": {"type": "array", "items": {"type": ["string", "null"]}},
    "date": {"type": ["string", "null"], "format": "date"},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": "boolean"},
}
_FLAT: dict[str, Schema] = {**_KINDS, "texts": {"type": ["string", "null"], "x-joined-by": ";"}}
_TEXT: Schema = {"type": ["string", "null"]}
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_NUMBER: Schema = {"type": ["number", "null"]}
_PLOVER_ENTITY = dict.fromkeys(("code", "sector", "entity_text", "identifier_text", "office"), _TEXT)
_PLOVER: Schema = {
    **{name: {"type": ["string", "null"], "format": "date"} for name in ("date", "enddate")},
    "id": {"type": "string"},
    **dict.fromkeys(("event", "mode", "context"), _TEXTS),
    **{
        name: {"type": "array", "items": {"type": "object", "properties": _PLOVER_ENTITY}}
        for name in ("actor", "recipient")
    },
    "event_loc": {"type": ["object", "null"]},
    "event_text": {"type": "string"},
    "quad_code": {"type": "integer", "minimum": 1, "maximum": 4},
    "event_scale": {"type": "number", "minimum": -10, "maximum": 10, "x-unit": "PLOVER scale, -10 to 10"},
    "text": {"type": "string"},
    "text_info": {"type": "object", "x-unit": "code points of the article's text"},
    "cite_info": {"type": "object"},
}


def table_schema(table: Table, *, form: str) -> Schema:
    """Return the schema of a row of a table of records; in a text file lists are joined."""
    kinds = _KINDS if form in ("parquet", "geoparquet") else _FLAT
    schema = _schema(form, table.name, table.about, table.key, _properties(table.columns, kinds))
    if form == "geoparquet":
        schema["properties"] |= {"geometry": {"x-type": "WKB point"}, "bbox": {"type": "object"}}
    return schema


def layout_schema(layout: Layout) -> Schema:
    """Return the schema of a row of a form of others."""
    return _schema(layout.name, "events", layout.about, layout.key, _properties(layout.columns, _FLAT))


def feature_schema(tables: Sequence[Table]) -> Schema:
    """Return the schema of a GeoJSON feature of any of the tables."""
    kinds = [_properties(table.columns, _FLAT) for table in tables]
    properties: Schema = {
        "type": {"const": "Feature"},
        "id": {"type": "string"},
        "geometry": {"type": "object"},
        "properties": {"anyOf": [{"type": "object", "properties": one, "required": list(one)} for one in kinds]},
    }
    about = "A GeoJSON feature of each event with a point and of each mention of a place."
    name = "_and_".join(table.name for table in tables)
    return _schema("geojson", name, about, ("id",), properties)


def plover_schema() -> Schema:
    """Return the schema of an event in PLOVER's JSON."""
    return _schema("plover-json", "events", "Events in the JSON form of the PLOVER manual.", ("id",), _PLOVER)


def cloud_event_schema(table: str) -> Schema:
    """Return the schema of a CloudEvent that carries a record of a table."""
    kind, name = next((kind, name) for kind, (name, _) in TYPES.items() if f"{name}s" == table)
    (record,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    data = {
        "type": "object",
        "properties": {"article": {"type": "object"}, name: record},
        "required": ["article", name],
    }
    properties: Schema = {
        "specversion": {"const": "1.0"},
        "type": {"const": f"org.linewatch.{name}.coded.v{SCHEMA_VERSION}"},
        "source": {"type": "string", "format": "uri-reference"},
        "id": {"type": "string"},
        "datacontenttype": {"const": "application/json"},
        "data": data,
    }
    schema = _schema("cloudevents", table, "CloudEvents 1.0, each with one record.", ("source", "id"), properties)
    schema["properties"]["time"] = {"type": "string", "format": "date-time"}
    return {**schema, "$defs": parts}


def _schema(form: str, table: str, about: str, key: Sequence[str], properties: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:linewatch:export:{form}:{table}:{SCHEMA_VERSION}",
        "title": f"linewatch {form} {table}",
        "description": about,
        "x-schema-version": SCHEMA_VERSION,
        "x-key": list(key),
        "x-sources": sources(),
        "type": "object",
        "required": list(properties),
        "properties": dict(properties),
    }


def _properties(columns: Sequence[Column], kinds: dict[str, Schema]) -> Schema:
    return {
        column.name: {
            **kinds[column.kind],
            "description": column.meaning,
            **({"x-unit": column.unit} if column.unit else {}),
        }
        for column in columns
    }
