"""Sentences too long for the encoder → overlapping windows, and what was said of the windows → the sentence.

Takes the number of pieces of each word; gives half-open ranges of words. A word takes its labels, and the scores of
its possible heads, from the window in which it stands most nearly in the middle. It must never drop a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Window = tuple[int, int]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
RowT = TypeVar("RowT", bound=np.generic)

OUT_OF_SIGHT: Final = -1e4
"""The score of a head that no window shows together with its dependent: below any that the encoder gives."""


def cut_windows(piece_counts: Sequence[int], max_pieces: int) -> list[Window]:
    """Ranges of words that cover the sentence, each of at most `max_pieces`, each sharing about half with the next.

    A word of more pieces than `max_pieces` has a window of its own, which is longer.
    """
    ends = [0, *accumulate(piece_counts)]
    if ends[-1] <= max_pieces:
        return [(0, len(piece_counts))]
    windows: list[Window] = []
    start = end = 0
    while end < len(piece_counts):
        end = max(end, start + 1)
        while end < len(piece_counts) and ends[end + 1] - ends[start] <= max_pieces:
            end += 1
        windows.append((start, end))
        middle = ends[start] + (ends[end] - ends[start]) // 2
        start = next((word for word in range(start + 1, end) if ends[word] >= middle), max(start + 1, end - 1))
    return windows


def choose_windows(windows: Sequence[Window], length: int) -> Numbers:
    """For each word the index of the window in which it is farthest from either edge; the earlier of equals.

    An edge of the sentence itself is no edge.
    """
    places = np.arange(length)
    depths = np.full((len(windows), length), -1, dtype=np.int64)
    for index, (start, end) in enumerate(windows):
        before = places[start:end] - start if start else length
        after = end - 1 - places[start:end] if end < length else length
        depths[index, start:end] = np.minimum(before, after)
    chosen: Numbers = depths.argmax(axis=0)
    return chosen


def merge_rows(windows: Sequence[Window], chosen: Numbers, parts: Sequence[NDArray[RowT]]) -> NDArray[RowT]:
    """The row of each word from its window; the first axis of each part is the window's words."""
    if len(parts) == 1:
        return parts[0]
    return np.stack([parts[index][word - windows[index][0]] for word, index in enumerate(chosen)])


def merge_arcs(windows: Sequence[Window], chosen: Numbers, arcs: Sequence[Floats]) -> Floats:
    """Arc scores of the whole sentence: each word's row is that of its window, `OUT_OF_SIGHT` beyond it.

    Row and column 0 are the root, which every window shows.
    """
    if len(arcs) == 1:
        return arcs[0]
    size = len(chosen) + 1
    merged = np.full((size, size), OUT_OF_SIGHT, dtype=np.float32)
    for index, (start, end) in enumerate(windows):
        rows = np.flatnonzero(chosen[start:end] == index)
        merged[start + rows + 1, start + 1 : end + 1] = arcs[index][rows + 1, 1:]
        merged[start + rows + 1, 0] = arcs[index][rows + 1, 0]
    return merged
