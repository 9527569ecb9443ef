from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from linewatch.language.model import model_folder
from linewatch.language.pieces import (
    MAX_WORD_PIECES,
    SHAPE_COUNT,
    count_pieces,
    encode_sentences,
    normalise_word,
    split_words,
    word_shape,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(model_folder() / "tokenizer.json"))


@pytest.mark.parametrize(
    ("one", "other"), [("Varna", "VARNA"), ("Varna", "varna"), ("A", "AB"), ("5", "-"), ("McKay", "Varna"), ("a", "A")]
)
def test_shapes_tell_words_apart(one: str, other: str) -> None:
    assert word_shape(one) != word_shape(other)
    assert 0 < word_shape(one) < SHAPE_COUNT


def test_curly_marks_are_read_as_plain_ones() -> None:
    assert [normalise_word(word) for word in ("n’t", "“", "—", "…")] == ["n't", '"', "--", "..."]


@pytest.mark.parametrize("word", ["\u200b", "\x00", "😀", "x" * 5000, "\u0301"])
def test_every_word_has_pieces_but_not_too_many(tokenizer: Tokenizer, word: str) -> None:
    assert 1 <= count_pieces(tokenizer, [word])[0] <= MAX_WORD_PIECES


def test_the_arrays_point_at_each_words_first_piece(tokenizer: Tokenizer) -> None:
    tokenizer.no_padding()
    tokenizer.no_truncation()
    words = ["Norland", "shelled", "Varna", "."]
    arrays = encode_sentences(tokenizer, [words, ["Stop", "!"]])
    firsts = [pieces[0] for pieces in split_words(tokenizer, words)]
    assert arrays.input_ids[0, arrays.word_index[0, 1:]].tolist() == firsts
    assert arrays.word_index[1].tolist() == [0, 1, 2, 0, 0]
    assert arrays.attention_mask.sum(axis=1).tolist() == [sum(count_pieces(tokenizer, words)) + 2, 4]
    assert (arrays.input_ids == 0).sum() == (arrays.attention_mask == 0).sum()
