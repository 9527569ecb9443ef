"""Figures of the two halves of a set of our own, held to the floors in a file beside the set."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

Percents = Mapping[str, Mapping[str, float]]
"""Per cent by half and name of the figure; of floors as well."""


def hold(measured: Percents, path: Path, *, slack: float, is_update: bool) -> int:
    """Print a line for each figure below its floor and return 1, else 0; raise the floors where that is asked for.

    Args:
        slack: points between a figure and the floor that follows from it.
    """
    floors: Percents = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if faults := list(find_faults(measured, floors)):
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    if is_update:
        path.write_text(json.dumps(raise_floors(measured, floors, slack), indent=1) + "\n", encoding="utf-8")
    return 0


def find_faults(measured: Percents, floors: Percents) -> Iterator[str]:
    """Yield a line for each figure below its floor."""
    for half, wanted in floors.items():
        for name, value in measured[half].items():
            if value < wanted[name]:
                yield f"{half}: {name} is {value:.2f}, below its floor of {wanted[name]:.2f}"


def raise_floors(measured: Percents, floors: Percents, slack: float) -> Percents:
    """Return the floors that follow from what was measured; none is lower than before."""
    return {
        half: {name: max(round(value - slack, 2), floors.get(half, {}).get(name, 0.0)) for name, value in one.items()}
        for half, one in measured.items()
    }
