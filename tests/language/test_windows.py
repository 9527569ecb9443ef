from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.windows import OUT_OF_SIGHT, choose_windows, cut_windows, merge_arcs, merge_rows


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60), st.integers(8, 20))
def test_windows_cover_the_sentence_overlap_and_fit(counts: list[int], max_pieces: int) -> None:
    windows = cut_windows(counts, max_pieces)
    assert {word for start, end in windows for word in range(start, end)} == set(range(len(counts)))
    assert all(sum(counts[start:end]) <= max_pieces for start, end in windows)
    assert all(left[0] < right[0] < left[1] < right[1] for left, right in pairwise(windows))


def test_a_sentence_that_fits_is_one_window() -> None:
    assert cut_windows([1, 2, 3], 6) == [(0, 3)]
    assert cut_windows([], 6) == [(0, 0)]


def test_a_word_belongs_to_the_window_in_which_it_is_most_central() -> None:
    assert choose_windows([(0, 6), (3, 9)], 9).tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1]


def test_merged_scores_are_those_of_each_words_window() -> None:
    windows = [(0, 4), (2, 6)]
    chosen = choose_windows(windows, 6)
    rows = merge_rows(windows, chosen, [np.arange(4), 10 + np.arange(4)])
    arcs = merge_arcs(windows, chosen, [np.full((5, 5), 1.0, np.float32), np.full((5, 5), 2.0, np.float32)])
    assert rows.tolist() == [0, 1, 2, 11, 12, 13]
    assert arcs[1].tolist() == [1, 1, 1, 1, 1, OUT_OF_SIGHT, OUT_OF_SIGHT]
    assert arcs[6].tolist() == [2, OUT_OF_SIGHT, OUT_OF_SIGHT, 2, 2, 2, 2]
