"""Which sentences are worth a reader's time: what the encoder made of a sentence, and its words → a score.

A reader of six layers finds nothing in nearly all sentences that hold a word it listens for. This score is linear and
all but free, and it is set so that it errs on the side of asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.errors import ModelError
from linewatch.language.kept import KeptSentence

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Worth:
    """Weights of the mean state of a sentence's words, [width], and of small-letter words that it holds."""

    mean: Floats
    words: Mapping[str, float]
    bias: float

    def score(self, doc: Doc, sentence: KeptSentence) -> float:
        """Return how much speaks for reading the sentence; from 0 on it is worth it."""
        words = {doc[place].lower_ for place in sentence.places.tolist()}
        told = sum(self.words.get(word, 0.0) for word in sorted(words))
        return float(self.mean @ sentence.mean) + told + self.bias


def read_worth(path: Path) -> Worth:
    """Return the weights of a file.

    Raises:
        ModelError: LW302 when the file is missing; LW301 when it holds no such weights.
    """
    try:
        with np.load(path, allow_pickle=False) as table:
            words = dict(zip(table["words"].tolist(), table["word_weights"].tolist(), strict=True))
            return Worth(np.asarray(table["mean"], np.float32), words, float(table["bias"]))
    except FileNotFoundError as error:
        raise ModelError("LW302", "the file is missing; install linewatch again or train it anew", str(path)) from error
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise ModelError("LW301", f"the file holds no weights of words: {error}", str(path)) from error


def save_worth(path: Path, worth: Worth) -> None:
    """Write the weights to a file; the same weights give the same bytes."""
    words = sorted(worth.words)
    weights = np.array([worth.words[word] for word in words], np.float32)
    np.savez_compressed(path, words=np.array(words), word_weights=weights, mean=worth.mean, bias=np.float32(worth.bias))
