"""Which sentences are worth a reader's time: what the encoder made of a sentence, and its words → a score.

A reader of six layers finds nothing in nearly all sentences that hold a word it listens for. This score is linear and
all but free, and it is set so that it errs on the side of asking.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.arrays import open_arrays
from linewatch.language.kept import KeptSentence

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Worth:
    """Weights of the mean state of a sentence's words, [width], and of small-letter words that it holds."""

    mean: Floats
    words: Mapping[str, float]
    bias: float

    def score(self, words: Collection[str], mean: Floats) -> float:
        """Return how much speaks for reading a sentence with these words, each once; from 0 on it is worth it."""
        return float(self.mean @ mean) + sum(self.words.get(word, 0.0) for word in sorted(words)) + self.bias


def words_of(doc: Doc, sentence: KeptSentence) -> frozenset[str]:
    """Return the words of a sentence in small letters, each once."""
    return frozenset(doc[place].lower_ for place in sentence.places.tolist())


def read_worth(path: Path) -> Worth:
    """Return the weights of a file.

    Raises:
        ModelError: LW302 when the file is missing; LW301 when it holds no such weights.
    """
    with open_arrays(path, "a table of weights of words") as table:
        words = dict(zip(table["words"].tolist(), table["word_weights"].tolist(), strict=True))
        return Worth(np.asarray(table["mean"], np.float32), words, float(table["bias"]))


def save_worth(path: Path, worth: Worth) -> None:
    """Write the weights to a file; the same weights give the same bytes."""
    words = sorted(worth.words)
    weights = np.array([worth.words[word] for word in words], np.float32)
    np.savez_compressed(path, words=np.array(words), word_weights=weights, mean=worth.mean, bias=np.float32(worth.bias))
