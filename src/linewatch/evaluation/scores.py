"""Counts that become figures. Every figure is in [0, 1] and stands beside the counts that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all were right."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0 of nothing."""
        return self.right / self.total if self.total else 0.0

    def cells(self) -> dict[str, float | int]:
        """Return the columns of a table."""
        return {"share": self.value, "right": self.right, "of": self.total}


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of shares that are not counts."""

    total: float
    number: int

    @property
    def value(self) -> float:
        """The mean, 0 of nothing."""
        return self.total / self.number if self.number else 0.0

    def cells(self) -> dict[str, float | int]:
        """Return the columns of a table."""
        return {"share": self.value, "of": self.number}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of those that were found, and of those to be found, were right. Nothing found of nothing is perfect."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of right ones among the found."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the found ones among those to be found."""
        return self.right / self.gold if self.gold else float(not self.predicted)

    @property
    def value(self) -> float:
        """The harmonic mean of both, F1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def cells(self) -> dict[str, float | int]:
        """Return the columns of a table."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "F1": self.value,
            "right": self.right,
            "predicted": self.predicted,
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall that are no counts, each with the number that it is a mean over."""

    precision: Mean
    recall: Mean

    @property
    def value(self) -> float:
        """The harmonic mean of both, F1."""
        total = self.precision.value + self.recall.value
        return 2 * self.precision.value * self.recall.value / total if total else 0.0

    def cells(self) -> dict[str, float | int]:
        """Return the columns of a table."""
        return {
            "precision": self.precision.value,
            "recall": self.recall.value,
            "F1": self.value,
            "predicted": self.precision.number,
            "gold": self.recall.number,
        }


Score = Share | Mean | Overlap | Rates
Scores = Mapping[str, Score]


def overlap_of(pairs: Sequence[tuple[Set[object], Set[object]]]) -> Overlap:
    """Return the counts over pairs of gold and predicted sets."""
    return Overlap(
        right=sum(len(gold & predicted) for gold, predicted in pairs),
        predicted=sum(len(predicted) for _, predicted in pairs),
        gold=sum(len(gold) for gold, _ in pairs),
    )
