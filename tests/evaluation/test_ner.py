"""The task ner: nothing of the label reaches the pipeline; types are mapped on both sides alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linewatch.errors import SourceError, UsageError
from linewatch.evaluation.ner import ALL, SPAN_ONLY, Ner, read_types
from linewatch.evaluation.scores import Overlap
from linewatch.evaluation.sentences import Sentence
from linewatch.evaluation.task import score_answers
from tests.evaluation.pipeline import make_pipeline

RECORDS = [
    {
        "id": "a",
        "text": "Mirel left Varna.",
        "tokens": ["Mirel", "left", "Varna", "."],
        "entities": [[0, 1, "politician"], [2, 3, "country"]],
        "spans": ["passed over"],
    },
    {"id": 7, "tokens": ["Varna", "fell"], "entities": [[0, 1, "country"], [1, 2, "award"]]},
    {"id": "bare", "tokens": ["Nobody"]},
]
TYPES = {"politician": "PER", "country": "LOC"}


def write(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_question_has_words_and_an_id_and_no_more(tmp_path: Path) -> None:
    first, second, bare = Ner(TYPES).read_gold(write(tmp_path, *RECORDS))
    assert first.question == Sentence("a", ("Mirel", "left", "Varna", "."), (True, True, False, False))
    assert first.label == {(0, 1, "PER"), (2, 3, "LOC")}
    assert second.label == {(0, 1, "LOC")}
    assert bare.label is None


def test_answers_and_figures_in_the_types_of_the_model(tmp_path: Path) -> None:
    task = Ner(TYPES)
    items = task.read_gold(write(tmp_path, *RECORDS))
    answers = list(task.answer([item.question for item in items], make_pipeline()))
    lines = [task.format_answer(item.question, answer) for item, answer in zip(items, answers, strict=True)]
    assert lines[1] == '{"id":7,"entities":[[0,1,"PER"]]}\n'
    scores = score_answers(task, items, answers)
    assert scores == {
        "LOC": Overlap(0, 0, 2),
        "PER": Overlap(1, 2, 1),
        ALL: Overlap(1, 2, 3),
        SPAN_ONLY: Overlap(2, 2, 3),
    }


def test_an_answer_of_a_type_that_nothing_is_mapped_to_is_left_out(tmp_path: Path) -> None:
    task = Ner({"country": "LOC"})
    items = task.read_gold(write(tmp_path, *RECORDS))
    assert set(task.answer([item.question for item in items], make_pipeline())) == {frozenset()}


def test_without_a_mapping_types_are_compared_as_they_are(tmp_path: Path) -> None:
    task = Ner()
    items = task.read_gold(write(tmp_path, {"id": 1, "tokens": ["Mirel"], "entities": [[0, 1, "PER"]]}))
    answers = list(task.answer([item.question for item in items], make_pipeline()))
    scores = score_answers(task, items, answers)
    assert scores is not None
    assert scores[ALL] == Overlap(1, 1, 1)


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ((), "holds no record"),
        (({"id": 1},), "tokens"),
        (({"id": 1, "tokens": []},), "has no tokens"),
        (({"id": 1, "tokens": ["a", " "]},), "an empty one"),
        (({"id": 1, "tokens": "ab"},), "Expected `array`"),
        (({"id": 1, "tokens": ["a"], "entities": [[0, 2, "PER"]]},), "there are 1 tokens"),
        (({"id": 1, "tokens": ["a"], "entities": [[0, "PER"]]},), "is not a record of this task"),
        (({"id": 1, "tokens": ["a"]}, {"id": 1, "tokens": ["b"]}), ":2: the line is the second record"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, records: tuple[object, ...], words: str) -> None:
    with pytest.raises(SourceError, match="LW102") as caught:
        Ner().read_gold(write(tmp_path, *records))
    assert words in str(caught.value)


def test_a_mapping_is_read() -> None:
    assert read_types("politician=PER, country=LOC") == TYPES


@pytest.mark.parametrize("pairs", ["", "PER", "=PER", "a=,b=c", "a=b,"])
def test_what_is_no_mapping_is_refused(pairs: str) -> None:
    with pytest.raises(UsageError, match="LW001"):
        read_types(pairs)
