"""The task relation: the class of two marked parties, asked of whatever pipeline can judge one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from linewatch.errors import DocumentError, SourceError, UsageError
from linewatch.evaluation.relation import Pair, Ranges, Relation, RelationTask
from linewatch.evaluation.scores import Mean, Overlap, Share
from tests.evaluation.gold import write
from tests.evaluation.pipeline import FakePipeline, make_pipeline

TEXT = "Norland accused Sudia of shelling Varna."
RECORD = {"id": "a", "text": TEXT, "source": {"text": "Norland", "spans": [[0, 7]]}, "target": {"spans": [[16, 21]]}}
PAIR = Pair("a", TEXT, ((0, 7),), ((16, 21),))


@dataclass(frozen=True)
class FakeJudge(FakePipeline):
    """A pipeline that gives the same scores to every pair, and refuses what is poison."""

    scores: Mapping[str, float] = field(default_factory=dict)

    def relate(self, text: str, source_spans: Ranges, target_spans: Ranges) -> Mapping[str, float]:
        """Return the scores that the test gave, and note what was asked."""
        if text == "POISON":
            raise DocumentError("LW208", "the text took longer than the limit; split it", "coding")
        self.asked.append((text, source_spans, target_spans))
        return self.scores


def make_judge(**scores: float) -> FakeJudge:
    return FakeJudge(make_pipeline().nlp, scores=scores)


def test_the_question_has_the_parties_and_no_label(tmp_path: Path) -> None:
    bare = {"id": "b", "text": TEXT, "source": {"text": "An actor", "spans": []}}
    first, second = RelationTask().read_gold(write(tmp_path, {**RECORD, "root": "ACCUSE", "penta": 3}, bare))
    assert (first.question, first.label) == (PAIR, Relation("ACCUSE"))
    assert (second.question, second.label) == (Pair("b", TEXT), None)


@pytest.mark.parametrize(
    ("root", "name"), [("retreat", "YIELD"), ("CONCEDE", "YIELD"), ("FIGHT", "ASSAULT"), ("DEMAND", "REQUEST")]
)
def test_other_names_become_classes(tmp_path: Path, root: str, name: str) -> None:
    [item] = RelationTask().read_gold(write(tmp_path, {**RECORD, "root": root}))
    assert item.label == Relation(name)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"root": "SHELL"}, "'SHELL', which is no class"),
        ({"source": {"spans": [[0, 99]]}}, r"range \[0, 99\]"),
        ({"target": {"spans": [[5, 5]]}}, r"range \[5, 5\]"),
        ({"text": None}, "not a record of this task"),
    ],
)
def test_a_gold_file_in_another_form_is_a_coded_error(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    with pytest.raises(SourceError, match=f"LW102.*{words}"):
        RelationTask().read_gold(write(tmp_path, {**RECORD, **change}))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="second record with the id 'a'"):
        RelationTask().read_gold(write(tmp_path, RECORD, RECORD))


def test_the_best_class_is_answered_with_all_scores() -> None:
    task, judge = RelationTask(), make_judge(ACCUSE=0.70004, AID=0.2)
    [answer] = task.answer([PAIR], judge)
    assert judge.asked == [(TEXT, ((0, 7),), ((16, 21),))]
    assert json.loads(task.format_answer(PAIR, answer)) == {
        "id": "a",
        "root": "ACCUSE",
        "scores": {"AID": 0.2, "ACCUSE": 0.7},
    }


def test_of_equal_scores_the_first_class_of_the_ontology_is_taken() -> None:
    [answer] = RelationTask().answer([PAIR], make_judge(ASSAULT=0.5, AGREE=0.5, PEACE=0.9))
    assert answer.root == "AGREE"


def test_what_cannot_be_judged_has_no_class() -> None:
    task = RelationTask()
    [refused, silent] = task.answer([Pair("p", "POISON"), PAIR], make_judge())
    assert refused == silent == Relation(None)
    assert task.format_answer(PAIR, silent) == '{"id":"a","root":null,"scores":{}}\n'


def test_a_pipeline_that_judges_no_relations_is_refused() -> None:
    with pytest.raises(UsageError, match="LW001"):
        RelationTask().answer([PAIR], make_pipeline())


def test_figures_are_of_the_classes_of_the_gold_file() -> None:
    rows = [("AID", "AID"), ("AID", "AGREE"), ("YIELD", "YIELD"), ("YIELD", None)]
    scores = RelationTask().score([(PAIR, Relation(gold), Relation(answer)) for gold, answer in rows])
    assert list(scores) == ["accuracy", "macro F1", "YIELD", "AID"]
    assert scores["accuracy"] == Share(2, 4)
    assert scores["macro F1"] == Mean(pytest.approx(4 / 3), 2)  # type: ignore[arg-type]
    assert scores["AID"] == Overlap(1, 1, 2)
