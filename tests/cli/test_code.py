"""``linewatch code``: each form of output, what is set aside, and what is kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from linewatch import run
from linewatch.cli import columns
from linewatch.coding import read_knowledge
from linewatch.records import from_json
from linewatch.run import Pipeline
from linewatch.settings import Settings
from linewatch.store import Store
from tests.cli.conftest import Invoke
from tests.factories import TEXT


def test_the_table_shows_red_lines_first(linewatch: Invoke, report: Path) -> None:
    result = linewatch("code", report)
    assert result.exit_code == 0
    places = [result.stdout.index(name) for name in ("Red lines 1", "Events 1", "Statements 1")]
    assert places == sorted(places)
    assert "ASSAULT heavy-weapons" in result.stdout
    assert "NOR MIL → SUD" in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


def test_json_lines_are_the_records_themselves(linewatch: Invoke, report: Path) -> None:
    result = linewatch("code", report, "--format", "jsonl", "--date", "2031-03-05", "--publisher", "The Ilm Post")
    [line] = result.stdout.splitlines()
    coded = from_json(line)
    assert coded.article.text == TEXT
    assert coded.events
    assert (str(coded.article.published_on), coded.article.publisher) == ("2031-03-05", "The Ilm Post")


def test_json_is_one_document(linewatch: Invoke, report: Path) -> None:
    assert len(json.loads(linewatch("code", report, "--format", "json").stdout)) == 1


def test_json_of_nothing_is_an_empty_list(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert json.loads(linewatch("code", tmp_path / "folder", "--format", "json").stdout) == []


def test_csv_has_a_row_an_event(linewatch: Invoke, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(linewatch("code", report, "--format", "csv").stdout)))
    assert list(rows[0]) == list(columns.EVENT)
    assert (rows[0]["event_type"], rows[0]["actor_countries"], rows[0]["border"]) == ("ASSAULT", "NOR", "NOR-SUD")
    assert TEXT[int(rows[0]["start"]) : int(rows[0]["end"])] == rows[0]["evidence"]


def test_csv_has_the_same_columns_without_any_event(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "dull.txt").write_text("Nothing at all happened in the village of Varna on that long grey day.")
    assert linewatch("code", tmp_path / "dull.txt", "--format", "csv").stdout == ",".join(columns.EVENT) + "\n"


def test_output_goes_to_a_file(linewatch: Invoke, report: Path, tmp_path: Path) -> None:
    result = linewatch("code", report, "--format", "jsonl", "--out", tmp_path / "coded.jsonl")
    assert result.stdout == ""
    assert from_json((tmp_path / "coded.jsonl").read_bytes()).events


def test_a_file_that_cannot_be_written_is_a_usage_error(linewatch: Invoke, report: Path, tmp_path: Path) -> None:
    result = linewatch("code", report, "--out", tmp_path / "nowhere" / "coded.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("LW001 ")


def test_a_refused_document_is_told_and_the_others_are_coded(linewatch: Invoke, report: Path, tmp_path: Path) -> None:
    (tmp_path / "poison.txt").write_text("POISON was found in the wells of the village, people of Varna said.")
    result = linewatch("code", tmp_path / "poison.txt", report, "--format", "jsonl")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("LW208 coding: the text took longer than the limit")


def test_a_path_that_is_not_there_ends_in_4(linewatch: Invoke, report: Path, tmp_path: Path) -> None:
    result = linewatch("code", tmp_path / "absent.txt", report, "--format", "jsonl")
    assert result.exit_code == 4
    assert "LW101" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_store_keeps_the_records_and_the_second_run_adds_none(
    linewatch: Invoke, report: Path, tmp_path: Path
) -> None:
    path = tmp_path / "run.db"
    assert "1 new, 0 replaced, 0 unchanged" in linewatch("code", report, "--db", path).stderr
    with Store.open(path) as store:
        before = store.digest()
        assert store.counts()["events"] == 1
    assert "0 new, 0 replaced, 1 unchanged" in linewatch("code", report, "--db", path).stderr
    with Store.open(path) as store:
        assert store.digest() == before


def test_a_resumed_run_goes_on_from_its_store(linewatch: Invoke, report: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "run.db")
    assert "1 article coded" in linewatch("code", str(report), "--db", db, "--resume").stderr
    assert "1 left out, coded before" in linewatch("code", str(report), "--db", db, "--resume").stderr
    assert linewatch("code", str(report), "--resume").exit_code == 2


def test_another_file_is_not_taken_for_a_store(linewatch: Invoke, report: Path) -> None:
    result = linewatch("code", report, "--db", report)
    assert result.exit_code == 5
    assert result.stderr.startswith("LW402 ")


def test_quiet_says_nothing_but_data(linewatch: Invoke, report: Path) -> None:
    result = linewatch("--quiet", "code", report, "--format", "jsonl")
    assert result.stderr == ""
    assert result.stdout


def test_fields_of_a_corpus_are_named(linewatch: Invoke, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"body": TEXT, "headline": "Varna"}) + "\n")
    result = linewatch(
        "code", tmp_path / "corpus.jsonl", "--field", "text=body", "--field", "title=headline", "--format", "jsonl"
    )
    assert from_json(result.stdout).article.title == "Varna"


@pytest.mark.parametrize("pair", ["text", "text=", "=body"])
def test_a_field_without_a_key_is_a_usage_error(linewatch: Invoke, report: Path, pair: str) -> None:
    result = linewatch("code", report, "--field", pair)
    assert result.exit_code == 2
    assert "write it as text=body" in result.stderr


def test_a_wrong_setting_is_a_usage_error(linewatch: Invoke, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEWATCH_THREADS", "many")
    result = linewatch("code", report)
    assert result.exit_code == 2
    assert result.stderr.startswith("LW002 ")


def test_standard_input_is_a_source(linewatch: Invoke) -> None:
    result = linewatch("code", "-", "--format", "jsonl", input=TEXT)
    assert from_json(result.stdout).events


def test_the_users_own_actors_reach_the_pipeline(
    linewatch: Invoke, report: Path, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline
) -> None:
    seen: list[Settings] = []
    monkeypatch.setattr(run, "load_pipeline", lambda settings: seen.append(settings) or pipeline)
    assert linewatch("code", report, "--actors", "one.txt", "--actors", "two.toml").exit_code == 0
    Path("linewatch.toml").write_text('actors = "three.txt"\n')
    assert linewatch("code", report).exit_code == 0
    assert [settings.actors for settings in seen] == [(Path("one.txt"), Path("two.toml")), (Path("three.txt"),)]


def test_a_wrong_line_of_the_users_own_ends_the_run(
    linewatch: Invoke, report: Path, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline
) -> None:
    def load_pipeline(settings: Settings) -> Pipeline:
        read_knowledge(settings)
        return pipeline

    monkeypatch.setattr(run, "load_pipeline", load_pipeline)
    Path("own.txt").write_text("SAROVIA [SRV]\nVELL\n")
    result = linewatch("code", report, "--actors", "own.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "LW305 own.txt:2: 'VELL' has no code; add one in brackets, such as [USAGOV]\n"
