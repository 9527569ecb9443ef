"""The example of the manual, with the real reader: it is trained on, put to use, and stamped on what is coded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from linewatch.cli import app
from linewatch.fitting import Vocabulary, read_labelled
from linewatch.language.heads import SHIPPED, read_heads
from linewatch.language.model import model_folder
from linewatch.run import load_pipeline
from linewatch.settings import read_settings

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "own-words.md").read_text(encoding="utf-8")
SETTINGS = re.search(r'^```toml\n(ontology = .*?\nrelations = "my-relations.npz"\n)```', MANUAL, re.MULTILINE)
TYPES = re.search(r"^```toml\n# types.toml\n(.*?)^```", MANUAL, re.DOTALL | re.MULTILINE)
PAIRS = re.search(r'^```\n(\{"text.*?)^```', MANUAL, re.DOTALL | re.MULTILINE)


def test_the_example_of_the_manual_trains_a_layer_that_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SETTINGS
    assert TYPES
    monkeypatch.chdir(tmp_path)
    Path("linewatch.toml").write_text(SETTINGS.group(1))
    Path("types.toml").write_text(TYPES.group(1))
    gold = str(ROOT / "examples" / "labelled_pairs.jsonl")
    result = CliRunner().invoke(app, ["train", "--gold", gold, "--out", "my-relations.npz"])
    assert (result.exit_code, result.stdout) == (0, "")
    rows = {line.split()[0] for line in result.stderr.splitlines()[1:]}
    assert {"accuracy", "macro", "ACCUSE", "AID", "INSPECT", "NONE", "YIELD"} < rows
    pipeline = load_pipeline(read_settings())
    heads = read_heads(Path("my-relations.npz"))
    assert pipeline.models["relations"] == heads.version
    assert heads.version.startswith(f"{read_heads(model_folder() / SHIPPED).version}+")
    text = "Danish inspectors boarded two Swedish trawlers off Bornholm on Monday to measure their nets."
    answer = pipeline.read_pair(text, [(0, 17)], [(26, 46)])
    assert answer is not None
    assert max(answer.kinds, key=lambda kind: answer.kinds[kind]) == "INSPECT"
    assert {"AID/veterinary", "AID/"} <= set(heads.parts["mode"].labels)


def test_the_lines_of_the_manual_are_labelled_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PAIRS
    assert TYPES
    monkeypatch.chdir(tmp_path)
    Path("types.toml").write_text(TYPES.group(1))
    Path("pairs.jsonl").write_text(PAIRS.group(1).replace('"mode"', '"unread"'))
    ontology = load_pipeline(read_settings(ontology="types.toml")).knowledge.ontology
    pairs = read_labelled(Path("pairs.jsonl"), Vocabulary.of(read_heads(model_folder() / SHIPPED), ontology))
    assert [pair.label for pair in pairs] == ["INSPECT", "AID", "YIELD", "NONE"]
