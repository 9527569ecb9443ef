"""Gold files of invented reports, and the questions that a task reads from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from linewatch.evaluation import Task
from linewatch.evaluation.reports import Report
from linewatch.records import CodedArticle
from tests.evaluation.pipeline import make_pipeline
from tests.factories import make_coded

REPORT = Report("r", "A text.")


def write(folder: Path, *records: object) -> Path:
    """Write a gold file."""
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def predict(task: Task[Any, Any], coded: CodedArticle | None = None) -> dict[str, Any]:
    """Return the one line of a prediction file for a report that is coded so; the factory's article unless given."""
    coded = coded or make_coded()
    question = Report("r", coded.article.text)
    [answer] = task.answer([question], make_pipeline(records=coded))
    line: dict[str, Any] = json.loads(task.format_answer(question, answer))
    return line
