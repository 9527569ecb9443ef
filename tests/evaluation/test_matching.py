"""Answers go to labels one to one."""

from __future__ import annotations

from linewatch.evaluation.matching import common_chars, match_best, match_greedily

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
