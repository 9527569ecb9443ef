"""``linewatch evaluate``: answers go to the file, figures to standard error, faults end in one coded line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from linewatch import run
from linewatch.cli import app
from tests.evaluation.pipeline import make_pipeline
from tests.evaluation.test_ner import RECORDS
from tests.evaluation.test_treebank import TREEBANK
from tests.factories import TEXT, make_coded

Invoke = Callable[..., Result]


@pytest.fixture
def linewatch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invoke:
    """Return a function that runs ``linewatch ARGUMENTS`` in a folder with two gold files."""
    monkeypatch.setattr(run, "load_pipeline", lambda _: make_pipeline())
    monkeypatch.chdir(tmp_path)
    Path("gold.conllu").write_text(TREEBANK, encoding="utf-8")
    Path("gold.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_parse_writes_conllu_and_prints_figures(linewatch: Invoke) -> None:
    result = linewatch("evaluate", "parse", "--gold", "gold.conllu", "--pred", "out.conllu")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert {line.split()[0]: line.split()[-3:] for line in result.stderr.splitlines()[1:]}["UPOS"] == [
        "14.29",
        "1",
        "7",
    ]
    assert Path("out.conllu").read_text(encoding="utf-8").startswith("# sent_id = border-1\n1\tNorland\tnorland\tNOUN")


def test_ner_maps_types(linewatch: Invoke) -> None:
    arguments = ("--gold", "gold.jsonl", "--pred", "out.jsonl", "--map", "politician=PER,country=LOC")
    result = linewatch("evaluate", "ner", *arguments)
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.stderr.splitlines()[1:]}
    assert rows["all"] == ["50.00", "33.33", "40.00", "1", "2", "3"]
    answers = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert answers[0] == {"id": "a", "entities": [[0, 1, "PER"]]}


def test_a_gold_file_without_labels_is_answered(linewatch: Invoke) -> None:
    Path("bare.jsonl").write_text(json.dumps(RECORDS[2]), encoding="utf-8")
    result = linewatch("evaluate", "ner", "--gold", "bare.jsonl", "--pred", "out.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path("out.jsonl").read_text(encoding="utf-8") == '{"id":"bare","entities":[[0,1,"PER"]]}\n'


def test_the_figures_of_a_task_stand_in_one_table(linewatch: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "load_pipeline", lambda _: make_pipeline(records=make_coded()))
    Path("reports.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "lines": []}), encoding="utf-8")
    result = linewatch("evaluate", "redlines", "--gold", "reports.jsonl", "--pred", "out.jsonl")
    assert result.exit_code == 0
    header, *rows = (line.split() for line in result.stderr.splitlines())
    assert header == ["precision", "recall", "F1", "right", "predicted", "gold", "share", "of"]
    assert rows[:2] == [["detection", "0.00", "0.00", "0.00", "0", "1", "0"], ["silence", "0", "0.00", "1"]]
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["id"] == "a"


def test_given_names_are_asked_where_they_lie(linewatch: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "load_pipeline", lambda _: make_pipeline(records=make_coded()))
    start = TEXT.index("Varna")
    names = [{"start": start, "end": start + 5, "lat": 10.0, "lon": 20.0}, {"start": 0, "end": 3}]
    Path("reports.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "toponyms": names}), encoding="utf-8")
    result = linewatch("evaluate", "places", "--gold-spans", "--gold", "reports.jsonl", "--pred", "out.jsonl")
    assert result.exit_code == 0
    rows = {line[:20].strip(): line.split()[-3:] for line in result.stderr.splitlines()[1:]}
    assert rows["161 km of all"] == ["100.00", "1", "1"]
    assert rows["rightly unanswered"] == ["100.00", "1", "1"]
    answers = json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["toponyms"]
    assert [(name["start"], name["lat"]) for name in sorted(answers, key=lambda name: -name["start"])] == [
        (start, 10.5),
        (0, None),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("ner", "--gold", "gold.jsonl", "--pred", "out", "--gold-spans"), "LW001", 2),
        (("tone", "--gold", "gold.jsonl", "--pred", "out"), "LW001", 2),
        (("ner", "--gold", "gold.jsonl", "--pred", "out", "--map", "PER"), "LW001", 2),
        (("ner", "--gold", "gold.jsonl", "--pred", "no/such/folder/out"), "LW001", 2),
        (("ner", "--gold", "nowhere", "--pred", "out"), "LW101", 4),
        (("ner", "--gold", "gold.conllu", "--pred", "out"), "LW102", 4),
        (("parse", "--gold", "gold.jsonl", "--pred", "out"), "LW102", 4),
    ],
)
def test_a_fault_is_one_coded_line(linewatch: Invoke, arguments: tuple[str, ...], code: str, exit_code: int) -> None:
    result = linewatch("evaluate", *arguments)
    assert result.exit_code == exit_code
    assert result.stderr.startswith(code)
    assert len(result.stderr.splitlines()) == 1
    assert not Path("out").exists()
