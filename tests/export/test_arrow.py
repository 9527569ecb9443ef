"""Arrow, Parquet and GeoParquet, read back by the libraries that people use."""

from __future__ import annotations

import io
import json
import struct
import sys
from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.export import arrow
from linewatch.export.columns import Entry, entries_of, read_tables
from linewatch.records import CodedArticle
from tests.export.events import entry_of
from tests.factories import make_corpus

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

EVENTS = read_tables()["events"]


@pytest.fixture(scope="module")
def corpus() -> list[CodedArticle]:
    return make_corpus(5)


def entries(corpus: list[CodedArticle], table: str = "events") -> list[Entry]:
    return [entry for coded in corpus for entry in entries_of(coded, table)]


def test_the_schema_has_every_column_with_meaning_and_unit() -> None:
    schema = arrow.arrow_schema(EVENTS)
    assert tuple(schema.names) == EVENTS.names
    assert schema.field("contexts").type == pa.list_(pa.string())
    assert schema.field("from_on").type == pa.date32()
    assert schema.field("event_type").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("border_distance_km").metadata[b"unit"] == b"km"
    assert json.loads(schema.metadata[b"linewatch"])["table"] == "events"


@pytest.mark.parametrize("name", list(read_tables()))
def test_parquet_gives_back_every_value(corpus: list[CodedArticle], name: str) -> None:
    table, stream = read_tables()[name], io.BytesIO()
    rows = entries(corpus, name)
    assert arrow.write_parquet(rows, table, stream) == len(rows)
    read = parquet.read_table(io.BytesIO(stream.getvalue())).to_pylist()
    assert [list(row.values()) for row in read] == [table.values(entry) for entry in rows]


def test_batches_are_small_and_nothing_is_lost(corpus: list[CodedArticle], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "BATCH_ROWS", 2)
    batches = list(arrow.arrow_batches(entries(corpus), EVENTS))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]
    assert arrow.arrow_reader(entries(corpus), EVENTS).read_all().num_rows == 5


def test_no_row_is_a_file_still() -> None:
    stream = io.BytesIO()
    assert arrow.write_parquet([], EVENTS, stream) == 0
    assert tuple(parquet.read_table(io.BytesIO(stream.getvalue())).column_names) == EVENTS.names


def test_geoparquet_has_points_boxes_and_metadata(corpus: list[CodedArticle]) -> None:
    stream = io.BytesIO()
    assert arrow.write_geoparquet([*entries(corpus), entry_of(None)], EVENTS, stream) == 5
    table = parquet.read_table(io.BytesIO(stream.getvalue()))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert "GeoNames" in json.loads(table.schema.metadata[b"sources"])["attribution"]
    first = table.slice(0, 1).to_pylist()[0]
    assert struct.unpack("<BIdd", first["geometry"]) == (1, 1, 20.25, 10.5)
    assert first["bbox"] == {"xmin": 20.25, "ymin": 10.5, "xmax": 20.25, "ymax": 10.5}


def test_pandas_reads_it(corpus: list[CodedArticle], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with (tmp_path / "events.parquet").open("wb") as stream:
        arrow.write_parquet(entries(corpus), EVENTS, stream)
    frame = pandas.read_parquet(tmp_path / "events.parquet")
    assert list(frame.columns) == list(EVENTS.names)
    assert frame.event_id.is_unique
    assert frame.from_on[0] == date(2031, 3, 4)


def test_polars_takes_the_stream(corpus: list[CodedArticle]) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(arrow.arrow_reader(entries(corpus), EVENTS))
    assert frame.columns == list(EVENTS.names)
    assert frame["actor_countries"].to_list() == [["NOR"]] * 5


def test_duckdb_reads_it(corpus: list[CodedArticle], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with (tmp_path / "events.parquet").open("wb") as stream:
        arrow.write_parquet(entries(corpus), EVENTS, stream)
    query = (
        f"SELECT count(*), min(border_distance_km) FROM '{tmp_path / 'events.parquet'}' WHERE event_type = 'ASSAULT'"
    )
    assert duckdb.sql(query).fetchall() == [(5, 4.2)]


def test_geopandas_reads_it(corpus: list[CodedArticle], tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    with (tmp_path / "events.parquet").open("wb") as stream:
        arrow.write_geoparquet(entries(corpus), EVENTS, stream)
    frame = geopandas.read_parquet(tmp_path / "events.parquet", bbox=(20, 10, 21, 11))
    assert (len(frame), frame.geometry[0].x, frame.crs.to_string()) == (5, 20.25, "OGC:CRS84")


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"linewatch\[parquet\]"):
        arrow.arrow_schema(EVENTS)
