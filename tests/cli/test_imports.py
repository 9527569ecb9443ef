"""``linewatch import``: event data of others in a store, listed and exported like our own."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Invoke
from tests.ingest.eventfiles.files import ACLED, POLECAT, cells_of, csv_text, lines


def test_events_are_read_listed_and_exported(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text(lines(list(POLECAT), list(POLECAT.values())))
    result = linewatch("import", "polecat", "p.tsv", "--db", "run.db")
    assert result.exit_code == 0
    assert "1 event read; run.db: 1 new, 0 replaced, 0 unchanged" in result.stderr
    listed = json.loads(linewatch("list", "events", "--db", "run.db", "--format", "json", "--pair", "ARM-AZE").stdout)
    assert listed[0]["event_type"] == "ASSAULT"
    assert linewatch("export", "polecat", "--db", "run.db", "--out", "back.tsv").exit_code == 0
    header, row = (line.split("\t") for line in (tmp_path / "back.tsv").read_text().splitlines())
    assert dict(zip(header, row, strict=True))["Actor Country"] == "ARM"
    event_id = listed[0]["event_id"]
    assert linewatch("why", event_id, "--db", "run.db").exit_code == 0


def test_reading_again_changes_nothing(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([ACLED]))
    linewatch("import", "acled", "a.csv", "--db", "run.db")
    assert "0 new, 0 replaced, 1 unchanged" in linewatch("import", "acled", "a.csv", "--db", "run.db").stderr


def test_a_bad_row_ends_in_3_and_a_missing_file_in_4(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([{**ACLED, "event_date": "x"}, ACLED]))
    result = linewatch("import", "acled", "a.csv", "--db", "run.db")
    assert result.exit_code == 3
    assert "LW213 import: event_date 'x' is no date" in result.stderr
    assert "1 event read; 1 set aside" in result.stderr
    assert linewatch("import", "acled", "gone.csv", "--db", "run.db").exit_code == 4
    assert linewatch("import", "icews", "a.csv", "--db", "run.db").exit_code == 2


def test_kinds_that_plover_does_not_have_are_counted(linewatch: Invoke, tmp_path: Path) -> None:
    from tests.ingest.eventfiles.files import GDELT

    (tmp_path / "g.csv").write_text(lines(cells_of({**GDELT, "EventCode": "010"}, "gdelt")))
    result = linewatch("import", "gdelt", "g.csv", "--db", "run.db")
    assert result.exit_code == 0
    assert "0 events read; 1 passed over whose kind PLOVER does not have" in result.stderr
