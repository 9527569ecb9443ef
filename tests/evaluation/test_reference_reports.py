"""Our figures of whole reports equal those of the scorers that the gold sets came with, on labels that were damaged."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from linewatch.evaluation import Overlap, Scores, make_task, score_answers

SHARED = Path(__file__).parents[3] / "shared"
SCORERS = {
    "redlines": ("gold/score_redlines.py", "extract"),
    "times": ("gold_more/score_times.py",),
}

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").exists(), reason="the gold sets and their scorers are not beside the project"
)


def call_scorer(task: str, gold: Path, predicted: Path) -> dict[str, Any]:
    script, *arguments = SCORERS.get(task, ("gold/score.py", task))
    command = [sys.executable, str(SHARED / script), *arguments, "--gold", str(gold), "--pred", str(predicted)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def score_damaged(
    task_name: str, gold: Path, folder: Path, damage: Callable[..., Any]
) -> tuple[Scores, dict[str, Any]]:
    """Return our figures and theirs of the labels, a tenth of which are lost, doubled or damaged."""
    task, chance, predicted = make_task(task_name), random.Random(3), folder / "answers.jsonl"
    items = task.read_gold(gold)
    answers = []
    for item in items:
        kept = [mark for mark in item.label or () if chance.random() < 0.9]
        damaged = [damage(mark, chance) if chance.random() < 0.3 else mark for mark in kept]
        answers.append((*damaged, *damaged[:1]) if chance.random() < 0.1 else tuple(damaged))
    lines = [task.format_answer(item.question, answer) for item, answer in zip(items, answers, strict=True)]
    predicted.write_text("".join(lines), encoding="utf-8")
    ours = score_answers(task, items, answers)
    assert ours is not None
    return ours, call_scorer(task_name, gold, predicted)


def values(scores: Scores) -> dict[str, float]:
    return {name: round(score.value, 4) for name, score in scores.items()}


def counts(score: object) -> tuple[int, int, int]:
    assert isinstance(score, Overlap)
    return score.right, score.predicted, score.gold


def shift(mark: Any, chance: random.Random) -> Any:
    """Return the mark with another start or end."""
    if mark.end - mark.start < 3:
        return mark
    ends = chance.choice([(mark.start + 1, mark.end), (mark.start, mark.end - 2), (mark.start + 1, mark.end - 1)])
    return msgspec.structs.replace(mark, start=ends[0], end=ends[1])


def swap(deed: Any, chance: random.Random) -> Any:
    """Return the event the other way round, without a target, of another type, or as a reciprocal one."""
    return msgspec.structs.replace(
        deed,
        **chance.choice(
            [
                {"source": deed.target, "target": deed.source},
                {"target": ()},
                {"type": "CONCEDE"},
                {"reciprocal": not deed.reciprocal},
            ]
        ),
    )


def cut(attribution: Any, chance: random.Random) -> Any:
    """Return the attribution without a role, or with another begin of its content."""
    content = attribution.content
    if content and chance.random() < 0.5 and content[0][1] - content[0][0] > 6:
        return msgspec.structs.replace(attribution, content=((content[0][0] + 5, content[0][1]), *content[1:]))
    return msgspec.structs.replace(attribution, **{chance.choice(["source", "cue", "content"]): ()})


def move(toponym: Any, chance: random.Random) -> Any:
    """Return the name elsewhere in the text or on earth."""
    if toponym.lat is None or chance.random() < 0.5:
        return shift(toponym, chance)
    return msgspec.structs.replace(toponym, lat=toponym.lat * 0.9)


def blur(line: Any, chance: random.Random) -> Any:
    """Return the line with one of its parts lost or changed."""
    change = chance.choice(
        [
            {"kind": "denial"},
            {"addressees": ()},
            {"area": None},
            {"response": None},
            {"deadline": None},
            {"trigger": msgspec.structs.replace(shift(line.trigger, chance), act="AID")},
            {"evidence": msgspec.structs.replace(line.evidence, end=line.evidence.start + 9)},
            {"declarer": msgspec.structs.replace(line.declarer, country="NOR")},
        ]
    )
    return msgspec.structs.replace(line, **change)


@pytest.mark.parametrize("gold", ["gsr", "petrarch2"])
def test_events(tmp_path: Path, gold: str) -> None:
    ours, theirs = score_damaged("events", SHARED / "gold" / gold / "dev.jsonl", tmp_path, swap)
    names = {"type": "type", "countries": "source+target", "type and countries": "type+source+target"}
    assert {name: counts(ours[name]) for name in names} == {
        name: tuple(theirs[key][part] for part in ("tp", "n_pred", "n_gold")) for name, key in names.items()
    }


def test_redlines(tmp_path: Path) -> None:
    ours, theirs = score_damaged("redlines", SHARED / "gold/redlines/dev.jsonl", tmp_path, blur)
    assert values(ours) == {
        "detection": theirs["detection"]["f1"],
        "silence": round(1 - theirs["negatives_with_alarm"] / theirs["negatives"], 4),
        "trigger words": theirs["trigger_token_f1"],
        "addressees": theirs["addressee_country"]["f1"],
        "area countries": theirs["area_countries"]["f1"],
        "kind": theirs["kind_acc"],
        "type": theirs["type_acc"],
        "declarer": theirs["declarer_country_acc"],
        "trigger act": theirs["trigger_act_acc"],
        "has area": theirs["area_presence_acc"],
        "has response": theirs["response_presence_acc"],
        "response act": theirs["response_act_acc"],
        "deadline": theirs["deadline_acc"],
    }


def test_attribution(tmp_path: Path) -> None:
    ours, theirs = score_damaged("attribution", SHARED / "gold/polnear/dev.jsonl", tmp_path, cut)
    wanted = {
        f"{part} {kind}": theirs[f"{name} {their_kind}"]["f1"]
        for part, name in (
            ("source", "source"),
            ("cue", "cue"),
            ("content", "content"),
            ("link", "source-content link"),
        )
        for kind, their_kind in (("exact", "exact-trimmed"), ("overlap", "overlap"))
    }
    assert values(ours) == wanted


def test_times(tmp_path: Path) -> None:
    ours, theirs = score_damaged("times", SHARED / "gold_more/times/dev.jsonl", tmp_path, shift)
    assert values(ours) == {name: theirs[name] for name in ("strict", "relaxed", "type", "value")}


@pytest.mark.parametrize("gold", ["trnews_dev", "geovirus"])
def test_places(tmp_path: Path, gold: str) -> None:
    ours, theirs = score_damaged("places", SHARED / "gold" / "places" / f"{gold}.jsonl", tmp_path, move)
    assert values(ours) == {
        "exact": theirs["recognition"]["exact"]["f1"],
        "overlap": theirs["recognition"]["overlap"]["f1"],
        "161 km of found": theirs["resolution"]["accuracy_161km"],
        "161 km of all": theirs["resolution"]["accuracy_161km_all"],
    }
