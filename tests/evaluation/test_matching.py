"""Answers go to labels one to one."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.evaluation.matching import assign_best, common_chars, match_best, match_greedily

CROSSED = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}


def test_the_best_pair_comes_first_and_takes_both() -> None:
    assert match_greedily(CROSSED) == [(0, 0)]
    assert match_greedily({(1, 0): 1.0, (0, 0): 1.0}) == [(0, 0)]


def test_more_pairs_go_before_better_ones() -> None:
    assert match_best(CROSSED, 2) == [(0, 1), (1, 0)]
    assert match_best({(0, 0): 0.1, (0, 1): 0.2}, 1) == [(0, 1)]
    assert match_best({}, 2) == []


def test_many_labels_are_matched_greedily() -> None:
    assert match_best(CROSSED, 4) == [(0, 0)]


def test_ranges_that_touch_share_nothing() -> None:
    assert common_chars((0, 4), (2, 9)) == 2
    assert common_chars((0, 4), (4, 9)) <= 0


@given(
    st.integers(0, 5).flatmap(
        lambda width: st.lists(st.lists(st.floats(0, 1), min_size=width, max_size=width), max_size=5)
    )
)
def test_an_assignment_is_as_good_as_the_best_of_all(scores: list[list[float]]) -> None:
    columns = len(scores[0]) if scores else 0
    wide = scores if len(scores) <= columns else list(zip(*scores, strict=True))
    every = (
        sum(row[column] for row, column in zip(wide, chosen, strict=True))
        for chosen in permutations(range(max(len(scores), columns)), min(len(scores), columns))
    )
    pairs = assign_best(scores)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(len(scores), columns)
    assert sum(scores[row][column] for row, column in pairs) == pytest.approx(max(every) if columns else 0.0)
