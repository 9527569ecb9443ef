"""The task `watch`: a declared line and later passages → the state that each passage tells of the line.

The passages are coded as reports and watched; the answer for a passage is the highest step of the line that rests on
it, else `unrelated`. Where the declaration yields no line, its best reading stands in (`bestreading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

import msgspec

from linewatch.errors import DocumentError, UsageError
from linewatch.evaluation.bestreading import read_best_line
from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_records
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Overlap, Score, Share
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import CodedArticle, Declared, Entity, Line

States = tuple[str, ...]
UNRELATED: Final = "unrelated"
STATES: Final = ("crossed", "tested", "answered", "reaffirmed", "withdrawn", UNRELATED)
_RANKS: Final = {"tested": 1, "reaffirmed": 2, "withdrawn": 3, "answered": 4, "crossed": 5}
_CALLED: Final = {"amended": "reaffirmed", "denied": "withdrawn"}


@runtime_checkable
class WatchingPipeline(Protocol):
    """A pipeline that can say who takes part in a text, and watch lines."""

    def list_actors(
        self, text: str, *, title: str | None = None, published_on: date | None = None, publisher: str | None = None
    ) -> Sequence[Entity]:
        """Return the actors in the order of their first mentions.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
        """

    def watch(self, articles: Iterable[CodedArticle], *, declared: Iterable[Declared], as_of: date) -> Sequence[Line]:
        """Return the lines that were declared, in the articles too, with the steps that the articles tell."""


class _Passage(msgspec.Struct):
    passage: str
    date: str
    text: str
    state: str | None = None


class _Record(msgspec.Struct):
    id: str
    declaration: _Passage
    passages: list[_Passage]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A passage that declares a line, and what was reported afterwards."""

    scenario_id: str
    declaration: Report
    passages: tuple[Report, ...]

    @property
    def words(self) -> list[str]:
        """What blanks part in its texts."""
        return [word for report in (self.declaration, *self.passages) for word in report.words]


@dataclass(frozen=True, slots=True)
class CodedScenario:
    """A scenario as the pipeline codes it; a passage that it sets aside is None."""

    declared: tuple[Declared, ...]
    passages: tuple[CodedArticle | None, ...]
    as_of: date


class Watch:
    """States: which share is right, and how well each is told."""

    def read_gold(self, path: Path) -> list[Item[Scenario, States]]:
        """Return the scenarios of a file; one with a passage without `state` has no label."""
        items = [_item(path, number, record) for number, record in read_records(path, _Record)]
        if not items:
            raise fault_of_empty(path)
        return items

    def answer(self, questions: Sequence[Scenario], pipeline: Pipeline) -> Iterator[States]:
        """Yield the states of the passages of each scenario.

        Raises:
            UsageError: LW001 the pipeline cannot watch.
        """
        if not isinstance(pipeline, WatchingPipeline):
            raise UsageError("LW001", "this pipeline cannot watch lines; use the conductor's", "watch")
        for scenario in questions:
            coded = code_scenario(scenario, pipeline)
            articles = [passage for passage in coded.passages if passage is not None]
            lines = pipeline.watch(articles, declared=coded.declared, as_of=coded.as_of) if coded.declared else ()
            yield tell_states(coded, lines)

    def format_answer(self, question: Scenario, answer: States) -> str:
        """Return one JSON line."""
        states = [
            {"passage": report.report_id, "state": state}
            for report, state in zip(question.passages, answer, strict=True)
        ]
        return msgspec.json.encode({"id": question.scenario_id, "states": states}).decode() + "\n"

    def score(self, judged: Iterable[tuple[Scenario, States, States]]) -> dict[str, Score]:
        """Return the share of right states, then the figures of each state."""
        pairs = [pair for _, gold, answer in judged for pair in zip(gold, answer, strict=True)]
        return {
            "states": Share(sum(gold == answer for gold, answer in pairs), len(pairs)),
            **{state: _overlap(state, pairs) for state in STATES},
        }


def code_scenario(scenario: Scenario, pipeline: Pipeline) -> CodedScenario:
    """Return a scenario with its passages coded, and the declarations of its first one or their best reading.

    Raises:
        UsageError: LW001 the pipeline cannot say who takes part in a text.
    """
    told = _code(scenario.declaration, pipeline)
    days = [report.published_on for report in scenario.passages if report.published_on]
    return CodedScenario(
        declared=() if told is None else _declared(told, scenario.declaration, pipeline),
        passages=tuple(_code(report, pipeline) for report in scenario.passages),
        as_of=max(days, default=date.max),
    )


def tell_states(coded: CodedScenario, lines: Sequence[Line]) -> States:
    """Return the state of each passage: the highest that rests on it among the steps of the declared line."""
    first = {declared.line.declaration_id for declared in coded.declared}
    highest: dict[str, str] = {}
    for step in (step for line in lines if first & set(line.declaration_ids) for step in line.steps):
        state = _CALLED.get(step.state, step.state)
        for article_id in step.article_ids:
            if _RANKS.get(state, 0) > _RANKS.get(highest.get(article_id, ""), 0):
                highest[article_id] = state
    return tuple(
        UNRELATED if passage is None else highest.get(passage.article.article_id, UNRELATED)
        for passage in coded.passages
    )


def _item(path: Path, number: int, record: _Record) -> Item[Scenario, States]:
    passages = tuple(_report(path, number, passage) for passage in record.passages)
    states = tuple(passage.state for passage in record.passages if passage.state is not None)
    unknown = sorted(set(states) - set(STATES))
    if unknown:
        raise fault_at(path, number, f"has the state {unknown[0]!r}, which is none of {', '.join(STATES)}")
    label = states if len(states) == len(passages) else None
    return Item(Scenario(record.id, _report(path, number, record.declaration), passages), label)


def _report(path: Path, number: int, passage: _Passage) -> Report:
    try:
        return Report(passage.passage, passage.text, None, date.fromisoformat(passage.date))
    except ValueError as error:
        raise fault_at(path, number, f"has the date {passage.date!r}, which is none") from error


def _code(report: Report, pipeline: Pipeline) -> CodedArticle | None:
    try:
        return pipeline.code(report.text, published_on=report.published_on)
    except DocumentError:
        return None


def _declared(told: CodedArticle, report: Report, pipeline: Pipeline) -> tuple[Declared, ...]:
    """Return the first line that a passage declares, else its best reading."""
    line = told.red_lines[0] if told.red_lines else None
    if line is None:
        if not isinstance(pipeline, WatchingPipeline):
            raise UsageError("LW001", "this pipeline cannot say who takes part; use the conductor's", "watch")
        line = read_best_line(told, pipeline.list_actors(report.text, published_on=report.published_on))
    return () if line is None else (Declared(told.article, line, told.places),)


def _overlap(state: str, pairs: Sequence[tuple[str, str]]) -> Overlap:
    gold, answer = [one for one, _ in pairs], [other for _, other in pairs]
    right = sum(one == other == state for one, other in pairs)
    return Overlap(right, answer.count(state), gold.count(state))
