"""The task chains: whose mention is whose, pronouns, and what stands for several."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from linewatch.errors import DocumentError, UsageError
from linewatch.evaluation.chainmarks import parse_marks, read_marked
from linewatch.evaluation.chains import ChainTask
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Share
from linewatch.records import Entity, Span
from tests.evaluation.pipeline import make_pipeline

GOLD = "[1 General Roe] met [2 Lind]. [1 He] thanked [2 her]. [1 The general] said: [1 I] left. [1+2 Both] slept."
CORPUS = Path(__file__).parents[2] / "benchmarks" / "chains"


class CastingFake:
    """A pipeline that lists the actors which the test gave."""

    def __init__(self, *actors: Entity) -> None:
        self.actors = actors

    def list_actors(self, text: str, **_: Any) -> tuple[Entity, ...]:
        """Return the actors; refuse what is poison."""
        if text == "POISON":
            raise DocumentError("LW208", "the text took longer than the limit; split it", "coding")
        return self.actors


def _scores(answered: str) -> dict[str, Any]:
    text, gold = parse_marks(GOLD)
    other, answer = parse_marks(answered)
    assert text == other
    return dict(ChainTask().score([(Report("r", text), gold, answer)]))


def test_a_right_answer_is_perfect() -> None:
    scores = _scores(GOLD)
    assert scores["mentions"] == Share(7, 7)
    assert {scores[name].value for name in ("MUC", "B-cubed", "CEAF-e", "mean F1")} == {1.0}
    assert [scores[name] for name in ("pronouns", "first person", "descriptions", "plurals")] == [
        Share(2, 2),
        Share(1, 1),
        Share(1, 1),
        Share(1, 1),
    ]


def test_mixed_up_pronouns_and_half_of_both_are_wrong() -> None:
    scores = _scores(GOLD.replace("[1 He]", "[2 He]").replace("[2 her]", "[1 her]").replace("[1+2 Both]", "[1 Both]"))
    assert (scores["pronouns"], scores["plurals"]) == (Share(0, 2), Share(0, 1))
    assert scores["descriptions"] == Share(1, 1)


def test_a_mention_that_is_not_found_stands_alone() -> None:
    scores = _scores(GOLD.replace("[1 He]", "He").replace("[1 The general]", "The general"))
    assert scores["mentions"] == Share(5, 7)
    assert scores["MUC"].precision == 1.0
    assert scores["MUC"].recall == pytest.approx(2 / 4)


def test_other_edges_with_the_same_last_word_are_the_same_mention() -> None:
    assert _scores(GOLD.replace("[1 General Roe]", "General [1 Roe]"))["mentions"] == Share(7, 7)


def test_an_actor_of_pronouns_alone_is_nobody() -> None:
    scores = _scores(GOLD.replace("[1 He]", "[3 He]").replace("[2 her]", "[3 her]"))
    assert scores["pronouns"] == Share(0, 2)


def test_an_answer_lists_the_mentions_of_each_actor() -> None:
    spans = (Span(0, 5, "Kenya"), Span(12, 15, "its"))
    pipeline: Any = CastingFake(Entity("Kenya", 0, 5, "Kenya", mentions=spans))
    task, reports = ChainTask(), [Report("r", "Kenya moved its army."), Report("s", "POISON")]
    lines = [
        task.format_answer(report, answer)
        for report, answer in zip(reports, task.answer(reports, pipeline), strict=True)
    ]
    assert [json.loads(line) for line in lines] == [
        {"id": "r", "chains": [[[0, 5], [12, 15]]]},
        {"id": "s", "chains": []},
    ]


def test_a_pipeline_that_lists_nobody_is_refused() -> None:
    with pytest.raises(UsageError, match="LW001"):
        ChainTask().answer([], make_pipeline())


def test_the_corpus_is_what_its_guide_says() -> None:
    guide = (CORPUS / "README.md").read_text(encoding="utf-8")
    for half in ("development", "test"):
        reports = list(read_marked(CORPUS / f"{half}.txt"))
        several = [[span for chain in chains for span in chain] for _, chains in reports]
        row = [
            len(reports),
            sum(len(report.words) for report, _ in reports),
            sum(len(set(spans)) for spans in several),
            sum(sum(spans.count(span) > 1 for span in set(spans)) for spans in several),
            sum(len(chains) for _, chains in reports),
        ]
        assert f"| {half} | " + " | ".join(f"{number:,}" for number in row) + " |" in guide
        assert all(120 <= len(report.words) <= 250 for report, _ in reports)
        assert all(not re.search(r"[\[\]]", report.text) for report, _ in reports)
