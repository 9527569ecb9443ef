"""Every profile writes a whole file with its schema, the same bytes each time, and says what it left out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.export.columns import Entry, entries_of
from linewatch.export.profiles import PROFILES, check_profile, export_entries, schema_path
from tests.factories import make_corpus

CORPUS = make_corpus(4)
CASES = [(name, table) for name, profile in PROFILES.items() for table in profile.tables]


def entries(tables: tuple[str, ...]) -> Iterator[Entry]:
    return (entry for table in tables for coded in CORPUS for entry in entries_of(coded, table))


def export(name: str, path: Path, table: str | None = None) -> None:
    tables = check_profile(name, table)
    done = export_entries(name, tables, entries(tables), path)
    assert done.rows == 4 * len(tables)
    assert done.left_out == 0


@pytest.mark.parametrize(("name", "table"), CASES)
def test_the_same_records_are_the_same_bytes(name: str, table: str, tmp_path: Path) -> None:
    if PROFILES[name].is_binary:
        pytest.importorskip("pyarrow")
    one, other = tmp_path / "one", tmp_path / "other"
    export(name, one, table)
    export(name, other, table)
    assert one.read_bytes() == other.read_bytes()
    assert json.loads(schema_path(one).read_text("utf-8"))["x-schema-version"] == "2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "one.schema.json", "other", "other.schema.json"]


def test_polecat_has_a_header_and_gdelt_has_none(tmp_path: Path) -> None:
    export("polecat", tmp_path / "p.tsv")
    export("gdelt", tmp_path / "g.csv")
    polecat = [line.split("\t") for line in (tmp_path / "p.tsv").read_text("utf-8").splitlines()]
    gdelt = [line.split("\t") for line in (tmp_path / "g.csv").read_text("utf-8").splitlines()]
    assert (len(polecat), polecat[0][0], {len(row) for row in polecat}) == (5, "Event ID", {40})
    assert (len(gdelt), {len(row) for row in gdelt}) == (4, {61})
    assert len({row[0] for row in gdelt}) == 4


def test_pandas_and_polars_read_polecat(tmp_path: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    export("polecat", tmp_path / "p.tsv")
    frame = pandas.read_csv(tmp_path / "p.tsv", sep="\t")
    assert frame.shape == (4, 40)
    assert frame["Event ID"].is_unique
    assert polars.read_csv(tmp_path / "p.tsv", separator="\t")["Latitude"].to_list() == [10.5] * 4


def test_acled_is_read_by_the_csv_module(tmp_path: Path) -> None:
    export("acled", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["event_type"] for row in rows} == {"Explosions/Remote violence"}


def test_lines_of_json_are_objects_with_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("plover-json", "cloudevents"):
        export(name, tmp_path / name)
        made = [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]
        assert len({one["id"] for one in made}) == 4


def test_geopandas_reads_geojson(tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    export("geojson", tmp_path / "e.geojson")
    frame = geopandas.read_file(tmp_path / "e.geojson")
    assert len(frame) == 8
    assert (frame.geometry[0].x, frame.geometry[0].y) == (20.25, 10.5)


@pytest.mark.parametrize("name", ["polecat", "gdelt", "acled"])
def test_forms_without_modality_leave_out_what_did_not_happen(name: str, tmp_path: Path) -> None:
    denied = [replace(entry, record=replace(entry.record, modality="negated")) for entry in entries(("events",))]
    done = export_entries(name, ("events",), [*denied, *entries(("events",))], tmp_path / "out")
    assert done == (4, 4)


@pytest.mark.parametrize(("name", "table"), [("nothing", None), ("polecat", "places"), ("csv", "event")])
def test_wrong_names_are_refused_before_anything_is_read(name: str, table: str | None) -> None:
    with pytest.raises(UsageError, match="use "):
        check_profile(name, table)


def test_a_failure_on_the_way_leaves_the_old_file_alone(tmp_path: Path) -> None:
    def failing() -> Iterator[Entry]:
        yield from entries(("events",))
        raise KeyboardInterrupt

    path = tmp_path / "events.csv"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        export_entries("csv", ("events",), failing(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        export_entries("csv", ("events",), [], tmp_path / "no" / "events.csv")
