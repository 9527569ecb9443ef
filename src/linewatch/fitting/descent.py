"""Features and what is right of each → a last layer that says so. Numpy alone, the same from run to run.

Multinomial logistic regression in which a label may stand for several rows: the loss of an example is minus the
logarithm of what all its right rows share (the marginal likelihood). A pull towards where the layer started keeps
what the examples do not speak of as it was. Full-batch gradient descent; each step is as long as the last two
gradients suggest, and is halved until the loss falls.
Source: the length of steps, Barzilai and Borwein 1988; the halving, Armijo 1966.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from linewatch.language.heads import Floats, Head

Bools = NDArray[np.bool_]
Doubles = NDArray[np.float64]

ROUNDS: Final = 300
PULL: Final = 0.1
"""What one example weighs against the pull: alone it moves the score of a row by up to 1 / PULL."""
_SLOPE: Final = 1e-4
_STILL: Final = 1e-4
_MOST_HALVINGS: Final = 40


@dataclass(frozen=True, slots=True)
class Examples:
    """Features [examples, width]; which rows are right and which are asked about, [examples, labels]."""

    features: Floats
    right: Bools
    asked: Bools

    def chosen(self, places: list[int]) -> Examples:
        """Return some of them, in that order."""
        return Examples(self.features[places], self.right[places], self.asked[places])


def fit_head(head: Head, examples: Examples, *, pull: float = PULL, rounds: int = ROUNDS) -> Head:
    """Return the layer fitted to the examples, starting from what it is; without examples it stays what it is."""
    if not len(examples.features) or not rounds:
        return head
    features = examples.features.astype(np.float64)
    unit = float(np.sqrt((features**2).mean())) or 1.0  # so that a bias weighs as much as a feature
    inputs = np.hstack([features, np.full((len(features), 1), unit)])
    start = np.hstack([head.weight, head.bias[:, None] / unit]).astype(np.float64)
    scale = float((inputs**2).sum(1).mean())
    table = _descend(start, _Loss(inputs, examples, start, pull * scale), 1 / (len(inputs) * scale), rounds)
    return Head(head.labels, table[:, :-1].astype(np.float32), (unit * table[:, -1]).astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is to be made small, and its gradient."""

    inputs: Doubles
    examples: Examples
    start: Doubles
    pull: float

    def at(self, table: Doubles) -> tuple[float, Doubles]:
        """Return the loss of a table and the direction in which it rises."""
        scores = self.inputs @ table.T
        asked, asked_total = _shares(scores, self.examples.asked)
        right, right_total = _shares(scores, self.examples.right)
        moved = table - self.start
        loss = float((asked_total - right_total).sum() + self.pull / 2 * (moved**2).sum())
        return loss, (asked - right).T @ self.inputs + self.pull * moved


def _descend(table: Doubles, loss: _Loss, step: float, rounds: int) -> Doubles:
    value, slope = loss.at(table)
    enough = _STILL * float(np.linalg.norm(slope))
    for _ in range(rounds):
        steepness = float((slope**2).sum())
        for _ in range(_MOST_HALVINGS):
            new = table - step * slope
            new_value, new_slope = loss.at(new)
            if new_value <= value - _SLOPE * step * steepness:
                break
            step /= 2
        else:
            return table
        change, turn = new - table, new_slope - slope
        bend = float((change * turn).sum())
        table, value, slope = new, new_value, new_slope
        step = float((change**2).sum()) / bend if bend > 0 else 2 * step
        if np.linalg.norm(slope) <= enough:
            break
    return table


def _shares(scores: Doubles, among: Bools) -> tuple[Doubles, Doubles]:
    """Return each row's share among those that count, and the logarithm of the sum that they are shares of."""
    counted = np.where(among, scores, -np.inf)
    most = counted.max(1, keepdims=True)
    powers = np.exp(counted - most)
    total = powers.sum(1, keepdims=True)
    return powers / total, (most + np.log(total))[:, 0]
