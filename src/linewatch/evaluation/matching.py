"""Which answer is meant for which label, where ranges only overlap. One answer goes to one label at most.

Source: the scorers of the gold sets, whose rules are repeated here so that figures agree to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final

Pair = tuple[int, int]
"""Number of the label, number of the answer."""

_FEW: Final = 3
"""Labels up to which every assignment is tried."""


def match_greedily(scores: Mapping[Pair, float]) -> list[Pair]:
    """Return pairs, best score first; equal ones in the order of their numbers."""
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for label, answer in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if label not in taken[0] and answer not in taken[1]:
            pairs.append((label, answer))
            taken[0].add(label)
            taken[1].add(answer)
    return pairs


def match_best(scores: Mapping[Pair, float], labels: int) -> list[Pair]:
    """Return the most pairs, with the greatest sum of scores; greedily where there are many labels."""
    if labels > _FEW:
        return sorted(match_greedily(scores))
    choices = [[None, *(answer for label, answer in scores if label == number)] for number in range(labels)]
    assignments = [list(_pairs(chosen)) for chosen in product(*choices) if _is_one_to_one(chosen)]
    return max(assignments, key=lambda pairs: (len(pairs), sum(scores[pair] for pair in pairs)))


def common_chars(one: Pair, other: Pair) -> int:
    """Return how many characters two ranges share; 0 or less where they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _pairs(chosen: Iterable[int | None]) -> Iterable[Pair]:
    return ((label, answer) for label, answer in enumerate(chosen) if answer is not None)


def _is_one_to_one(chosen: Iterable[int | None]) -> bool:
    answers = [answer for answer in chosen if answer is not None]
    return len(answers) == len(set(answers))
