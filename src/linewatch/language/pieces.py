"""Words → the four padded integer arrays that the encoder reads.

Takes sentences as lists of words and a ``tokenizers.Tokenizer``; gives ``PieceArrays``. Training and
the runtime both import this module, so what the model saw and what it sees cannot drift apart. It must
never look at anything but the words, and never change a character offset: ``normalise_word`` is for the
model's eyes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # readers are trained from stored pieces where there is no tokenizer
    from tokenizers import Tokenizer

IntArray = NDArray[np.int64]

SHAPE_NONE: Final = 0
SHAPE_LOWER: Final = 1
SHAPE_TITLE: Final = 2
SHAPE_UPPER: Final = 3
SHAPE_INITIAL: Final = 4
SHAPE_MIXED: Final = 5
SHAPE_DIGIT: Final = 6
SHAPE_SYMBOL: Final = 7
SHAPE_COUNT: Final = 8

MAX_WORD_PIECES: Final = 16
"""A word's later pieces are not shown to the model: one hostile word must not fill a window."""

_MAX_WORD_CHARS: Final = 400

_PLAIN_FORMS: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u2033": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2212": "-",
        "\u2014": "--",
        "\u2015": "--",
        "\u2026": "...",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class PieceArrays:
    """The encoder's inputs for a batch of B sentences, P pieces and W words wide, all int64.

    ``input_ids``, ``attention_mask`` and ``shape_ids`` are [B, P]. ``word_index`` is [B, W]: the position
    of each word's first piece; column 0 is always 0 (CLS, which stands for the root), padding is 0.
    """

    input_ids: IntArray
    attention_mask: IntArray
    shape_ids: IntArray
    word_index: IntArray


@lru_cache(maxsize=16_384)
def word_shape(word: str) -> int:
    """The shape class of a word, 1 to 7: the only thing that tells the uncased encoder about case."""
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return SHAPE_DIGIT if any(character.isdigit() for character in word) else SHAPE_SYMBOL
    if not any(character.isupper() for character in letters):
        return SHAPE_DIGIT if any(character.isdigit() for character in word) else SHAPE_LOWER
    if len(letters) == 1:
        return SHAPE_INITIAL
    if all(character.isupper() for character in letters):
        return SHAPE_UPPER
    first, *rest = letters
    return SHAPE_TITLE if first.isupper() and not any(c.isupper() for c in rest) else SHAPE_MIXED


def normalise_word(word: str) -> str:
    """The word as the model reads it: plain quotes, dashes and dots, of bounded length."""
    return word[:_MAX_WORD_CHARS].translate(_PLAIN_FORMS)


def split_words(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    """The piece ids of each word, each word tokenised by itself.

    Returns: one list a word, never empty ([UNK] where the tokenizer finds nothing) and never longer than
    MAX_WORD_PIECES.
    """
    distinct = list(dict.fromkeys(words))
    forms = [normalise_word(word) for word in distinct]
    unknown = [_special_id(tokenizer, "[UNK]")]
    encodings = tokenizer.encode_batch(forms, add_special_tokens=False)
    known = {
        word: encoding.ids[:MAX_WORD_PIECES] or unknown for word, encoding in zip(distinct, encodings, strict=True)
    }
    return [known[word] for word in words]


def count_pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[int]:
    """How many pieces each word takes in the encoder; CLS and SEP are two more a sentence."""
    return [len(pieces) for pieces in split_words(tokenizer, words)]


def encode_sentences(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> PieceArrays:
    """The encoder's inputs for a batch, padded to its longest sentence.

    Args:
        tokenizer: with truncation and padding off.
        sentences: words without blanks; each sentence must fit the model's window.
    """
    pieces = iter(split_words(tokenizer, [word for words in sentences for word in words]))
    return encode_split(tokenizer, sentences, [[next(pieces) for _ in words] for words in sentences])


def encode_split(
    tokenizer: Tokenizer, sentences: Sequence[Sequence[str]], split: Sequence[Sequence[Sequence[int]]]
) -> PieceArrays:
    """What `encode_sentences` gives, for words that `split_words` has split before."""
    longest = max((sum(map(len, ids)) for ids in split), default=0)
    most_words = max(map(len, split), default=0)
    arrays = _blank_arrays(len(split), longest + 2, most_words + 1)
    cls, sep = _special_id(tokenizer, "[CLS]"), _special_id(tokenizer, "[SEP]")
    for row, (words, ids) in enumerate(zip(sentences, split, strict=True)):
        _fill_row(arrays, row, words, ids, cls, sep)
    return arrays


def _blank_arrays(batch: int, width: int, words: int) -> PieceArrays:
    """Arrays of zeros: zero is the padding of all four."""
    return PieceArrays(
        input_ids=np.zeros((batch, width), np.int64),
        attention_mask=np.zeros((batch, width), np.int64),
        shape_ids=np.zeros((batch, width), np.int64),
        word_index=np.zeros((batch, words), np.int64),
    )


def _fill_row(
    arrays: PieceArrays, row: int, words: Sequence[str], split: Sequence[Sequence[int]], cls: int, sep: int
) -> None:
    """Writes one sentence into its row of the batch."""
    flat = [cls, *(piece for pieces in split for piece in pieces), sep]
    lengths = [len(pieces) for pieces in split]
    shapes = np.repeat([word_shape(word) for word in words], lengths)
    arrays.input_ids[row, : len(flat)] = flat
    arrays.attention_mask[row, : len(flat)] = 1
    arrays.shape_ids[row, 1 : len(flat) - 1] = shapes
    arrays.word_index[row, 1 : len(words) + 1] = 1 + np.cumsum([0, *lengths])[:-1]


def _special_id(tokenizer: Tokenizer, token: str) -> int:
    """The id of a special token that every BERT tokenizer has."""
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokenizer has no {token} token")
    return int(found)
