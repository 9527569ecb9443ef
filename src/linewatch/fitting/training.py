"""Labelled pairs with their features → the last layer fitted to them, and what it was worth on pairs held out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from linewatch.evaluation.scores import Score
from linewatch.fitting.descent import ROUNDS, Examples, fit_head
from linewatch.fitting.labelled import Labelled
from linewatch.fitting.labels import Vocabulary, with_rows
from linewatch.fitting.trials import hold_out, score_pairs
from linewatch.language.heads import Floats, Heads, heads_digest

_DIGITS: Final = 8  # of the checksum that tells one fitted layer from another


@dataclass(frozen=True, slots=True)
class Choices:
    """How to train: the share of pairs that measures before all of them train, how long, and the seed of the draw."""

    held_out: float = 0.2
    rounds: int = ROUNDS
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """The new tables, and the figures of the held-out pairs: before, and fitted to the others alone."""

    heads: Heads
    number: int
    held_out: int = 0
    before: Mapping[str, Score] = field(default_factory=dict)
    after: Mapping[str, Score] = field(default_factory=dict)


def fit_pairs(
    heads: Heads, vocabulary: Vocabulary, pairs: Sequence[Labelled], features: Floats, choices: Choices | None = None
) -> Trained:
    """Return the tables fitted to all pairs; the same input gives the same tables.

    Args:
        features: what the reader read of each pair, [pairs, width].
    """
    choices = choices or Choices()
    names = dict.fromkeys(kind for pair in pairs for kind in pair.kinds)
    start = with_rows(
        heads, {name: vocabulary.classes[name] for name in names}, [pair.mode for pair in pairs if pair.mode]
    )
    held = hold_out(pairs, choices.held_out, choices.seed)
    fitted = _named(_fit(start, pairs, features, choices.rounds), heads.version)
    if not held:
        return Trained(fitted, len(pairs))
    others = sorted(set(range(len(pairs))) - set(held))
    trial = _fit(start, [pairs[place] for place in others], features[others], choices.rounds)
    before, after = (score_pairs(each, [pairs[place] for place in held], features[held]) for each in (start, trial))
    return Trained(fitted, len(pairs), len(held), before, after)


def _fit(heads: Heads, pairs: Sequence[Labelled], features: Floats, rounds: int) -> Heads:
    kind, mode = heads.parts["kind"], heads.parts["mode"]
    right = np.array([[label in pair.kinds for label in kind.labels] for pair in pairs])
    fitted = fit_head(kind, Examples(features, right, np.ones_like(right)), rounds=rounds)
    told = [(place, pair.mode) for place, pair in enumerate(pairs) if pair.mode]
    if not told:
        return replace(heads, parts={**heads.parts, "kind": fitted})
    types = [row.partition("/")[0] for _, row in told]
    right = np.array([[label == row for label in mode.labels] for _, row in told])
    asked = np.array([[label.startswith(f"{name}/") for label in mode.labels] for name in types])
    modes = fit_head(mode, Examples(features[[place for place, _ in told]], right, asked), rounds=rounds)
    return replace(heads, parts={**heads.parts, "kind": fitted, "mode": modes})


def _named(heads: Heads, version: str) -> Heads:
    return replace(heads, version=f"{version.partition('+')[0]}+{heads_digest(heads)[:_DIGITS]}")
