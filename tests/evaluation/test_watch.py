"""The task `watch`: scenarios in, one state a passage out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linewatch.errors import SourceError, UsageError
from linewatch.evaluation.watch import CodedScenario, Watch, code_scenario, tell_states
from linewatch.records import CodedArticle, Declared, Entity, Line, Step
from tests.evaluation.gold import write
from tests.evaluation.pipeline import FakePipeline, make_pipeline
from tests.watch.stories import CHAD, NIGER, day, declare

PASSAGES = [
    {"passage": "s-1", "date": "2031-03-05", "text": "Niger soldiers entered the valley.", "state": "crossed"},
    {"passage": "s-2", "date": "2031-03-06", "text": "POISON", "state": "unrelated", "note": "far"},
]
RECORD: dict[str, Any] = {
    "id": "s",
    "declaration": {
        "passage": "s-d",
        "date": "2031-03-01",
        "text": "Chad said any Niger soldier in the valley would be shot.",
    },
    "passages": PASSAGES,
}


@dataclass(frozen=True)
class WatchingPipeline(FakePipeline):
    """A pipeline in whose eyes every line is crossed by the first article."""

    actors: tuple[Entity, ...] = (CHAD, NIGER)

    def list_actors(self, text: str, **about: object) -> tuple[Entity, ...]:
        self.asked.append((text, about))
        return self.actors

    def watch(self, articles: Iterable[CodedArticle], *, declared: Iterable[Declared], as_of: date) -> tuple[Line, ...]:
        [first] = declared
        crossed = Step("s", "l", "crossed", as_of, 1.0, "", article_ids=(next(iter(articles)).article.article_id,))
        return (Line("l", first.line, (first.line.declaration_id,), None, None, "crossed", (crossed,)),)


def pipeline(**columns: Any) -> WatchingPipeline:
    return WatchingPipeline(make_pipeline().nlp, **columns)


def test_a_scenario_is_read_answered_and_scored(tmp_path: Path) -> None:
    [item] = Watch().read_gold(write(tmp_path, RECORD))
    assert item.label == ("crossed", "unrelated")
    [answer] = Watch().answer([item.question], pipeline())
    assert answer == ("crossed", "unrelated")
    line = json.loads(Watch().format_answer(item.question, answer))
    assert line == {
        "id": "s",
        "states": [{"passage": "s-1", "state": "crossed"}, {"passage": "s-2", "state": "unrelated"}],
    }
    scores = Watch().score([(item.question, ("crossed", "tested"), answer)])
    assert scores["states"].value == 0.5
    assert (scores["crossed"].value, scores["tested"].value) == (1.0, 0.0)


def test_a_scenario_without_states_has_no_label(tmp_path: Path) -> None:
    bare = {**RECORD, "passages": [{k: v for k, v in one.items() if k != "state"} for one in PASSAGES]}
    [item] = Watch().read_gold(write(tmp_path, bare))
    assert item.label is None


@pytest.mark.parametrize(("key", "value"), [("state", "warned"), ("date", "soon")])
def test_an_unknown_state_or_day_is_refused_with_its_line(tmp_path: Path, key: str, value: str) -> None:
    wrong = {**RECORD, "passages": [{**PASSAGES[0], key: value}]}
    with pytest.raises(SourceError, match=r"LW102.*gold\.jsonl:1.*" + value):
        Watch().read_gold(write(tmp_path, wrong))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="LW102"):
        Watch().read_gold(write(tmp_path))


def test_a_pipeline_that_cannot_watch_is_refused(tmp_path: Path) -> None:
    [item] = Watch().read_gold(write(tmp_path, RECORD))
    with pytest.raises(UsageError, match="LW001"):
        list(Watch().answer([item.question], make_pipeline()))


def test_a_declaration_in_which_nobody_acts_is_answered_as_unrelated(tmp_path: Path) -> None:
    nobody = {**RECORD, "declaration": {**RECORD["declaration"], "text": "Somebody said anybody would be shot."}}
    [item] = Watch().read_gold(write(tmp_path, nobody))
    [answer] = Watch().answer([item.question], pipeline(actors=()))
    assert answer == ("unrelated", "unrelated")


def test_the_highest_step_of_the_declared_line_tells_the_state(tmp_path: Path) -> None:
    [item] = Watch().read_gold(write(tmp_path, RECORD))
    coded = code_scenario(item.question, pipeline())
    passage = coded.passages[0]
    assert passage is not None and coded.passages[1] is None
    declaration_id, article_ids = coded.declared[0].line.declaration_id, (passage.article.article_id,)

    def tell(*states: Any, declared: str = declaration_id) -> str:
        steps = tuple(Step(state, "l", state, day(1), 1.0, "", article_ids=article_ids) for state in states)
        line = Line("l", declare().line, (declared,), None, None, "declared", steps)
        return tell_states(CodedScenario(coded.declared, coded.passages, coded.as_of), [line])[0]

    assert tell("tested", "crossed") == "crossed"
    assert (tell("amended"), tell("denied"), tell("declared")) == ("reaffirmed", "withdrawn", "unrelated")
    assert tell("crossed", declared="dcl_other") == "unrelated"
