"""Which pairs are held out, and how many of them a last layer reads rightly.

A held-out share has pairs of every label. Classes are counted under the narrowest label of the file that means them,
others under their own names, and the shares of what counts together are added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from linewatch.evaluation.scores import Mean, Overlap, Score, Share
from linewatch.fitting.labelled import Labelled
from linewatch.language.heads import Floats, Heads


def hold_out(pairs: Sequence[Labelled], share: float, seed: int) -> list[int]:
    """Return the places of the pairs to hold out: that share of each label, one at least, never all of it."""
    random = np.random.default_rng(seed)
    held: list[int] = []
    for label in dict.fromkeys(pair.label for pair in pairs):
        places = [place for place, pair in enumerate(pairs) if pair.label == label]
        number = min(len(places) - 1, max(1, round(share * len(places)))) if share else 0
        held += [places[drawn] for drawn in random.permutation(len(places))[:number]]
    return sorted(held)


def score_pairs(heads: Heads, pairs: Sequence[Labelled], features: Floats) -> dict[str, Score]:
    """Return accuracy, macro F1 and the figures of each label."""
    groups = _groups(heads, pairs)
    judged = []
    for pair, row in zip(pairs, features, strict=True):
        shares = heads.shares("kind", row)
        best = max(groups, key=lambda name: sum(shares[kind] for kind in groups[name]))
        is_right = best == pair.label or set(groups[best]) <= set(pair.kinds)
        judged.append((pair.label, pair.label if is_right else best))
    labels = sorted({gold for gold, _ in judged})
    figures = {name: _overlap(name, judged) for name in labels}
    right = sum(gold == answer for gold, answer in judged)
    macro = Mean(sum(figure.value for figure in figures.values()), len(figures))
    return {"accuracy": Share(right, len(judged)), "macro F1": macro, **figures}


def _groups(heads: Heads, pairs: Sequence[Labelled]) -> Mapping[str, list[str]]:
    """Return the classes by what they are counted as."""
    meant: dict[str, set[str]] = {}
    for pair in pairs:
        meant.setdefault(pair.label, set()).update(pair.kinds)
    narrowest = sorted(meant, key=lambda label: (len(meant[label]), label))
    groups: dict[str, list[str]] = {}
    for kind in heads.parts["kind"].labels:
        home = next((label for label in narrowest if kind in meant[label]), kind)
        groups.setdefault(home, []).append(kind)
    return groups


def _overlap(name: str, judged: Sequence[tuple[str, str]]) -> Overlap:
    return Overlap(
        right=sum(gold == answer == name for gold, answer in judged),
        predicted=sum(answer == name for _, answer in judged),
        gold=sum(gold == name for gold, _ in judged),
    )
