"""The task `subtypes`: a report → the ACLED sub-type of what it is about, in `{"id", "type"}` lines.

One label a report, even where several events are told. Figures: the share of right ones, beside what the commonest
type would get, and each type. Source: CASE 2021, task 2, whose types are ACLED's and five beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from linewatch.acled import main_subtype, read_rules
from linewatch.evaluation.goldfiles import fault_in
from linewatch.evaluation.reports import Report, ReportRecord, code_reports, format_line, read_reports
from linewatch.evaluation.scores import Mean, Overlap, Score, Share
from linewatch.evaluation.task import Item, Pipeline


class _Record(ReportRecord):
    type: str | None = None


class SubtypeTask:
    """Sub-types of whole reports: how many are right, and how well each is found."""

    def read_gold(self, path: Path) -> list[Item[Report, str]]:
        """Return the reports of a file; one without `type` has no label."""
        items = read_reports(path, _Record, lambda record: record.type)
        if lost := {item.label for item in items if item.label is not None} - set(read_rules().subtypes):
            raise fault_in(path, f"has the type {min(lost)!r}; use one of {', '.join(read_rules().subtypes)}")
        return items

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[str]:
        """Yield the sub-type of each report."""
        nothing = read_rules().default
        return code_reports(questions, pipeline, lambda coded: main_subtype(coded).name, nothing)

    def format_answer(self, question: Report, answer: str) -> str:
        """Return one JSON line."""
        return format_line(question, "type", answer)

    def score(self, judged: Iterable[tuple[Report, str, str]]) -> dict[str, Score]:
        """Return the figures of all reports, then of each type that the gold file has."""
        pairs = [(gold, answer) for _, gold, answer in judged]
        wanted, answered = Counter(gold for gold, _ in pairs), Counter(answer for _, answer in pairs)
        right = Counter(gold for gold, answer in pairs if gold == answer)
        types = {
            name: Overlap(right[name], answered[name], wanted[name]) for name in read_rules().subtypes if wanted[name]
        }
        return {
            "accuracy": Share(right.total(), len(pairs)),
            "commonest type": Share(max(wanted.values()), len(pairs)),
            "macro F1": Mean(sum(figure.value for figure in types.values()), len(types)),
            **types,
        }
