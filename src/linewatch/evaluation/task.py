"""What an evaluation task is: gold records come in parted into question and label, and only the question goes on.

The type of the question has no room for a label, so no task can see one before it has answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from spacy.language import Language

from linewatch.evaluation.scores import Scores
from linewatch.records import CodedArticle

QuestionT = TypeVar("QuestionT")
LabelT = TypeVar("LabelT")


class Pipeline(Protocol):
    """What answers the questions; the conductor's pipeline is one."""

    @property
    def nlp(self) -> Language:
        """What annotates a text."""

    def code(
        self,
        text: str,
        *,
        title: str | None = None,
        published_on: date | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> CodedArticle:
        """Return what is said in a report.

        Raises:
            DocumentError: LW2xx the report cannot be coded.
        """


@dataclass(frozen=True, slots=True)
class Item(Generic[QuestionT, LabelT]):
    """One gold record: what is asked, and the right answer where the file has it."""

    question: QuestionT
    label: LabelT | None


class Task(Protocol[QuestionT, LabelT]):
    """One thing that can be measured; an answer has the form of a label."""

    def read_gold(self, path: Path) -> list[Item[QuestionT, LabelT]]:
        """Return the records of a gold file.

        Raises:
            SourceError: LW101 or LW102 the file is missing or is not in the form of the task.
        """

    def answer(self, questions: Sequence[QuestionT], pipeline: Pipeline) -> Iterator[LabelT]:
        """Yield the answer to each question, in order."""

    def format_answer(self, question: QuestionT, answer: LabelT) -> str:
        """Return the answer as it stands in a prediction file, line ends included."""

    def score(self, judged: Iterable[tuple[QuestionT, LabelT, LabelT]]) -> Scores:
        """Return the figures of questions with their label and answer."""


def score_answers(
    task: Task[QuestionT, LabelT], items: Iterable[Item[QuestionT, LabelT]], answers: Iterable[LabelT]
) -> Scores | None:
    """Return the figures over the records that have a label; None where none has."""
    judged = [
        (item.question, item.label, answer)
        for item, answer in zip(items, answers, strict=True)
        if item.label is not None
    ]
    return task.score(judged) if judged else None
