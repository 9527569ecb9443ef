"""The sentences of an article → passages: sentences that go on together and are read as one text.

Takes the length of each sentence; gives ranges of sentences. A passage begins and ends with a sentence that is in the
middle of its neighbour, so that what is in the middle is seen with what stands around it. It never looks at words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MOST_SENTENCES: Final = 16
"""How many sentences a passage may have; readers number them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences [start, end) that are read together, of which [low, high) are the middle."""

    start: int
    end: int
    low: int
    high: int


def cut_passages(sizes: Sequence[int], most: int) -> Iterator[Passage]:
    """Yield passages of at most `most` pieces so that each sentence is in the middle of one; a long one stands alone.

    Args:
        sizes: the pieces of each sentence.
    """
    low = 0
    while low < len(sizes):
        start = low - 1 if low and sizes[low - 1] + sizes[low] <= most else low
        end, total = low + 1, sum(sizes[start : low + 1])
        while end < len(sizes) and total + sizes[end] <= most and end - start < MOST_SENTENCES:
            total += sizes[end]
            end += 1
        high = end if end == len(sizes) else max(low + 1, end - 1)
        yield Passage(start, end, low, high)
        low = high
