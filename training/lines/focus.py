"""The questions of an epoch where few have a red line: each one that has, and of the others those that read like one.

Takes examples and how likely a reader finds a red line in each question; gives the same texts with fewer questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.lines.schema import YES
from training.roles.examples import Example

_EASY: Final = 0.03
"""How likely any question without a red line is drawn, beside its share."""

_REPEATED: Final = ("joined", "spliced")


@dataclass(frozen=True, slots=True)
class Focus:
    """Examples with the share of each of their questions, in order.

    `hard` is how many questions without a red line are drawn for each one with; `repeated` how likely a passage that is
    joined with others or stands in a report, and so has been asked about alone, is drawn.
    """

    examples: Sequence[Example]
    shares: NDArray[np.float32]
    hard: float
    repeated: float = 0.35

    def draw(self, chance: np.random.Generator) -> list[Example]:
        """Return the texts of one epoch, those that are asked about."""
        is_line = np.array([q.classes.get("line") == YES for e in self.examples for q in e.questions])
        is_alone = np.array([not e.name.startswith(_REPEATED) for e in self.examples for _ in e.questions])
        kept = is_line & (is_alone | (chance.random(len(is_line)) < self.repeated))
        weight = np.where(is_line, 0, self.shares + _EASY)
        most = min(int(self.hard * kept.sum()), int((~is_line).sum()))
        kept[chance.choice(len(kept), most, replace=False, p=weight / weight.sum())] = True
        numbers = iter(kept)
        return [
            replace(example, questions=asked)
            for example in self.examples
            if (asked := tuple(question for question in example.questions if next(numbers)))
        ]
