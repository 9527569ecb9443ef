"""The task `relation`: a text with two marked parties → what the one does to the other, in `{"id", "root"}` lines.

A party that the text does not name has no spans. Classes are those of the gold sets: see `labels`.
Source: Zero-Shot-PLOVER's set PLV; figures as its scorer gives them: accuracy, and the mean F1 of the gold classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

import msgspec

from linewatch.errors import DocumentError, UsageError
from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_records
from linewatch.evaluation.labels import class_of, classes
from linewatch.evaluation.scores import Mean, Overlap, Score, Share
from linewatch.evaluation.task import Item, Pipeline

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of characters."""

ACCURACY: Final = "accuracy"
MACRO: Final = "macro F1"
_DIGITS: Final = 4


@runtime_checkable
class RelatingPipeline(Protocol):
    """A pipeline that can tell how two parties of a text stand to each other."""

    def relate(self, text: str, source_spans: Ranges, target_spans: Ranges, /) -> Mapping[str, float]:
        """Return a score in [0, 1] for each class, as what `source_spans` name acts on what `target_spans` name.

        Raises:
            DocumentError: LW2xx the text cannot be judged.
        """


@dataclass(frozen=True, slots=True)
class Pair:
    """All that may be known of two parties before they are judged: it has no room for a label."""

    pair_id: str | int
    text: str
    source_spans: Ranges = ()
    target_spans: Ranges = ()

    @property
    def words(self) -> list[str]:
        """What blanks part."""
        return self.text.split()


class Relation(msgspec.Struct, frozen=True):
    """The class of a pair, None where nothing can be said, and the scores that it was chosen by."""

    root: str | None
    scores: Mapping[str, float] = {}


class _Party(msgspec.Struct, frozen=True):
    spans: Ranges = ()


class _Record(msgspec.Struct):
    """What is read of a gold record; all else in it is passed over."""

    id: str | int
    text: str
    source: _Party = _Party()
    target: _Party = _Party()
    root: str | None = None


class RelationTask:
    """The relation of marked parties: how many classes are right, and how well each class is found."""

    def read_gold(self, path: Path) -> list[Item[Pair, Relation]]:
        """Return the pairs of a file; one without `root` has no label."""
        items: dict[str | int, Item[Pair, Relation]] = {}
        for number, record in read_records(path, _Record):
            if record.id in items:
                raise fault_at(path, number, f"is the second record with the id {record.id!r}")
            if fault := _find_fault(record):
                raise fault_at(path, number, fault)
            question = Pair(record.id, record.text, record.source.spans, record.target.spans)
            items[record.id] = Item(question, Relation(class_of(record.root)) if record.root else None)
        if not items:
            raise fault_of_empty(path)
        return list(items.values())

    def answer(self, questions: Sequence[Pair], pipeline: Pipeline) -> Iterator[Relation]:
        """Yield the relation of each pair.

        Raises:
            UsageError: LW001 the pipeline has nothing that judges relations.
        """
        if not isinstance(pipeline, RelatingPipeline):
            raise UsageError("LW001", "this pipeline does not judge relations; choose another task", "relation")
        return (_relate(question, pipeline) for question in questions)

    def format_answer(self, question: Pair, answer: Relation) -> str:
        """Return one JSON line; scores have four digits, so that it does not depend on the last bits."""
        scores = {name: round(score, _DIGITS) for name, score in answer.scores.items()}
        return msgspec.json.encode({"id": question.pair_id, "root": answer.root, "scores": scores}).decode() + "\n"

    def score(self, judged: Iterable[tuple[Pair, Relation, Relation]]) -> dict[str, Score]:
        """Return the figures of all pairs, then of each class that the gold file has."""
        pairs = [(gold.root, answer.root) for _, gold, answer in judged]
        wanted = {gold for gold, _ in pairs}
        figures = {name: _class_score(name, pairs) for name in classes() if name in wanted}
        right = sum(gold == answer for gold, answer in pairs)
        return {
            ACCURACY: Share(right, len(pairs)),
            MACRO: Mean(sum(figure.value for figure in figures.values()), len(figures)),
            **figures,
        }


def _relate(question: Pair, pipeline: RelatingPipeline) -> Relation:
    """Return the class with the best score; of equal ones the first in the order of the ontology."""
    try:
        scores = pipeline.relate(question.text, question.source_spans, question.target_spans)
    except DocumentError:
        return Relation(None)
    ordered = {name: scores[name] for name in classes() if name in scores}
    return Relation(max(ordered, key=lambda name: ordered[name], default=None), ordered)


def _class_score(name: str, pairs: Sequence[tuple[str | None, str | None]]) -> Overlap:
    return Overlap(
        right=sum(gold == answer == name for gold, answer in pairs),
        predicted=sum(answer == name for _, answer in pairs),
        gold=sum(gold == name for gold, _ in pairs),
    )


def _find_fault(record: _Record) -> str | None:
    """Return what is wrong with a record, if anything."""
    if record.root and class_of(record.root) not in classes():
        return f"has the root {record.root!r}, which is no class; use one of {', '.join(classes())}"
    for start, end in (*record.source.spans, *record.target.spans):
        if not 0 <= start < end <= len(record.text):
            return f"has the range [{start}, {end}], which its text has not"
    return None
