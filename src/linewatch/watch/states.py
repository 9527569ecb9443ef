"""Features of a match → how likely each state is. The weights are data that `training.watching.fit` writes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from linewatch.watch.tables import read_tables

NONE: Final = "none"
"""The report has nothing to do with the line."""
STATES: Final = (NONE, "tested", "crossed", "answered", "reaffirmed", "withdrawn")
"""What a report can tell of a line, each a row of weights."""
BIAS: Final = "bias"


def state_shares(
    features: Mapping[str, float], weights: Mapping[str, Mapping[str, float]] | None = None
) -> dict[str, float]:
    """Return the share of each state; they add up to 1.

    Args:
        weights: by state, then by feature; those of data/watch.toml unless given.
    """
    weights = read_tables().weights if weights is None else weights
    told = [(name, value) for name, value in features.items() if value]
    sums = {}
    for state in STATES:
        row = weights[state]
        sums[state] = row[BIAS] + sum(row[name] * value for name, value in told)
    most = max(sums.values())
    raised = {state: math.exp(value - most) for state, value in sums.items()}
    total = sum(raised.values())
    return {state: value / total for state, value in raised.items()}
