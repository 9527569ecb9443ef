"""Which answer is meant for which label, where ranges only overlap. One answer goes to one label at most.

Source: the scorers of the gold sets, whose rules are repeated here so that figures agree to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import inf
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


def assign_best(scores: Sequence[Sequence[float]]) -> list[Pair]:
    """Return one to one pairs of rows and columns with the greatest sum of scores, as many as the shorter side has.

    Source: Kuhn 1955, by shortest augmenting paths with potentials.
    """
    if len(scores) > len(scores[0] if scores else ()):
        return sorted((row, column) for column, row in assign_best(list(zip(*scores, strict=True))))
    columns = len(scores[0]) if scores else 0
    row_price, column_price = [0.0] * len(scores), [0.0] * (columns + 1)
    row_of: list[int | None] = [None] * (columns + 1)  # the last column is where each new row begins
    for row in range(len(scores)):
        row_of[columns] = row
        least, before, seen, at = [inf] * columns, [columns] * columns, [False] * (columns + 1), columns
        while (taken := row_of[at]) is not None:
            seen[at] = True
            for column in range(columns):
                cost = -scores[taken][column] - row_price[taken] - column_price[column]
                if not seen[column] and cost < least[column]:
                    least[column], before[column] = cost, at
            at = min((column for column in range(columns) if not seen[column]), key=least.__getitem__)
            step = least[at]
            for column in range(columns + 1):
                if seen[column]:
                    row_price[row_of[column]] += step  # type: ignore[index]
                    column_price[column] -= step
                elif column < columns:
                    least[column] -= step
        while at != columns:
            row_of[at], at = row_of[before[at]], before[at]
    return sorted((row, column) for column, row in enumerate(row_of[:columns]) if row is not None)


def common_chars(one: Pair, other: Pair) -> int:
    """Return how many characters two ranges share; 0 or less where they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _pairs(chosen: Iterable[int | None]) -> Iterable[Pair]:
    return ((label, answer) for label, answer in enumerate(chosen) if answer is not None)


def _is_one_to_one(chosen: Iterable[int | None]) -> bool:
    answers = [answer for answer in chosen if answer is not None]
    return len(answers) == len(set(answers))
