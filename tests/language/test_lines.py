"""What the reader of red lines is asked and how its scores become answers, with graphs that are made up."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from linewatch.language import load
from linewatch.language.lines import LineReader
from linewatch.language.roles import Text

TEXT = "Oslo spoke on Monday. Any ship that enters Norwegian waters will be sunk, the navy said. It rained."
CLASSES = {"line": ["no", "yes"], "line type": ["a", "b"]}
CARD = {"labels": {"lines": {"roles": ["trigger", "declarer"], "classes": CLASSES}}}


class MadeUp:
    """Finds a red line in each sentence that is marked, and its words in the marked ones."""

    def read(self, texts: Sequence[Text]) -> tuple[Any, Any]:
        words = max(len(text.word_index) for text in texts)
        return np.zeros((len(texts), words, 4), np.float32), np.zeros((len(texts), words), np.int64)

    def answer(self, _: Any, index: Any, asked: Sequence[tuple[int, Sequence[int]]], outputs: Sequence[str]) -> Any:
        assert list(outputs) == ["roles", "line", "line_type"]
        roles = np.zeros((len(asked), index.shape[1] - 1, 2), np.float32)
        for number, (_, words) in enumerate(asked):
            roles[number, list(words), 0] = 1
        return [roles, np.tile([0.0, 2.0], (len(asked), 1)), np.zeros((len(asked), 2))]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture
def reader(tmp_path: Path) -> LineReader:
    (tmp_path / "model.json").write_text(json.dumps(CARD), encoding="utf-8")
    made = LineReader(tmp_path, 1)
    made._reader = MadeUp()  # type: ignore[assignment]
    return made


def test_each_sentence_that_is_asked_about_has_an_answer(nlp: Language, reader: LineReader) -> None:
    doc = nlp(TEXT)
    _, second, third = doc.sents
    answers = reader.read(doc, {third.start, second.start})
    assert [(answer.start, answer.end) for answer in answers] == [(s.start, s.end) for s in (second, third)]
    assert answers[0].share == pytest.approx(0.881, abs=0.001)
    assert answers[0].labels["line type"] == {"a": 0.5, "b": 0.5}
    marked = [place for place, share in answers[0].roles["trigger"].items() if share]
    assert marked == list(range(second.start, second.end))


def test_no_question_gives_no_answer(nlp: Language, reader: LineReader) -> None:
    assert reader.read(nlp(TEXT), set()) == []


def test_a_folder_without_the_graphs_has_no_reader(tmp_path: Path) -> None:
    assert LineReader.of(tmp_path) is None
    (tmp_path / "lines-read.onnx").touch()
    assert LineReader.of(tmp_path) is not None


def test_a_reader_goes_to_another_process(tmp_path: Path) -> None:
    assert isinstance(pickle.loads(pickle.dumps(LineReader(tmp_path))), LineReader)
