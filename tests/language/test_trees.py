"""Trees from arc scores: always a tree with one root, and the best one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from linewatch.language.trees import decode_tree


def _is_tree(heads: list[int]) -> bool:
    """Whether there is one root and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


def _total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads, 1)))


def _best_total(scores: np.ndarray) -> float:
    """The best total by trying every tree."""
    size = len(scores) - 1
    return max(_total(scores, list(h)) for h in product(range(size + 1), repeat=size) if _is_tree(list(h)))


def _squares(largest: int) -> st.SearchStrategy[np.ndarray]:
    values = st.floats(-30, 30, allow_nan=False, width=32)
    return st.integers(2, largest).flatmap(lambda n: arrays(np.float32, (n, n), elements=values))


@given(_squares(14))
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = decode_tree(scores)
    assert len(heads) == len(scores) - 1
    assert _is_tree(heads)


@given(_squares(5))
def test_no_other_tree_scores_higher(scores: np.ndarray) -> None:
    found = _total(scores.astype(np.float64), decode_tree(scores))
    assert found == pytest.approx(_best_total(scores.astype(np.float64)), abs=1e-6)


def test_a_thousand_cycles_are_solved_without_recursion() -> None:
    scores = np.zeros((2001, 2001))
    for word in range(1, 2000, 2):
        scores[word, word + 1] = scores[word + 1, word] = 9.0
    assert _is_tree(decode_tree(scores))


def test_crossing_arcs_are_allowed() -> None:
    scores = np.zeros((5, 5))
    for dependent, head in ((1, 3), (2, 4), (3, 0), (4, 3)):
        scores[dependent, head] = 10
    assert decode_tree(scores) == [3, 4, 0, 3]


def test_the_scores_are_left_as_they_were() -> None:
    scores = np.random.default_rng(1).normal(size=(9, 9))
    before = scores.copy()
    decode_tree(scores)
    assert (scores == before).all()


def test_a_sentence_of_one_word_or_none() -> None:
    assert decode_tree(np.zeros((2, 2))) == [0]
    assert decode_tree(np.zeros((1, 1))) == []


@pytest.mark.parametrize("scores", [np.zeros((2, 3)), np.zeros(4), np.full((3, 3), np.nan), np.zeros((0, 0))])
def test_anything_but_finite_squares_is_refused(scores: np.ndarray) -> None:
    with pytest.raises(ValueError, match="arc scores must be"):
        decode_tree(scores)
