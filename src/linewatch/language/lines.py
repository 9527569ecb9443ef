"""Which sentences hold the trigger of a red line, and what its parts are: a Doc and sentences → answers.

Takes a Doc that the encoder has read. The reader of roles reads the passages that hold sentences to ask about, and is
asked about each such sentence: how likely each label of each class is, and each role of each word of the passage. It
tells beforehand which sentences sound so little like a line that they need not be read, and decides nothing else. A
sentence that does not fit the encoder has no answer.
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

from linewatch.language.kept import kept_sentences
from linewatch.language.lookups import starts_of
from linewatch.language.roles import RoleReader, Text, read_texts
from linewatch.language.worth import Worth, read_worth, words_of

NAME: Final = "lines"
MOST_PIECES: Final = 70
"""The pieces of a passage: like the passages that the reader was trained on, a sentence and its neighbours."""
WORTH: Final = "lines-worth.npz"
"""The file's name in the folder of the model."""

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

    def worth_asking(self, doc: Doc, starts: Collection[int]) -> set[int]:
        """Return those of the sentences that begin with the tokens `starts` in which a line may well stand."""
        sentences = [(starts_of(doc)[int(kept.places[0])], kept) for kept in kept_sentences(doc)]
        return {
            start
            for start, kept in sentences
            if start in starts and self._worth.score(words_of(doc, kept), kept.mean) >= 0
        }

    def read(self, doc: Doc, starts: Collection[int]) -> list[LineAnswer]:
        """Return the answers about the sentences that begin with the tokens `starts`, in text order."""
        return [
            answer
            for text in read_texts(doc, MOST_PIECES)
            if (ranges := list(_sentences(doc, text, starts)))
            for answer in self._read(text, ranges)
        ]

    def _read(self, text: Text, sentences: Sequence[range]) -> Iterator[LineAnswer]:
        """Yield the answers about some sentences of a passage, which is read by itself: what else the article says
        would shift its scores, as whole numbers are scaled to all that is read at once.
        """
        roles, classes = self._labels
        states, index = self._reader.read([text])
        outputs = ["roles", *(name.replace(" ", "_") for name in classes)]
        told, *scores = self._reader.answer(states, index, [(0, list(words)) for words in sentences], outputs)
        shares = [_softmax(scored) for scored in scores]
        places = text.places.tolist()
        for number, words in enumerate(sentences):
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
    def _worth(self) -> Worth:
        return read_worth(self._folder / WORTH)

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
