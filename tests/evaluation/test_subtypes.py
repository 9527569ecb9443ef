"""The task subtypes: one sub-type a report, and its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.evaluation.scores import Mean, Overlap, Share
from linewatch.evaluation.subtypes import SubtypeTask
from tests.evaluation.gold import REPORT, predict, write


def test_the_type_is_taken_away_from_the_report(tmp_path: Path) -> None:
    path = write(
        tmp_path, {"id": 1, "text": "Norland shelled Varna.", "type": "ART_MISS_ATTACK"}, {"id": 2, "text": "x"}
    )
    first, second = SubtypeTask().read_gold(path)
    assert (first.question.text, first.label, second.label) == ("Norland shelled Varna.", "ART_MISS_ATTACK", None)


def test_a_type_that_is_unknown_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"LW102.*'WAR'; use one of ARMED_CLASH"):
        SubtypeTask().read_gold(write(tmp_path, {"id": 1, "text": "x", "type": "WAR"}))


def test_an_answer_is_the_sub_type_of_the_coded_report() -> None:
    assert predict(SubtypeTask()) == {"id": "r", "type": "ART_MISS_ATTACK"}


def test_figures_stand_beside_what_the_commonest_type_would_get() -> None:
    rows = [("ARREST", "ARREST"), ("ARREST", "ATTACK"), ("ARREST", "ARREST"), ("ATTRIB", "DIPLO")]
    scores = SubtypeTask().score([(REPORT, gold, answer) for gold, answer in rows])
    assert list(scores) == ["accuracy", "commonest type", "macro F1", "ARREST", "ATTRIB"]
    assert (scores["accuracy"], scores["commonest type"]) == (Share(2, 4), Share(3, 4))
    assert scores["ARREST"] == Overlap(2, 2, 3)
    assert scores["macro F1"] == Mean(pytest.approx(0.8), 2)  # type: ignore[arg-type]
