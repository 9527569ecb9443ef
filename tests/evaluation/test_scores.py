"""Figures from counts, with the edges where nothing was to be found."""

from __future__ import annotations

import pytest

from linewatch.evaluation.scores import Overlap, Share, overlap_of


def test_a_share_is_a_part_of_all() -> None:
    assert Share(3, 4).value == 0.75
    assert Share(0, 0).value == 0.0


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        (Overlap(2, 4, 8), (0.5, 0.25, 1 / 3)),
        (Overlap(0, 0, 0), (1.0, 1.0, 1.0)),
        (Overlap(0, 0, 5), (0.0, 0.0, 0.0)),
        (Overlap(0, 5, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_precision_recall_and_their_mean(counts: Overlap, figures: tuple[float, float, float]) -> None:
    assert (counts.precision, counts.recall, counts.value) == pytest.approx(figures)


def test_overlaps_are_summed_over_the_records() -> None:
    assert overlap_of([({1, 2}, {2, 3}), (set(), {4}), ({5}, {5})]) == Overlap(2, 4, 3)
