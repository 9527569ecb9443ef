"""The task `ner`: gold entities in JSON lines → our entities on the gold tokens, as `{"id", "entities"}` lines.

A gold set with other types than the model's is measured through a mapping of its types onto ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from spacy.tokens import Span

from linewatch.errors import UsageError
from linewatch.evaluation.goldfiles import fault_at, fault_of_empty, read_records
from linewatch.evaluation.scores import Overlap, overlap_of
from linewatch.evaluation.sentences import Sentence, annotate_sentences, find_spaces
from linewatch.evaluation.task import Item, Pipeline

Entity = tuple[int, int, str]
"""First token, token after the last, type."""
Entities = frozenset[Entity]

ALL: Final = "all"
SPAN_ONLY: Final = "span only"


class _Record(msgspec.Struct):
    """What is read of a gold record; all else in it is passed over."""

    id: str | int
    tokens: list[str]
    text: str | None = None
    entities: list[Entity] | None = None


class Ner:
    """Named entities: strict span and type. With a mapping, types outside it are neither asked for nor predicted."""

    def __init__(self, types: Mapping[str, str] | None = None) -> None:
        self.types = types

    def read_gold(self, path: Path) -> list[Item[Sentence, Entities]]:
        """Return the sentences of a file; one without `entities` has no label."""
        items: dict[str | int, Item[Sentence, Entities]] = {}
        for number, record in read_records(path, _Record):
            if record.id in items:
                raise fault_at(path, number, f"is the second record with the id {record.id!r}")
            if fault := _find_fault(record):
                raise fault_at(path, number, fault)
            items[record.id] = Item(_question(record), self._label(record))
        if not items:
            raise fault_of_empty(path)
        return list(items.values())

    def answer(self, questions: Sequence[Sentence], pipeline: Pipeline) -> Iterator[Entities]:
        """Yield the entities of each sentence."""
        return map(self._wanted, annotate_sentences(questions, pipeline.nlp, read_entities))

    def format_answer(self, question: Sentence, answer: Entities) -> str:
        """Return one JSON line."""
        return msgspec.json.encode({"id": question.sentence_id, "entities": sorted(answer)}).decode() + "\n"

    def score(self, judged: Iterable[tuple[Sentence, Entities, Entities]]) -> dict[str, Overlap]:
        """Return the figures of each type, of all types, and of spans whatever their type."""
        both = [(gold, answer) for _, gold, answer in judged]
        types = sorted({entity[2] for gold, answer in both for entity in (*gold, *answer)})
        figures = {kind: overlap_of([(_of(kind, gold), _of(kind, answer)) for gold, answer in both]) for kind in types}
        spans = [({entity[:2] for entity in gold}, {entity[:2] for entity in answer}) for gold, answer in both]
        return {**figures, ALL: overlap_of(both), SPAN_ONLY: overlap_of(spans)}

    def _label(self, record: _Record) -> Entities | None:
        return None if record.entities is None else self._wanted(record.entities)

    def _wanted(self, entities: Iterable[Entity]) -> Entities:
        """Return the entities in our types, without those that the mapping leaves out."""
        if self.types is None:
            return frozenset(entities)
        known = {kind: kind for kind in self.types.values()} | dict(self.types)
        return frozenset((start, end, known[kind]) for start, end, kind in entities if kind in known)


def read_types(pairs: str) -> dict[str, str]:
    """Return `politician=PER,country=LOC` as a mapping.

    Raises:
        UsageError: LW001 a part has another form.
    """
    parts = [pair.strip().partition("=") for pair in pairs.split(",")]
    for name, sign, ours in parts:
        if not (name and sign and ours):
            raise UsageError("LW001", f"{pairs!r} is no mapping; write it as politician=PER,country=LOC", "--map")
    return {name: ours for name, _, ours in parts}


def read_entities(sentence: Span) -> Entities:
    """Return the entities of an annotated sentence, counted from its first token."""
    return frozenset(
        (entity.start - sentence.start, entity.end - sentence.start, entity.label_) for entity in sentence.ents
    )


def _of(kind: str, entities: Entities) -> Entities:
    return frozenset(entity for entity in entities if entity[2] == kind)


def _find_fault(record: _Record) -> str | None:
    """Return what is wrong with a record, if anything."""
    if not record.tokens or not all(token.strip() for token in record.tokens):
        return "has no tokens or an empty one"
    for start, end, _ in record.entities or ():
        if not 0 <= start < end <= len(record.tokens):
            return f"has the entity [{start}, {end}], and there are {len(record.tokens)} tokens"
    return None


def _question(record: _Record) -> Sentence:
    words = tuple(record.tokens)
    return Sentence(record.id, words, find_spaces(words, record.text or " ".join(words)))
