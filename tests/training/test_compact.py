"""Compact graphs answer what the graphs that they are made of answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch")
onnx = pytest.importorskip("onnx", reason="training needs onnx")

import onnxruntime  # noqa: E402
from training.compact.kinds import compact  # noqa: E402
from training.quantise import quantise_graph  # noqa: E402
from training.readers.backbone import Backbone  # noqa: E402
from training.readers.embedding import read_tables  # noqa: E402
from training.relations import export as relations_export  # noqa: E402
from training.relations.network import Reader  # noqa: E402
from training.roles import export as roles_export  # noqa: E402
from training.roles.examples import Schema  # noqa: E402
from training.roles.network import RoleReader  # noqa: E402

from linewatch.language.model import model_folder  # noqa: E402

SHORT, LONG = 5, 9
"""The pieces of the two sentences."""
WORDS = np.array([[0, 1, 3, 0, 0], [0, 1, 2, 4, 7]])
WIDTH = 384


def _both(plain: Path) -> tuple[Any, Any]:
    """Return sessions of a graph in whole numbers, as it is and compact."""
    quantised = plain.with_suffix(".int8.onnx")
    quantise_graph(plain, quantised, reduce_range=True, kind="s8")
    model = onnx.load(quantised)
    return tuple(
        onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
        for graph in (model, compact(model))
    )


def _texts() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(3)
    embedded = chance.normal(size=(2, LONG, WIDTH)).astype(np.float32)
    mask = np.ones((2, LONG), np.int64)
    mask[0, SHORT:] = 0
    return {"embedded": embedded, "attention_mask": mask, "word_index": WORDS}


def _backbone(marks: int) -> Backbone:
    torch.manual_seed(5)
    backbone = Backbone("small", marks, read_tables(model_folder() / "encoder.onnx"), layers=4)
    with torch.no_grad():
        for weights in backbone.parameters():  # norms begin all alike, and an export would share their weights
            weights += 0.02 * torch.randn_like(weights)
    return backbone


def _is_near(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and float(np.abs(one - other).mean()) < 0.03 * float(np.abs(one).mean())


def test_relations_are_read_from_marked_words_alone(tmp_path: Path) -> None:
    relations_export.export_graph(Reader(_backbone(3)), tmp_path / "relations.onnx")
    plain, small = _both(tmp_path / "relations.onnx")
    marks = np.zeros((3, 5, 3), np.float32)
    marks[0, 1, 0] = marks[0, 2, 1] = marks[1, 2:4, 0] = marks[1, 4, 2] = 1  # the third question has no marks
    feed = _texts() | {"sentence": np.array([0, 1, 1]), "marks": marks}
    assert _is_near(plain.run(["features"], feed)[0], small.run(["features"], feed)[0])


def test_roles_and_classes_are_those_of_the_words(tmp_path: Path) -> None:
    reader = RoleReader(_backbone(1), Schema(("cue", "source"), {"line": ("yes", "no")}))
    read, answer = (_both(path) for path in roles_export.export_graphs(reader.eval(), tmp_path, "test"))
    texts = _texts() | {"sentences": np.repeat([[0], [1]], LONG, axis=1)}
    states = [session.run(["states"], texts)[0] for session in read]
    is_word = (WORDS > 0) | (np.arange(5) == 0)
    assert _is_near(states[0][is_word], states[1][is_word])
    marks = np.zeros((3, 5, 1), np.float32)
    marks[1, 2] = marks[2, 3:] = 1
    feed = {"states": states[0], "word_index": WORDS, "text": np.array([0, 0, 1]), "marks": marks}
    roles, line = zip(*(session.run(["roles", "line"], feed) for session in answer), strict=True)
    asked = is_word[feed["text"]]
    assert _is_near(roles[0][asked], roles[1][asked])
    assert _is_near(*line)


def test_what_is_compact_stays_as_it_is() -> None:
    model = onnx.load(model_folder() / "attribution-read.onnx")
    assert compact(model) is model


def test_an_unknown_graph_is_refused() -> None:
    graph = onnx.helper.make_graph([], "other", [], [])
    with pytest.raises(ValueError, match="no graph that ships"):
        compact(onnx.helper.make_model(graph))
