from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linewatch.language.trees import decode_tree

SCORES = st.integers(1, 5).flatmap(
    lambda size: arrays(np.float64, (size + 1, size + 1), elements=st.integers(-8, 8).map(float))
)


def leads_to_root(heads: list[int]) -> bool:
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = heads[word - 1], steps + 1
            if steps > len(heads):
                return False
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads, 1)))


@given(SCORES)
def test_no_tree_with_one_root_scores_higher(scores: np.ndarray) -> None:
    words = len(scores) - 1
    heads = decode_tree(scores)
    trees = [list(tree) for tree in product(range(words + 1), repeat=words) if tree.count(0) == 1]
    best = max(total(scores, tree) for tree in trees if leads_to_root(tree))
    assert heads.count(0) == 1
    assert leads_to_root(heads)
    assert total(scores, heads) == best


def test_many_cycles_are_solved_without_recursion() -> None:
    size = 1501
    scores = np.zeros((size, size))
    for word in range(1, size - 1, 2):
        scores[word, word + 1] = scores[word + 1, word] = 9.0
    heads = decode_tree(scores)
    assert heads.count(0) == 1
    assert leads_to_root(heads)


def test_no_word_has_no_head() -> None:
    assert decode_tree(np.zeros((1, 1))) == []
    assert decode_tree(np.zeros((2, 2))) == [0]


@pytest.mark.parametrize("scores", [np.zeros((2, 3)), np.zeros(4), np.full((3, 3), np.nan)])
def test_what_is_no_square_of_numbers_is_refused(scores: np.ndarray) -> None:
    with pytest.raises(ValueError, match="arc scores"):
        decode_tree(scores)
