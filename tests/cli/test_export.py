"""``linewatch export``: filters, forms, and what is said."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from linewatch.store import Store
from tests.cli.conftest import Invoke


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", ["events", "statements", "red_lines", "places", "times", "articles"])
def test_every_table_is_written_with_its_schema(linewatch: Invoke, store: Path, tmp_path: Path, table: str) -> None:
    result = linewatch("export", "csv", "--db", store, "--out", "out.csv", "--table", table)
    assert result.exit_code == 0
    assert "out.csv: 30 rows" in result.stderr
    schema = json.loads((tmp_path / "out.csv.schema.json").read_text("utf-8"))
    rows = rows_of(tmp_path / "out.csv")
    assert list(rows[0]) == list(schema["properties"])
    assert len({tuple(row[name] for name in schema["x-key"]) for row in rows}) == 30


def test_an_event_has_its_place(linewatch: Invoke, store: Path, tmp_path: Path) -> None:
    linewatch("export", "csv", "--db", store, "--out", "out.csv")
    assert {row["place_name"] for row in rows_of(tmp_path / "out.csv")} == {"Varna"}


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--pair", "sud-nor"], 30),
        (["--pair", "SUD-ARM"], 0),
        (["--country", "NOR"], 30),
        (["--type", "assault"], 30),
        (["--type", "AID"], 0),
        (["--since", "2031-03-05"], 0),
        (["--until", "2031-03-04"], 30),
        (["--table", "articles", "--since", "2031-01-21"], 10),
        (["--table", "places", "--until", "2031-01-10"], 10),
        (["--table", "statements", "--country", "ARM"], 0),
        (["--table", "red_lines", "--country", "SUD"], 30),
    ],
)
def test_filters(linewatch: Invoke, store: Path, tmp_path: Path, arguments: list[str], count: int) -> None:
    assert linewatch("export", "csv", "--db", store, "--out", "out.csv", *arguments).exit_code == 0
    assert len(rows_of(tmp_path / "out.csv")) == count


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["gdelt", "--table", "places"],
        ["csv", "--table", "places", "--pair", "SUD-NOR"],
        ["csv", "--table", "statements", "--type", "AID"],
        ["geojson", "--country", "SUD"],
    ],
)
def test_what_has_no_meaning_is_refused(linewatch: Invoke, store: Path, tmp_path: Path, arguments: list[str]) -> None:
    result = linewatch("export", *arguments, "--db", store, "--out", "out.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("LW001 export: ")
    assert not (tmp_path / "out.csv").exists()


def test_geojson_has_events_and_places(linewatch: Invoke, store: Path, tmp_path: Path) -> None:
    assert linewatch("--quiet", "export", "geojson", "--db", store, "--out", "out.geojson").stderr == ""
    made = json.loads((tmp_path / "out.geojson").read_text("utf-8"))
    assert len(made["features"]) == 60


def test_what_a_form_has_no_row_for_is_counted(linewatch: Invoke, tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.factories import make_coded

    coded = make_coded()
    with Store.open(tmp_path / "run.db", create=True) as opened:
        opened.save([replace(coded, events=(replace(coded.events[0], modality="negated"),))])
    result = linewatch("export", "gdelt", "--db", "run.db", "--out", "out.csv")
    assert "out.csv: 0 rows; 1 left out that the form has no row for" in result.stderr


def test_a_store_that_is_not_there_is_told(linewatch: Invoke) -> None:
    assert linewatch("export", "csv", "--db", "no.db", "--out", "out.csv").exit_code == 5
