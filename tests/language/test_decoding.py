from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linewatch.language.decoding import Decoder, Scores, allowed_moves, decode_entities

NER = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
MOVES = allowed_moves(NER)
LABELS = {"upos": ("X",), "xpos": ("X",), "feats": ("_",), "deprel": ("dep", "root", "obj"), "ner": NER}
SCORES = st.integers(1, 4).flatmap(lambda size: arrays(np.float32, (size, 5), elements=st.integers(-5, 5).map(float)))


def is_legal(labels: tuple[int, ...]) -> bool:
    return all(MOVES[last, label] for last, label in zip((-1, *labels), labels, strict=False))


@given(SCORES)
def test_no_legal_sequence_of_entities_scores_higher(scores: np.ndarray) -> None:
    found = tuple(decode_entities(scores, MOVES).tolist())
    legal = [labels for labels in product(range(5), repeat=len(scores)) if is_legal(labels)]
    assert is_legal(found)
    assert sum(scores[range(len(found)), found]) == max(sum(scores[range(len(found)), labels]) for labels in legal)


def test_no_words_have_no_entities() -> None:
    assert decode_entities(np.zeros((0, 5), np.float32), MOVES).tolist() == []


def scores_of(words: int, seed: int) -> Scores:
    random = np.random.default_rng(seed)
    size = words + 1
    tags = np.zeros(words, np.int64)
    shapes = (words, 5), (size, size), (size, 3 * 4), (size, 4)
    return Scores(tags, tags, tags, *(random.normal(size=shape).astype(np.float32) for shape in shapes))


def test_only_the_root_has_the_relation_root() -> None:
    found = Decoder(LABELS).decode([scores_of(9, seed=1)], [(0, 9)], 9)
    assert ((found.deprel == 1) == (found.head == 0)).all()
    assert (found.head == 0).sum() == 1


def test_windows_make_one_tree() -> None:
    windows = [(0, 6), (3, 9), (6, 12)]
    found = Decoder(LABELS).decode([scores_of(6, seed=seed) for seed in range(3)], windows, 12)
    assert (found.head == 0).sum() == 1
    assert len(found.deprel) == len(found.upos) == len(found.ner) == 12
    assert ((found.deprel == 1) == (found.head == 0)).all()


def test_a_relation_is_the_one_that_fits_both_halves_best() -> None:
    scores = scores_of(4, seed=5)
    found = Decoder(LABELS).decode([scores], [(0, 4)], 4)
    every = np.einsum("drs,hs->rdh", scores.dependent.reshape(5, 3, 4), scores.head)
    every[1] = -np.inf
    expected = [1 if head == 0 else every[:, word, head].argmax() for word, head in enumerate(found.head, start=1)]
    assert found.deprel.tolist() == expected


def test_a_window_may_have_no_word_of_its_own() -> None:
    found = Decoder(LABELS).decode([scores_of(4, seed=1), scores_of(2, seed=2)], [(0, 4), (1, 3)], 4)
    assert len(found.deprel) == 4
