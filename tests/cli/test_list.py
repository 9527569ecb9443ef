"""``linewatch list``: what a store has, filtered, limited and in each form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from linewatch.cli import columns
from tests.cli.conftest import Invoke

KINDS = ["events", "red-lines", "statements"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_the_latest_and_says_so(linewatch: Invoke, store: Path, kind: str) -> None:
    result = linewatch("list", kind, "--db", store)
    assert result.exit_code == 0
    assert result.stdout.count("2031-03-04") == 25
    assert "The latest 25 are shown; --limit N shows more." in result.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_programs_get_everything(linewatch: Invoke, store: Path, kind: str) -> None:
    assert len(linewatch("list", kind, "--db", store, "--format", "jsonl").stdout.splitlines()) == 30
    assert len(json.loads(linewatch("list", kind, "--db", store, "--format", "json").stdout)) == 30


@pytest.mark.parametrize(
    ("kind", "names"), list(zip(KINDS, [columns.EVENT, columns.RED_LINE, columns.STATEMENT], strict=True))
)
def test_csv_fills_its_columns(linewatch: Invoke, store: Path, kind: str, names: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(linewatch("list", kind, "--db", store, "--format", "csv").stdout)))
    assert len(rows) == 30
    assert tuple(rows[0]) == names
    assert len({rows[number][names[0]] for number in range(30)}) == 30


def test_a_limit_is_kept(linewatch: Invoke, store: Path) -> None:
    result = linewatch("list", "events", "--db", store, "--format", "jsonl", "--limit", 3)
    assert len(result.stdout.splitlines()) == 3
    assert "The latest 3 are shown" in result.stderr
    assert "are shown" not in linewatch("list", "events", "--db", store, "--limit", 30).stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--country", "sud"), 30),
        (("--country", "IRN"), 0),
        (("--pair", "SUD-NOR"), 30),
        (("--type", "assault"), 30),
        (("--type", "AID"), 0),
        (("--since", "2031-03-05"), 0),
        (("--until", "2031-03-04"), 30),
    ],
)
def test_filters(linewatch: Invoke, store: Path, options: tuple[str, str], count: int) -> None:
    result = linewatch("list", "events", "--db", store, "--format", "jsonl", *options)
    assert len(result.stdout.splitlines()) == count


def test_a_record_says_which_article_it_rests_on(linewatch: Invoke, store: Path) -> None:
    first = json.loads(linewatch("list", "events", "--db", store, "--format", "jsonl").stdout.splitlines()[0])
    assert first["title"].startswith("Report ")
    assert first["article_id"].startswith("art_")
    assert first["event_type"] == "ASSAULT"


def test_a_store_that_is_not_there_ends_in_5(linewatch: Invoke) -> None:
    result = linewatch("list", "events", "--db", "absent.db")
    assert result.exit_code == 5
    assert result.stderr.startswith("LW401 absent.db: there is no store here")


def test_an_occurrence_is_listed_once_with_the_number_of_its_sources(linewatch: Invoke, watched_store: Path) -> None:
    def found(form: str) -> str:
        return linewatch("list", "events", "--once", "--db", watched_store, "--format", form, "--limit", 30).stdout

    rows = [json.loads(line) for line in found("jsonl").splitlines()]
    assert sorted(row["sources"] for row in rows) == [1, 2, 27]
    assert sorted(row["sources"] for row in csv.DictReader(io.StringIO(found("csv")))) == ["1", "2", "27"]
    assert "and 26 more reports" in " ".join(found("table").split())
    assert "and 1 more report" in " ".join(found("table").split())
