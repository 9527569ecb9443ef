"""The task `times`: whole reports → time expressions with TIMEX3 types and values, in `{"id", "spans"}` lines.

Source: TempEval-3 (UzZaman et al. 2013): strict and overlapping spans; type and value of the overlapping ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from linewatch.evaluation.matching import common_chars
from linewatch.evaluation.reports import Report, ReportRecord, Stretch, code_reports, format_line, read_reports
from linewatch.evaluation.scores import Overlap
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import CodedArticle


class TimeMark(Stretch, frozen=True):
    """One time expression."""

    type: str
    value: str


Times = tuple[TimeMark, ...]


class _Record(ReportRecord):
    spans: Times | None = None


class TimeExpressions:
    """Time expressions: where they are, of which type, with which value."""

    def read_gold(self, path: Path) -> list[Item[Report, Times]]:
        """Return the reports of a file; one without `spans` has no label."""
        return read_reports(path, _Record, lambda record: record.spans, lambda spans: spans)

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[Times]:
        """Yield the time expressions of each report."""
        return code_reports(questions, pipeline, read_time_marks, ())

    def format_answer(self, question: Report, answer: Times) -> str:
        """Return one JSON line."""
        return format_line(question, "spans", answer)

    def score(self, judged: Iterable[tuple[Report, Times, Times]]) -> dict[str, Overlap]:
        """Return the figures; `type` and `value` ask for an overlapping span that has the same."""
        pairs = [(gold, answer) for _, gold, answer in judged]
        met = [both for gold, answer in pairs for both in _meetings(gold, answer)]
        right = {
            "strict": sum(len(_ranges(gold) & _ranges(answer)) for gold, answer in pairs),
            "relaxed": len(met),
            "type": sum(gold.type == answer.type for gold, answer in met),
            "value": sum(gold.value == answer.value for gold, answer in met),
        }
        predicted, wanted = sum(len(answer) for _, answer in pairs), sum(len(gold) for gold, _ in pairs)
        return {name: Overlap(number, predicted, wanted) for name, number in right.items()}


def read_time_marks(coded: CodedArticle) -> Times:
    """Return the time expressions of a report."""
    return tuple(TimeMark(time.span.start, time.span.end, time.kind.upper(), time.value) for time in coded.times)


def _ranges(times: Times) -> set[tuple[int, int]]:
    return {(time.start, time.end) for time in times}


def _meetings(gold: Times, answer: Times) -> Iterator[tuple[TimeMark, TimeMark]]:
    """Yield each gold expression with the free answer that shares most characters with it, the first of equal ones."""
    free = list(answer)
    for right in gold:
        best = max(free, key=lambda time: common_chars((right.start, right.end), (time.start, time.end)), default=None)
        if best is not None and common_chars((right.start, right.end), (best.start, best.end)) > 0:
            free.remove(best)
            yield right, best
