"""Groups of mentions compared, against values worked out by hand."""

from __future__ import annotations

import pytest

from linewatch.evaluation.links import score_b_cubed, score_ceaf, score_muc
from linewatch.evaluation.scores import Mean, Overlap, Rates

WANTED = [{1, 2, 3}, {4, 5}]
FOUND = [{1, 2}, {3}, {4, 5}]
JOINED = [{1, 2, 3, 4, 5}]


def test_muc_counts_links() -> None:
    assert score_muc([(WANTED, FOUND), (WANTED, JOINED)]) == Overlap(2 + 3, 2 + 4, 3 + 3)


def test_b_cubed_is_a_mean_over_mentions() -> None:
    scores = score_b_cubed([(WANTED, FOUND)])
    assert scores.precision.value == 1.0
    assert scores.recall == Mean(pytest.approx(4 / 3 + 1 / 3 + 2), 5)


def test_ceaf_pairs_groups_one_to_one() -> None:
    alike = pytest.approx(0.8 + 1.0)
    assert score_ceaf([(WANTED, FOUND)]) == Rates(Mean(alike, 3), Mean(alike, 2))


@pytest.mark.parametrize("groups", [WANTED, FOUND, JOINED])
def test_the_same_groups_are_perfect(groups: list[set[int]]) -> None:
    judged = [(groups, groups)]
    assert {score.value for score in (score_muc(judged), score_b_cubed(judged), score_ceaf(judged))} == {1.0}
