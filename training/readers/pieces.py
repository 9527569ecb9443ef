"""Texts as the readers read them: the pieces of one or more sentences, and where each word begins.

Takes sentences as lists of words; gives `Pieces`, plain arrays that can be stored, and read without a tokenizer. At
work a reader joins what the encoder embedded sentence by sentence, so places of pieces begin anew with each sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from linewatch.language.pieces import encode_sentences

if TYPE_CHECKING:  # a far machine reads stored pieces and has no tokenizer
    from tokenizers import Tokenizer

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids, places and shapes of all pieces, and the first piece of each word; `word_index` begins with 0, the whole."""

    ids: Numbers
    places: Numbers
    shapes: Numbers
    word_index: Numbers


def split_pieces(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> Pieces:
    """Return the pieces of sentences that are read as one text."""
    parts = [encode_sentences(tokenizer, [words]) for words in sentences]
    before = np.cumsum([0, *(part.input_ids.shape[1] for part in parts)])
    index = [part.word_index[0, 1:] + start for part, start in zip(parts, before, strict=False)]
    return Pieces(
        ids=_joined([part.input_ids[0] for part in parts]),
        places=_joined([np.arange(part.input_ids.shape[1]) for part in parts]),
        shapes=_joined([part.shape_ids[0] for part in parts]),
        word_index=_joined([np.zeros(1), *index]),
    )


def _joined(parts: Sequence[NDArray[np.generic]]) -> Numbers:
    return np.concatenate(parts).astype(np.int32)
