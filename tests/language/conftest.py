"""The pipeline with the real model, opened once, and an encoder that makes its annotations up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from spacy.language import Language

from linewatch.language import load
from linewatch.language.decoding import Annotation
from linewatch.settings import Settings


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load(Settings(threads=1))


class FakeEncoder:
    """Capitalised words are persons, the last word is the root and the others hang on the word behind them."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []
        self.labels = {
            "upos": ("NOUN", "PROPN"),
            "xpos": ("NN", "NNP"),
            "feats": ("_", "Number=Sing"),
            "deprel": ("dep", "root", "nsubj:pass"),
            "ner": ("O", "B-PER", "I-PER"),
        }

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[Annotation]:
        self.seen += [list(words) for words in sentences]
        return [self._annotate(words) for words in sentences]

    def _annotate(self, words: Sequence[str]) -> Annotation:
        names = np.array([int(word[0].isupper()) for word in words])
        head = np.arange(2, len(words) + 2)
        head[-1] = 0
        follows = np.concatenate([[0], names[:-1]]) * names
        return Annotation(
            upos=names, xpos=names, feats=names, ner=names + follows, head=head, deprel=np.where(head == 0, 1, 2)
        )


@pytest.fixture
def fake() -> FakeEncoder:
    return FakeEncoder()
