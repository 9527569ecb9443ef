"""What the encoder leaves with a Doc for the readers that go on from there, and how they get at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from linewatch.language.decoding import Annotation

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_KEPT: Final = "linewatch_embedded"


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """One sentence that can be read: the places of its words, its pieces below the first layer, the first piece of
    itself and of each word, and the mean state of its words above the last layer.
    """

    places: Numbers
    pieces: Floats
    word_index: Numbers
    mean: Floats


def keep_embedded(doc: Doc, sentences: Sequence[Numbers], annotations: Sequence[Annotation]) -> None:
    """Leave with the doc what readers go on from, as plain arrays that can go to another process with it.

    Sentences that do not fit the encoder are left out.
    """
    doc.user_data[_KEPT] = [
        (places, told.pieces, told.word_index, told.mean)
        for places, annotation in zip(sentences, annotations, strict=True)
        if (told := annotation.embedded) is not None
    ]


def kept_sentences(doc: Doc) -> list[KeptSentence]:
    """Return the sentences that can be read, in order."""
    return [KeptSentence(*arrays) for arrays in doc.user_data.get(_KEPT, ())]
