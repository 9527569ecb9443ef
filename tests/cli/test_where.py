"""``linewatch where``: names in a text with their places and borders, in each form."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy

from linewatch import run
from linewatch.cli.where import COLUMNS
from linewatch.run import Pipeline
from tests.cli.conftest import Invoke

TEXT = "Soldiers shelled a village near Kapan, a border town of the south, and left for Qwxyz."


@pytest.fixture
def where(linewatch: Invoke, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Return the program with a model that knows two names of places."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": name} for name in ("Kapan", "Qwxyz")])
    monkeypatch.setattr(run, "load_pipeline", lambda _: replace(pipeline, nlp=nlp))
    return linewatch


def test_the_table_has_the_border_and_what_is_unknown(where: Invoke) -> None:
    result = where("where", TEXT)
    assert result.exit_code == 0
    header, kapan, unknown = result.stdout.splitlines()
    assert header.split()[-2:] == ["km", "score"]
    assert "ARM-AZE" in kapan
    assert unknown.split() == ["Qwxyz", "unknown"]


def test_json_has_the_record_or_null(where: Invoke) -> None:
    kapan, unknown = json.loads(where("where", "-", "--format", "json", input=TEXT).stdout)
    assert kapan["span"] == {"start": TEXT.index("Kapan"), "end": TEXT.index("Kapan") + 5, "text": "Kapan"}
    assert (kapan["place"]["country"], kapan["place"]["border"]["countries"]) == ("ARM", ["ARM", "AZE"])
    assert unknown["place"] is None


def test_csv_has_a_row_a_name(where: Invoke) -> None:
    rows = list(csv.DictReader(io.StringIO(where("where", TEXT, "--format", "csv").stdout)))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["text"], row["country"], row["border"]) for row in rows] == [
        ("Kapan", "ARM", "ARM-AZE"),
        ("Qwxyz", "", ""),
    ]


def test_a_text_without_places_gives_nothing(where: Invoke) -> None:
    assert json.loads(where("where", "Nothing happened.", "--format", "json").stdout) == []


def test_a_map_is_drawn_beside_the_output(where: Invoke, tmp_path: Path) -> None:
    result = where("where", TEXT, "--map", "map.svg", "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "Kapan" in ElementTree.parse(tmp_path / "map.svg").getroot()[0].text


def test_without_a_place_there_is_no_map(where: Invoke, tmp_path: Path) -> None:
    result = where("where", "Nothing happened.", "--map", "map.svg", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (3, [])
    assert "LW211" in result.stderr
    assert not (tmp_path / "map.svg").exists()
