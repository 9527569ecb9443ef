"""Which words of a passage have which role: marks on words → a share for each word and role.

Takes a Doc that the encoder has read. The reader goes on from the pieces that the encoder embedded, reads a passage of
some sentences once (`texts`, `read`) and its words once for each question (`answer`). A sentence that does not fit the
encoder is in no passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.kept import KeptSentence, kept_sentences
from linewatch.language.passages import MOST_SENTENCES, cut_passages
from linewatch.language.sessions import Sessions

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

MOST_PIECES: Final = 200
"""The pieces of a passage of several sentences."""
_MOST_CELLS: Final = 12_000
"""Words of all questions that are read at once."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that can be read: the token places of its words, [low, high) those of its middle; its pieces, the first
    piece of itself and of each word, and the number of each piece's sentence.
    """

    places: Numbers
    low: int
    high: int
    pieces: Floats
    word_index: Numbers
    sentences: Numbers


class RoleReader:
    """A model folder with ``NAME-read.onnx`` and ``NAME-answer.onnx`` as functions on passages and marks."""

    def __init__(self, folder: Path, name: str, threads: int = 2) -> None:
        self._settings = (folder, name, threads)
        self._reading = Sessions(folder / f"{name}-read.onnx", threads)
        self._answering = Sessions(folder / f"{name}-answer.onnx", threads)

    def __reduce__(self) -> tuple[object, ...]:
        return RoleReader, self._settings

    def read(self, texts: Sequence[Text]) -> tuple[Floats, Numbers]:
        """Return the states of the words of texts, [texts, 1 + words, width], and the first piece of each word."""
        pieces, words = (max(len(getattr(text, name)) for text in texts) for name in ("pieces", "word_index"))
        embedded = np.zeros((len(texts), pieces, texts[0].pieces.shape[1]), np.float32)
        mask, sentences = (np.zeros((len(texts), pieces), np.int64) for _ in range(2))
        index = np.zeros((len(texts), words), np.int64)
        for row, text in enumerate(texts):
            size = len(text.pieces)
            embedded[row, :size], mask[row, :size], sentences[row, :size] = text.pieces, 1, text.sentences
            index[row, : len(text.word_index)] = text.word_index
        feed = {"embedded": embedded, "attention_mask": mask, "word_index": index, "sentences": sentences}
        (states,) = self._reading.open().run(["states"], feed)
        return np.asarray(states, np.float32), index

    def answer(
        self, states: Floats, index: Numbers, asked: Sequence[tuple[int, Sequence[int]]], outputs: Sequence[str]
    ) -> list[Floats]:
        """Return the outputs of the graph for each question; "roles" is [questions, words, roles], in [0, 1].

        Args:
            asked: the row of the text that each question is about, and the places of the marked words in that text.
        """
        most = max(1, _MOST_CELLS // index.shape[1])
        parts = [
            self._answer(states, index, asked[start : start + most], outputs) for start in range(0, len(asked), most)
        ]
        return [np.concatenate(output) for output in zip(*parts, strict=True)]

    def _answer(
        self, states: Floats, index: Numbers, asked: Sequence[tuple[int, Sequence[int]]], outputs: Sequence[str]
    ) -> list[Floats]:
        marks = np.zeros((len(asked), index.shape[1], 1), np.float32)
        for place, (_, words) in enumerate(asked):
            marks[place, [1 + word for word in words]] = 1
        rows = np.array([row for row, _ in asked], np.int64)
        feed = {"states": states, "word_index": index, "text": rows, "marks": marks}
        scores: list[Any] = self._answering.open().run(list(outputs), feed)
        named = zip(outputs, scores, strict=True)
        return [1 / (1 + np.exp(-scored[:, 1:])) if name == "roles" else scored for name, scored in named]


def read_texts(doc: Doc, most: int = MOST_PIECES) -> list[Text]:
    """Return the passages of a doc in order."""
    kept = kept_sentences(doc)
    passages = cut_passages([len(part.pieces) for part in kept], most)
    return [
        join_sentences(kept[each.start : each.end], each.low - each.start, each.high - each.start) for each in passages
    ]


def join_sentences(parts: Sequence[KeptSentence], low: int = 0, high: int | None = None) -> Text:
    """Return sentences as one text whose middle is those from `low` on before `high`."""
    sizes, words = [len(part.pieces) for part in parts], [len(part.places) for part in parts]
    before = np.cumsum([0, *sizes[:-1]])
    index = [part.word_index[1:] + start for part, start in zip(parts, before, strict=True)]
    numbers = np.minimum(np.repeat(np.arange(len(parts)), sizes), MOST_SENTENCES - 1)
    return Text(
        places=np.concatenate([part.places for part in parts]),
        low=sum(words[:low]),
        high=sum(words[:high]),
        pieces=np.concatenate([part.pieces for part in parts]),
        word_index=np.concatenate([np.zeros(1, np.int64), *index]),
        sentences=numbers,
    )
