"""Labelled streams of reports → what the watch told of their lines, held against the labels.

Takes the TOML files beside it, gives coded reports, lines and figures. All stories of a half are one stream.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from linewatch.records import CodedArticle, Line, Step
from linewatch.run import Pipeline
from linewatch.watch import area_names, read_declared, read_stream, watch_lines

HERE = Path(__file__).parent
HALVES = ("dev", "test")
DECLARED = "declared"
NOWHERE = "unlabelled"

LineName = tuple[str, str]
"""Story and line."""
Occasion = tuple[LineName, str, str]
"""Line, state, and the name of the occasion, which several reports may share."""


@dataclass(frozen=True, slots=True)
class Report:
    """A labelled report of a story. `tells` has the state and the occasion by line, `denies` the lines denied."""

    story: str
    on: date
    publisher: str
    text: str
    tells: Mapping[str, str]
    denies: Sequence[str]


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its reports, the states that silence brings, and the state of each line in the end."""

    name: str
    reports: tuple[Report, ...]
    silent: tuple[str, ...]
    final: Mapping[str, str]


@dataclass(slots=True)
class Figures:
    """What was labelled and what was told. `states` has labelled, right and told steps by state, without `declared`."""

    lines: int = 0
    lines_found: int = 0
    lines_wrong: int = 0
    ends: int = 0
    ends_right: int = 0
    denials: int = 0
    denials_told: int = 0
    labelled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Which share of the labelled steps was told."""
        return self.right.total() / self.labelled.total() if self.labelled else 0.0

    @property
    def precision(self) -> float:
        """Which share of the alerts is right."""
        return self.right.total() / self.told.total() if self.told else 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """A report with what is coded in it."""

    report: Report
    coded: CodedArticle


def read_half(name: str) -> list[Story]:
    """Return the stories of ``dev`` or ``test``."""
    raw = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [_story(row) for row in raw["stories"]]


def code_stories(stories: Iterable[Story], pipeline: Pipeline) -> list[Known]:
    """Return all reports of the stories with what the pipeline codes in them."""
    reports = (report for story in stories for report in story.reports)
    return [Known(one, pipeline.code(one.text, published_on=one.on, publisher=one.publisher)) for one in reports]


def watch(known: Sequence[Known]) -> tuple[Line, ...]:
    """Return what `linewatch watch` would keep of these reports."""
    declared = [one for each in known for one in read_declared(each.coded)]
    names = area_names(declared)
    sighted = [one for each in known for one in read_stream(each.coded, names)]
    return watch_lines(declared, sighted, as_of=max(each.report.on for each in known))


def measure(stories: Sequence[Story], known: Sequence[Known]) -> Figures:
    """Return how well the watch tells the labels."""
    report_of = {each.coded.article.article_id: each.report for each in known}
    lines, figures = watch(known), Figures()
    names = dict(_named(lines, report_of))
    wanted = {occasion for story in stories for occasion in _occasions(story)}
    told: set[Occasion] = set()
    for line in lines:
        name = names.get(line.line_id)
        figures.lines_wrong += name is None
        if name is None:
            figures.errors.append(f"no line: {line.terms.evidence.text}")
        for step in line.steps:
            found = _told(name, step, report_of) & wanted
            is_new = not found <= told
            told |= found
            if step.state != DECLARED:
                figures.told[step.state] += 1
                figures.right[step.state] += is_new
                if not is_new:
                    figures.errors.append(_false(line, step, report_of))
    _count(figures, stories, names, lines, wanted, told, known)
    return figures


def _story(row: Mapping[str, object]) -> Story:
    name = str(row["name"])
    reports = tuple(
        Report(name, one["on"], one["publisher"], one["text"], one.get("tells", {}), one.get("denies", ()))
        for one in row["reports"]  # type: ignore[attr-defined]
    )
    return Story(name, reports, tuple(row.get("silent", ())), row["final"])  # type: ignore[arg-type]


def _occasions(story: Story) -> Iterator[Occasion]:
    """Yield what is labelled in a story, its silences too."""
    for report in story.reports:
        for line, label in report.tells.items():
            state, occasion = label.split()
            yield (story.name, line), state, occasion
    for label in story.silent:
        line, state = label.split()
        yield (story.name, line), state, ""


def _named(lines: Iterable[Line], report_of: Mapping[str, Report]) -> Iterator[tuple[str, LineName]]:
    """Yield which labelled line each line is: that whose declaration it has; the first with most of them takes it."""
    declaring: dict[LineName, list[tuple[int, str]]] = {}
    for line in lines:
        reports = [report_of[key] for step in line.steps if step.declaration_id for key in step.article_ids]
        labels = Counter((one.story, name) for one in reports for name in one.tells)
        for name, number in labels.items():
            declaring.setdefault(name, []).append((-number, line.line_id))
    taken: set[str] = set()
    for name, found in sorted(declaring.items()):
        free = [key for _, key in sorted(found) if key not in taken]
        if free:
            taken.add(free[0])
            yield free[0], name


def _told(name: LineName | None, step: Step, report_of: Mapping[str, Report]) -> set[Occasion]:
    """Return the occasions of which a step tells, by the labels of its reports."""
    if name is None:
        return set()
    if not step.article_ids:
        return {(name, step.state, "")}
    labels = (report_of[key].tells.get(name[1], "") for key in step.article_ids if report_of[key].story == name[0])
    return {(name, step.state, label.split()[1]) for label in labels if label.startswith(f"{step.state} ")}


def _false(line: Line, step: Step, report_of: Mapping[str, Report]) -> str:
    texts = [f"    {report_of[key].tells or NOWHERE}: {report_of[key].text}" for key in step.article_ids]
    return "\n".join([f"false: {step.state} {step.on} of “{line.terms.evidence.text}”: {step.explanation}", *texts])


def _count(
    figures: Figures,
    stories: Sequence[Story],
    names: Mapping[str, LineName],
    lines: Sequence[Line],
    wanted: set[Occasion],
    told: set[Occasion],
    known: Sequence[Known],
) -> None:
    """Count what was labelled, and note what was missed."""
    by_name = {names[line.line_id]: line for line in lines if line.line_id in names}
    final = {(story.name, line): state for story in stories for line, state in story.final.items()}
    figures.lines, figures.lines_found = len(final), len(final.keys() & by_name.keys())
    figures.ends = len(final)
    figures.ends_right = sum(name in by_name and by_name[name].state == state for name, state in final.items())
    figures.labelled = Counter(state for _, state, _ in wanted if state != DECLARED)
    for each in known:
        for line in each.report.denies:
            found = by_name.get((each.report.story, line))
            figures.denials += 1
            figures.denials_told += any(step.denied_by for step in found.steps) if found else 0
    for name, state, occasion in sorted(wanted - told):
        texts = [
            each.report.text
            for each in known
            if each.report.story == name[0] and each.report.tells.get(name[1]) == f"{state} {occasion}"
        ]
        why = "" if name in by_name else " (the line was not found)"
        figures.errors.append("\n".join([f"missed: {state} {occasion} of {'.'.join(name)}{why}", *texts]))
