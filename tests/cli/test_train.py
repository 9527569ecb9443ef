"""``linewatch train``: what was learned goes to the file, figures to standard error, faults end in one coded line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from linewatch import run
from linewatch.cli import app
from linewatch.language.heads import SHIPPED, read_heads
from linewatch.language.model import model_folder
from linewatch.language.relations import Answer
from linewatch.settings import Settings
from tests.fitting.tables import make_ontology

Invoke = Callable[..., Result]
Ranges = tuple[tuple[int, int], ...]
VERBS = {"inspected": "INSPECT", "thanked": "SUPPORT", "met": "none"}
ARGUMENTS = ("train", "--gold", "pairs.jsonl", "--out", "mine.npz")


@dataclass(frozen=True)
class FakePipeline:
    """A pipeline whose reader sees the second word of a text, and cannot read what is long."""

    settings: Settings

    @property
    def knowledge(self) -> Any:
        return SimpleNamespace(ontology=make_ontology())

    def read_pair(self, text: str, source: Ranges, target: Ranges) -> Answer | None:
        assert source == ((0, 7),)
        assert text[slice(*target[0])] == "Sudia"
        if text.startswith("Norland and"):
            return None
        seed = int(hashlib.sha256(text.split()[1].encode()).hexdigest()[:8], 16)
        heads = read_heads(model_folder() / SHIPPED)
        return Answer(np.random.default_rng(seed).normal(0, 1, heads.parts["kind"].weight.shape[1]), heads)


def make_pairs(number: int = 8) -> list[dict[str, str]]:
    return [
        {"text": f"Norland {verb} Sudia on day {day}.", "source": "Norland", "target": "Sudia", "type": label}
        for verb, label in VERBS.items()
        for day in range(number)
    ]


def write(*pairs: dict[str, str]) -> None:
    Path("pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")


@pytest.fixture
def linewatch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invoke:
    """Return a function that runs ``linewatch ARGUMENTS`` in a folder with labelled pairs."""
    monkeypatch.setattr(run, "load_pipeline", FakePipeline)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    write(*make_pairs())
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_figures_are_told_and_the_file_is_written(linewatch: Invoke) -> None:
    result = linewatch(*ARGUMENTS)
    assert (result.exit_code, result.stdout) == (0, "")
    header, *rows, last = (line.split() for line in result.stderr.splitlines())
    assert header == ["before", "after", "held", "out"]
    assert {row[0]: row[-2:] for row in rows}["INSPECT"] == ["100.00", "2"]
    assert [row[0] for row in rows] == ["accuracy", "macro", "INSPECT", "NONE", "SUPPORT"]
    heads = read_heads(Path("mine.npz"))
    assert last[:3] == ["mine.npz:", "relations", heads.version]
    assert heads.classes["INSPECT"] == ("INSPECT", "", "")


def test_the_file_of_the_settings_may_be_the_one_to_be_made(linewatch: Invoke) -> None:
    Path("linewatch.toml").write_text('relations = "mine.npz"\n')
    assert linewatch(*ARGUMENTS).exit_code == 0
    first = Path("mine.npz").read_bytes()
    assert linewatch("--quiet", *ARGUMENTS).stderr == ""
    assert Path("mine.npz").read_bytes() == first


def test_nothing_is_measured_where_nothing_is_held_out(linewatch: Invoke) -> None:
    result = linewatch(*ARGUMENTS, "--held-out", "0", "--rounds", "5", "--seed", "3")
    assert (result.exit_code, len(result.stderr.splitlines())) == (0, 1)


def test_what_cannot_be_read_is_left_out_and_said(linewatch: Invoke) -> None:
    long = {"text": "Norland and Sudia", "source": "Norland", "target": "Sudia", "type": "none"}
    write(*make_pairs(), long)
    assert "from 24 pairs; 1 left out" in linewatch(*ARGUMENTS).stderr


@pytest.mark.parametrize(
    ("pairs", "arguments", "code", "exit_code"),
    [
        (make_pairs(2), (), "LW104 pairs.jsonl: 6 labelled pairs are too few", 4),
        ([*make_pairs(), {**make_pairs()[0], "type": "SHELL"}], (), "LW102 pairs.jsonl:25", 4),
        (make_pairs(), ("--gold", "nowhere"), "LW101 nowhere", 4),
        (make_pairs(), ("--out", "no/folder/mine.npz"), "LW001 --out", 2),
        (make_pairs(), ("--out", "."), "LW001 --out", 2),
    ],
)
def test_a_fault_is_one_coded_line(
    linewatch: Invoke, pairs: list[dict[str, str]], arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    write(*pairs)
    result = linewatch(*ARGUMENTS, *arguments)
    assert result.exit_code == exit_code
    assert result.stderr.startswith(code)
    assert len(result.stderr.splitlines()) == 1
    assert not Path("mine.npz").exists()


@pytest.mark.parametrize("arguments", [("--held-out", "1"), ("--rounds", "0"), ("--seed", "-1")])
def test_a_number_out_of_range_is_wrong_usage(linewatch: Invoke, arguments: tuple[str, ...]) -> None:
    assert linewatch(*ARGUMENTS, *arguments).exit_code == 2
