"""What one party does to another in a sentence: marks on words → how likely each class is.

Takes a Doc that the encoder has read, and questions: the tokens of a source, a target and, where it is known, of the
word that names the act. The reader goes on from the pieces that the encoder embedded and reads a sentence once for all
questions about it. Its last layer is a table of its own (`heads`), which a user may have fitted to other labels. A
sentence that does not fit the encoder has no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.heads import SHIPPED, Heads, read_heads
from linewatch.language.kept import KeptSentence, kept_sentences
from linewatch.language.sessions import Sessions

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_MOST_CELLS: Final = 12_000
"""Words times questions that are read at once: what a batch may hold."""


@dataclass(frozen=True, slots=True)
class Question:
    """Token places of two parties and of the word that names the act; each may be empty, not all of them."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    trigger: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The place of the first token that is marked."""
        return min((*self.source, *self.target, *self.trigger), default=0)


@dataclass(frozen=True)
class Answer:
    """How likely each class is. `features` is what the classes are read from."""

    features: Floats
    heads: Heads

    @cached_property
    def kinds(self) -> Mapping[str, float]:
        """The share of each class, in [0, 1]; they add up to 1."""
        return self.heads.shares("kind", self.features)

    @cached_property
    def modalities(self) -> Mapping[str, float]:
        """The share of each modality."""
        return self.heads.shares("modality", self.features)

    def mode(self, event_type: str) -> str | None:
        """Return the likeliest mode of a type, None where it has none or none is likely."""
        return self.heads.mode(event_type, self.features)


class RelationReader:
    """A model folder with ``relations.onnx`` as a function from questions to answers."""

    def __init__(self, folder: Path, heads: Path | None = None, threads: int = 2) -> None:
        shipped = read_heads(folder / SHIPPED)
        self.heads = shipped if heads is None else read_heads(heads)
        self.shipped_version = shipped.version
        self.own_types = self.heads.types - shipped.types
        self._settings = (folder, heads, threads)
        self._sessions = Sessions(folder / "relations.onnx", threads)

    def __reduce__(self) -> tuple[object, ...]:
        return RelationReader, self._settings

    def read(self, doc: Doc, questions: Sequence[Question]) -> list[Answer | None]:
        """Return an answer a question, in order; None where the sentence was too long for the encoder.

        A question is answered from the sentence of its first marked token; marks outside it are not seen.
        """
        kept = kept_sentences(doc)
        sentence_of = {int(place): number for number, part in enumerate(kept) for place in part.places}
        asked: dict[int, list[int]] = {}
        for number, question in enumerate(questions):
            sentence = sentence_of.get(question.first)
            if sentence is not None:
                asked.setdefault(sentence, []).append(number)
        answers: list[Answer | None] = [None] * len(questions)
        for batch in _batches(asked, [len(part.places) for part in kept]):
            numbers = [number for sentence in batch for number in asked[sentence]]
            rows = [row for row, sentence in enumerate(batch) for _ in asked[sentence]]
            features = self._score([kept[sentence] for sentence in batch], rows, [questions[n] for n in numbers])
            for number, row in zip(numbers, features, strict=True):
                answers[number] = Answer(row, self.heads)
        return answers

    def _score(self, sentences: Sequence[KeptSentence], rows: Sequence[int], questions: Sequence[Question]) -> Floats:
        """Return the features of each question; `rows` tells the sentence that each is about."""
        width = sentences[0].pieces.shape[1]
        pieces, words = (max(len(getattr(part, name)) for part in sentences) for name in ("pieces", "word_index"))
        embedded = np.zeros((len(sentences), pieces, width), np.float32)
        mask = np.zeros((len(sentences), pieces), np.int64)
        index = np.zeros((len(sentences), words), np.int64)
        for row, part in enumerate(sentences):
            embedded[row, : len(part.pieces)] = part.pieces
            mask[row, : len(part.pieces)] = 1
            index[row, : len(part.word_index)] = part.word_index
        marks = np.zeros((len(questions), words, 3), np.float32)
        for place, (row, question) in enumerate(zip(rows, questions, strict=True)):
            column = {int(token): 1 + word for word, token in enumerate(sentences[row].places)}
            for mark, tokens in enumerate((question.source, question.target, question.trigger)):
                marks[place, [column[token] for token in tokens if token in column], mark] = 1
        feed = {
            "embedded": embedded,
            "attention_mask": mask,
            "word_index": index,
            "sentence": np.array(rows, np.int64),
            "marks": marks,
        }
        (features,) = self._sessions.open().run(["features"], feed)
        return np.asarray(features, np.float32)


def _batches(asked: Mapping[int, Sequence[int]], lengths: Sequence[int]) -> list[list[int]]:
    """Return the sentences with questions in groups of like length, in an order that only the article decides."""
    groups: list[list[int]] = []
    cells = longest = 0
    for sentence in sorted(asked, key=lambda number: (lengths[number], number)):
        size = (1 + lengths[sentence]) * (1 + len(asked[sentence]))
        if not groups or cells + size > _MOST_CELLS or lengths[sentence] > longest:
            groups.append([])
            cells, longest = 0, lengths[sentence] + lengths[sentence] // 2 + 8
        groups[-1].append(sentence)
        cells += size
    return groups
