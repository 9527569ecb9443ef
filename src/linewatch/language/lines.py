"""Which sentences hold the trigger of a red line, and what its parts are: a Doc and sentences → answers.

Takes a Doc that the encoder has read. The reader of roles reads the passages that hold sentences to ask about, and is
asked about each such sentence: how likely each label of each class is, and each role of each word of the passage. It
never decides anything. A sentence that does not fit the encoder has no answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.lookups import starts_of
from linewatch.language.roles import RoleReader, Text, read_texts

NAME: Final = "lines"
MOST_PIECES: Final = 70
"""The pieces of a passage: like the passages that the reader was trained on, a sentence and its neighbours."""
_MOST_TEXTS: Final = 32
"""Passages that are read at once."""

Floats = NDArray[np.float32]
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What is told of the sentence [start, end) of tokens.

    `labels` has the share of each label by class; `roles` the share of each token that was read, by role. Shares are in
    [0, 1]; those of a class add up to 1.
    """

    start: int
    end: int
    labels: Mapping[str, Shares]
    roles: Mapping[str, Mapping[int, float]]

    @property
    def share(self) -> float:
        """How likely the sentence holds the trigger of a red line."""
        return self.labels["line"]["yes"]


class LineReader:
    """A model folder with the graphs ``lines-*.onnx`` as a function from sentences to answers."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._folder = folder
        self._reader = RoleReader(folder, NAME, threads)
        self._threads = threads

    @classmethod
    def of(cls, folder: Path, threads: int = 2) -> LineReader | None:
        """Return the reader of a model folder, None where the folder has none."""
        return cls(folder, threads) if (folder / f"{NAME}-read.onnx").exists() else None

    def __reduce__(self) -> tuple[object, ...]:
        return LineReader, (self._folder, self._threads)

    def read(self, doc: Doc, starts: Collection[int]) -> list[LineAnswer]:
        """Return the answers about the sentences that begin with the tokens `starts`, in text order."""
        asked = [
            (text, ranges) for text in read_texts(doc, MOST_PIECES) if (ranges := list(_sentences(doc, text, starts)))
        ]
        asked.sort(key=lambda pair: len(pair[0].pieces))
        answers: list[LineAnswer] = []
        for first in range(0, len(asked), _MOST_TEXTS):
            answers += self._read(asked[first : first + _MOST_TEXTS])
        return sorted(answers, key=lambda answer: answer.start)

    def _read(self, asked: Sequence[tuple[Text, list[range]]]) -> Iterator[LineAnswer]:
        roles, classes = self._labels
        states, index = self._reader.read([text for text, _ in asked])
        questions = [(row, list(words)) for row, (_, ranges) in enumerate(asked) for words in ranges]
        outputs = ["roles", *(name.replace(" ", "_") for name in classes)]
        told, *scores = self._reader.answer(states, index, questions, outputs)
        shares = [_softmax(scored) for scored in scores]
        for number, (row, words) in enumerate(questions):
            places = asked[row][0].places.tolist()
            yield LineAnswer(
                start=places[words[0]],
                end=places[words[-1]] + 1,
                labels={
                    name: dict(zip(labels, shares[place][number].tolist(), strict=True))
                    for place, (name, labels) in enumerate(classes.items())
                },
                roles={
                    role: dict(zip(places, told[number, : len(places), place].tolist(), strict=True))
                    for place, role in enumerate(roles)
                },
            )

    @cached_property
    def _labels(self) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
        """The roles of words, and the classes with their labels, in the order of the graph."""
        card = json.loads((self._folder / "model.json").read_bytes())["labels"][NAME]
        return tuple(card["roles"]), {name: tuple(labels) for name, labels in card["classes"].items()}


def _sentences(doc: Doc, text: Text, starts: Collection[int]) -> Iterator[range]:
    """Yield the words in the middle of a passage of each sentence that is asked about."""
    sentence_of = starts_of(doc)
    low = text.low
    for start, words in groupby(sentence_of[place] for place in text.places[text.low : text.high].tolist()):
        high = low + sum(1 for _ in words)
        if start in starts:
            yield range(low, high)
        low = high


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)
