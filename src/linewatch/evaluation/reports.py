"""Whole reports as questions: gold records in JSON lines → reports without their labels, and what is coded of them.

A report goes through the same door as a user's: it is made an article, and what is not English is left uncoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from linewatch.errors import DocumentError
from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_records
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import CodedArticle

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Report:
    """All that may be known of a report before it is coded: it has no room for a label."""

    report_id: str | int
    text: str
    title: str | None = None
    published_on: date | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def words(self) -> list[str]:
        """What blanks part."""
        return self.text.split()


class Stretch(msgspec.Struct, frozen=True):
    """A half-open range of characters of the text."""

    start: int
    end: int


class ReportRecord(msgspec.Struct):
    """What every gold record of a report has; a task adds its labels. `dct` is another name for the date."""

    id: str | int
    text: str
    title: str | None = None
    date: str | None = None
    dct: str | None = None
    publisher: str | None = None
    url: str | None = None


RecordT = TypeVar("RecordT", bound=ReportRecord)


def read_reports(
    path: Path,
    kind: type[RecordT],
    label: Callable[[RecordT], AnswerT | None],
    stretches: Callable[[AnswerT], Iterable[Stretch]] = lambda _: (),
) -> list[Item[Report, AnswerT]]:
    """Return the records of a file, each parted into its report and its label.

    Args:
        path: JSON lines.
        kind: the record with the labels of the task.
        label: what is taken away from the record; None where it has nothing to be measured against.
        stretches: the ranges of a label, which must lie within the text.

    Raises:
        SourceError: LW101 or LW102 the file is missing, empty or in another form.
    """
    items: dict[str | int, Item[Report, AnswerT]] = {}
    for number, record in read_records(path, kind):
        if record.id in items:
            raise fault_at(path, number, f"is the second record with the id {record.id!r}")
        right = label(record)
        for stretch in stretches(right) if right is not None else ():
            if not 0 <= stretch.start < stretch.end <= len(record.text):
                raise fault_at(path, number, f"has the range [{stretch.start}, {stretch.end}], which its text has not")
        items[record.id] = Item(_question(record), right)
    if not items:
        raise fault_of_empty(path)
    return list(items.values())


def code_reports(
    reports: Sequence[Report], pipeline: Pipeline, read: Callable[[CodedArticle], AnswerT], nothing: AnswerT
) -> Iterator[AnswerT]:
    """Yield what `read` makes of each coded report, and `nothing` of one that the pipeline sets aside."""
    for report in reports:
        try:
            coded = pipeline.code(
                report.text,
                title=report.title,
                published_on=report.published_on,
                publisher=report.publisher,
                url=report.url,
            )
        except DocumentError:
            yield nothing
        else:
            yield read(coded)


def format_line(report: Report, key: str, answer: object) -> str:
    """Return the JSON line of a prediction file: the id, and the answer under its key."""
    return msgspec.json.encode({"id": report.report_id, key: answer}).decode() + "\n"


def read_day(words: str | None) -> date | None:
    """Return the day of `2000-01-31`, `20000131` or `2000-01-31T09:42`, None for what says no whole day."""
    with suppress(ValueError):
        return date.fromisoformat((words or "").partition("T")[0])
    return None


def _question(record: ReportRecord) -> Report:
    day = read_day(record.date or record.dct)
    return Report(record.id, record.text, record.title or None, day, record.publisher or None, record.url or None)
