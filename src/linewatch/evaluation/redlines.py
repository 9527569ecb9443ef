"""The task `redlines`: whole reports → declared red lines with all their parts, in `{"id", "lines"}` lines.

A declaration is found when its evidence overlaps; the other figures are of those that were found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from linewatch.evaluation.linemarks import LineMark, LineMarks, read_line_marks
from linewatch.evaluation.matching import Pair, common_chars, match_best
from linewatch.evaluation.reports import Report, ReportRecord, Stretch, code_reports, format_line, read_reports
from linewatch.evaluation.scores import Mean, Overlap, Score, Share, overlap_of
from linewatch.evaluation.task import Item, Pipeline

_TOKEN: Final = re.compile(r"\w+")


class _Record(ReportRecord):
    lines: LineMarks | None = None


class _Found(NamedTuple):
    """A gold line and the answer that is meant for it."""

    text: str
    gold: LineMark
    answer: LineMark


class RedLines:
    """Red lines: which are found, and how much of the found ones is right."""

    def read_gold(self, path: Path) -> list[Item[Report, LineMarks]]:
        """Return the reports of a file; one without `lines` has no label, and one with none at all declares nothing."""
        return read_reports(path, _Record, lambda record: record.lines, _stretches)

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[LineMarks]:
        """Yield the declarations of each report."""
        return code_reports(questions, pipeline, read_line_marks, ())

    def format_answer(self, question: Report, answer: LineMarks) -> str:
        """Return one JSON line."""
        return format_line(question, "lines", answer)

    def score(self, judged: Iterable[tuple[Report, LineMarks, LineMarks]]) -> dict[str, Score]:
        """Return the figures of detection, then of each part; `silence` is the share of other reports left alone."""
        triples = list(judged)
        found = [both for report, gold, answer in triples for both in _find(report.text, gold, answer)]
        predicted, wanted = sum(len(answer) for *_, answer in triples), sum(len(gold) for _, gold, _ in triples)
        idle = [answer for _, gold, answer in triples if not gold]
        return {
            "detection": Overlap(len(found), predicted, wanted),
            "silence": Share(sum(not answer for answer in idle), len(idle)),
            **_part_scores(found),
        }


def token_f1(text: str, one: Stretch, other: Stretch) -> float:
    """Return how well the words of two stretches agree, 1 where neither has any."""
    ours, theirs = _words(text, one), _words(text, other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 1.0


def _find(text: str, gold: LineMarks, answer: LineMarks) -> Iterator[_Found]:
    """Yield each gold line with its answer: those whose evidence overlaps, the better trigger where several do."""
    scores: dict[Pair, float] = {}
    for i, right in enumerate(gold):
        for j, line in enumerate(answer):
            if share := _shared(right.evidence, line.evidence):
                scores[i, j] = share + 0.5 * token_f1(text, right.trigger, line.trigger)
    yield from (_Found(text, gold[i], answer[j]) for i, j in match_best(scores, len(gold)))


def _part_scores(found: Sequence[_Found]) -> dict[str, Score]:
    """Return the figures of the parts of found lines."""
    read: dict[str, Callable[[LineMark], Any]] = {
        "kind": lambda line: line.kind,
        "type": lambda line: line.type,
        "declarer": lambda line: line.declarer.country,
        "trigger act": lambda line: line.trigger.act,
        "has area": lambda line: line.area is not None,
        "has response": lambda line: line.response is not None,
        "response act": lambda line: line.response and line.response.act,
        "deadline": lambda line: line.deadline and (line.deadline.date or ""),
    }
    triggers = [token_f1(text, gold.trigger, answer.trigger) for text, gold, answer in found]
    return {
        "trigger words": Mean(sum(triggers), len(triggers)),
        "addressees": overlap_of([(_addressed(gold), _addressed(answer)) for _, gold, answer in found]),
        "area countries": overlap_of([(_owners(gold), _owners(answer)) for _, gold, answer in found]),
        **{
            name: Share(sum(part(gold) == part(answer) for _, gold, answer in found), len(found))
            for name, part in read.items()
        },
    }


def _addressed(line: LineMark) -> set[str]:
    return {party.country for party in line.addressees if party.country}


def _owners(line: LineMark) -> set[str]:
    return set(line.area.countries) if line.area else set()


def _shared(one: Stretch, other: Stretch) -> float:
    """Return the common part of two stretches as a share of both together."""
    common = common_chars((one.start, one.end), (other.start, other.end))
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def _words(text: str, stretch: Stretch) -> set[tuple[int, int]]:
    """Return the ranges of the whole words of the text that lie in the stretch."""
    words = (word.span() for word in _TOKEN.finditer(text))
    return {(start, end) for start, end in words if stretch.start <= start and end <= stretch.end}


def _stretches(lines: LineMarks) -> Iterator[Stretch]:
    for line in lines:
        yield from (line.evidence, line.trigger)
