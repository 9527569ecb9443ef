"""Tables of records in Arrow: batches, Parquet files and GeoParquet 1.1. Needs pyarrow, the extra ``parquet``.

The schema of a table comes from its columns; lists are Arrow lists, days date32, categories dictionaries. Batches are
made one after another, so that a long table is never whole in memory.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from linewatch.errors import UsageError
from linewatch.export.columns import Column, Entry, Table
from linewatch.export.geography import Point, point_of, sources
from linewatch.records import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 8_192

_POINT = struct.Struct("<BIdd")  # WKB: little endian, type, x, y
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {
        "geometry": {
            "encoding": "WKB",
            "geometry_types": ["Point"],
            "covering": {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}},
        }
    },
}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with meanings and units as metadata of its fields.

    Raises:
        UsageError: LW001 pyarrow is not installed.
    """
    pa = import_arrow()
    types = {
        "text": pa.string(),
        "category": pa.dictionary(pa.int32(), pa.string()),
        "texts": pa.list_(pa.string()),
        "date": pa.date32(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    fields = [pa.field(column.name, types[column.kind], metadata=_notes(column)) for column in table.columns]
    return pa.schema(
        fields, metadata={"linewatch": json.dumps({"table": table.name, "schema_version": SCHEMA_VERSION})}
    )


def arrow_batches(entries: Iterable[Entry], table: Table) -> Iterator[pa.RecordBatch]:
    """Yield the table in batches of some thousand rows.

    Raises:
        UsageError: LW001 pyarrow is not installed.
    """
    schema = arrow_schema(table)
    for held in _chunks(entries):
        yield _batch(held, table, schema)


def arrow_reader(entries: Iterable[Entry], table: Table) -> pa.RecordBatchReader:
    """Return the table as a stream of batches, which has ``__arrow_c_stream__``.

    Raises:
        UsageError: LW001 pyarrow is not installed.
    """
    return import_arrow().RecordBatchReader.from_batches(arrow_schema(table), arrow_batches(entries, table))


def write_parquet(entries: Iterable[Entry], table: Table, stream: IO[bytes]) -> int:
    """Write a table as Parquet and return how many rows it has.

    Raises:
        UsageError: LW001 pyarrow is not installed.
    """
    return _write(arrow_batches(entries, table), arrow_schema(table), stream)


def write_geoparquet(entries: Iterable[Entry], table: Table, stream: IO[bytes]) -> int:
    """Write those rows of a table that have a point as GeoParquet 1.1 and return how many there are.

    Raises:
        UsageError: LW001 pyarrow is not installed.
    """
    pa, plain = import_arrow(), arrow_schema(table)
    box = pa.struct([(side, pa.float64()) for side in ("xmin", "ymin", "xmax", "ymax")])
    notes = {**plain.metadata, "geo": json.dumps(_GEO), "sources": json.dumps(sources(), ensure_ascii=False)}
    schema = plain.append(pa.field("geometry", pa.binary())).append(pa.field("bbox", box)).with_metadata(notes)
    return _write(_located(entries, table, plain, schema), schema, stream)


def import_arrow() -> Any:
    """Return pyarrow with its Parquet half.

    Raises:
        UsageError: LW001 it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("LW001", 'needs pyarrow; pip install "linewatch[parquet]" brings it', "arrow") from error
    return pyarrow


def _located(entries: Iterable[Entry], table: Table, plain: pa.Schema, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for held in _chunks(entry for entry in entries if point_of(entry)):
        batch = _batch(held, table, plain)
        points: list[Point] = [point for point in map(point_of, held) if point]
        shapes = [_POINT.pack(1, 1, lon, lat) for lon, lat in points]
        boxes = [{"xmin": lon, "ymin": lat, "xmax": lon, "ymax": lat} for lon, lat in points]
        pa = import_arrow()
        columns = [*batch.columns, pa.array(shapes, pa.binary()), pa.array(boxes, schema.field("bbox").type)]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _batch(held: list[Entry], table: Table, schema: pa.Schema) -> pa.RecordBatch:
    pa = import_arrow()
    columns = zip(*(table.values(entry) for entry in held), strict=True)
    arrays = [_array(pa, values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(pa: Any, values: tuple[Any, ...], kind: Any) -> Any:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)


def _write(batches: Iterator[pa.RecordBatch], schema: pa.Schema, stream: IO[bytes]) -> int:
    count = 0
    with import_arrow().parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while held := list(islice(rest, BATCH_ROWS)):
        yield held


def _notes(column: Column) -> dict[str, str]:
    return {"meaning": column.meaning, **({"unit": column.unit} if column.unit else {})}
