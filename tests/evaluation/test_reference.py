"""Our figures equal those of the scorer that the gold sets came with, on answers that are partly wrong."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linewatch.evaluation import Overlap, Share, make_task, score_answers
from linewatch.evaluation.relation import Relation

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "gold" / "score.py"
POLITICS = "politician=PER,person=PER,country=LOC,location=LOC,politicalparty=ORG,organisation=ORG,misc=MISC"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the gold sets and their scorer are not beside the project")


def call_scorer(task: str, gold: Path, predicted: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), task, "--gold", str(gold), "--pred", str(predicted), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def damage_tree(tree: Any, chance: random.Random) -> Any:
    """Return the tree with every tenth word wrong in one way or another."""
    wrong = ({"upos": "X"}, {"deprel": "dep"}, {"head": 1}, {"deprel": "nmod:other"})
    return tuple(word._replace(**chance.choice(wrong)) if chance.random() < 0.1 else word for word in tree)


def damage_entities(entities: Any, chance: random.Random) -> Any:
    """Return the entities without some, with others retyped or one token longer."""
    kept = [entity for entity in sorted(entities) if chance.random() < 0.9]
    return frozenset(
        chance.choice([(start, end, kind), (start, end, "MISC"), (start, end + 1, kind)]) for start, end, kind in kept
    )


def test_parse(tmp_path: Path) -> None:
    gold, predicted = SHARED / "gold" / "ud" / "en_gum-dev.conllu", tmp_path / "answers.conllu"
    task, chance = make_task("parse"), random.Random(1)
    items = task.read_gold(gold)
    answers = [damage_tree(item.label, chance) for item in items]
    lines = [task.format_answer(item.question, answer) for item, answer in zip(items, answers, strict=True)]
    predicted.write_text("".join(lines), encoding="utf-8")
    ours = score_answers(task, items, answers)
    assert ours is not None
    theirs = call_scorer("parse", gold, predicted)
    names = {"UPOS": "upos", "UAS": "uas", "LAS": "las", "LAS with subtypes": "las_with_subtypes"}
    assert {name: round(ours[name].value, 4) for name in names} == {name: theirs[key] for name, key in names.items()}
    assert isinstance(ours["UPOS"], Share)
    assert ours["UPOS"].total == theirs["words"]


@pytest.mark.parametrize(
    ("gold", "types"),
    [
        ("gold/ner/uner_ewt_dev.jsonl", None),
        ("gold/ner/uner_ewt_dev.jsonl", "PER=PER,LOC=LOC,ORG=ORG"),
        ("gold/ner/gum_dev.jsonl", "person=PER,place=LOC,organization=ORG"),
        ("gold_more/ner_politics/dev.jsonl", POLITICS),
    ],
)
def test_ner(tmp_path: Path, gold: str, types: str | None) -> None:
    task, predicted, chance = make_task("ner", types=types), tmp_path / "answers.jsonl", random.Random(2)
    items = task.read_gold(SHARED / gold)
    answers = [damage_entities(item.label, chance) for item in items]
    lines = [task.format_answer(item.question, answer) for item, answer in zip(items, answers, strict=True)]
    predicted.write_text("".join(lines), encoding="utf-8")
    theirs = call_scorer("ner", SHARED / gold, predicted, *(["--map", types] if types else []))
    if types:  # damage retypes to MISC, which the scorer leaves out where nothing is mapped to it
        answers = [task._wanted(answer) for answer in answers]
    ours = score_answers(task, items, answers)
    assert ours is not None
    overlap = ours["all"]
    assert isinstance(overlap, Overlap)
    assert (overlap.right, overlap.predicted, overlap.gold) == tuple(
        theirs["micro"][key] for key in ("tp", "n_pred", "n_gold")
    )
    assert {kind: round(ours[kind].value, 4) for kind in theirs["per_type"]} == {
        kind: figures["f1"] for kind, figures in theirs["per_type"].items()
    }
    assert round(ours["span only"].value, 4) == theirs["span_only"]["f1"]


def test_relation(tmp_path: Path) -> None:
    gold, predicted, chance = tmp_path / "gold.jsonl", tmp_path / "answers.jsonl", random.Random(4)
    names = ["AID", "ACCUSE", "YIELD", "RETREAT", "CONCEDE", "FIGHT", "DEMAND", "AGREE"]
    lines = [{"id": i, "text": "Norland thanked Sudia.", "root": chance.choice(names)} for i in range(200)]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    task = make_task("relation")
    items = task.read_gold(gold)
    wrong = [Relation("PROTEST"), Relation("AID"), Relation(None)]
    answers = [item.label if chance.random() < 0.7 else chance.choice(wrong) for item in items]
    given = [task.format_answer(item.question, answer) for item, answer in zip(items, answers, strict=True)]
    predicted.write_text("".join(given), encoding="utf-8")
    ours = score_answers(task, items, answers)
    assert ours is not None
    theirs = call_scorer("relation", gold, predicted)
    assert round(ours["accuracy"].value, 4) == theirs["accuracy"]
    assert ours["macro F1"].value == pytest.approx(theirs["macro_f1"], abs=1e-4)  # a mean of rounded figures there
    assert {name: round(score.value, 4) for name, score in list(ours.items())[2:]} == {
        name: figures["f1"] for name, figures in theirs["per_class"].items()
    }
