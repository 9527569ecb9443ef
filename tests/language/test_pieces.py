"""What the encoder is shown of words: shapes, plain forms, pieces and padded arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from linewatch.language import pieces

_VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "army", "shell", "##ed", "town", "'", "-", ".", "ee", "##e"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer of a dozen pieces, built as BERT's is."""
    built = Tokenizer(WordPiece({piece: n for n, piece in enumerate(_VOCABULARY)}, unk_token="[UNK]"))
    built.normalizer = BertNormalizer(lowercase=True)
    built.pre_tokenizer = BertPreTokenizer()
    return built


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("army", pieces.SHAPE_LOWER),
        ("Army", pieces.SHAPE_TITLE),
        ("NATO", pieces.SHAPE_UPPER),
        ("U.S.", pieces.SHAPE_UPPER),
        ("A", pieces.SHAPE_INITIAL),
        ("J.", pieces.SHAPE_INITIAL),
        ("McCain", pieces.SHAPE_MIXED),
        ("iPhone", pieces.SHAPE_MIXED),
        ("2026", pieces.SHAPE_DIGIT),
        ("40th", pieces.SHAPE_DIGIT),
        ("...", pieces.SHAPE_SYMBOL),
        ("Élysée", pieces.SHAPE_TITLE),
        ("军队", pieces.SHAPE_LOWER),
    ],
)
def test_a_word_has_one_shape(word: str, shape: int) -> None:
    assert pieces.word_shape(word) == shape


@given(st.text(min_size=1))
def test_every_word_has_a_shape_within_range(word: str) -> None:
    assert 0 < pieces.word_shape(word) < pieces.SHAPE_COUNT


@pytest.mark.parametrize(
    ("word", "plain"), [("’s", "'s"), ("“", '"'), ("–", "-"), ("—", "--"), ("…", "..."), ("a", "a")]
)
def test_typography_is_made_plain(word: str, plain: str) -> None:
    assert pieces.normalise_word(word) == plain


def test_a_word_is_split_by_itself(tokenizer: Tokenizer) -> None:
    found = pieces.split_words(tokenizer, ["The", "army", "shelled", "’"])
    assert [[_VOCABULARY[n] for n in ids] for ids in found] == [["the"], ["army"], ["shell", "##ed"], ["'"]]
    assert pieces.count_pieces(tokenizer, ["shelled", "town"]) == [2, 1]


@pytest.mark.parametrize("word", ["\u200b", "\ufffd", "\u00a0", "x"])
def test_a_word_without_pieces_is_unknown(tokenizer: Tokenizer, word: str) -> None:
    assert pieces.split_words(tokenizer, [word]) == [[_VOCABULARY.index("[UNK]")]]


def test_one_word_cannot_fill_a_window(tokenizer: Tokenizer) -> None:
    (found,) = pieces.split_words(tokenizer, ["." * 5000])
    assert len(found) == pieces.MAX_WORD_PIECES


def test_sentences_become_padded_arrays(tokenizer: Tokenizer) -> None:
    arrays = pieces.encode_sentences(tokenizer, [["The", "army", "shelled", "town"], ["Town", "."]])
    cls, sep = _VOCABULARY.index("[CLS]"), _VOCABULARY.index("[SEP]")
    assert arrays.input_ids.tolist() == [[cls, 4, 5, 6, 7, 8, sep], [cls, 8, 11, sep, 0, 0, 0]]
    assert arrays.attention_mask.sum(axis=1).tolist() == [7, 4]
    assert arrays.word_index.tolist() == [[0, 1, 2, 3, 5], [0, 1, 2, 0, 0]]
    lower, title, symbol = pieces.SHAPE_LOWER, pieces.SHAPE_TITLE, pieces.SHAPE_SYMBOL
    assert arrays.shape_ids.tolist() == [[0, title, lower, lower, lower, lower, 0], [0, title, symbol, 0, 0, 0, 0]]
    assert {getattr(arrays, name).dtype for name in arrays.__slots__} == {np.dtype(np.int64)}


def test_an_empty_batch_and_an_empty_sentence_hold_nothing(tokenizer: Tokenizer) -> None:
    assert pieces.encode_sentences(tokenizer, []).input_ids.shape == (0, 2)
    assert pieces.encode_sentences(tokenizer, [[]]).word_index.tolist() == [[0]]
