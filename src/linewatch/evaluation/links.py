"""How alike two ways are of sorting the same mentions into actors: MUC, B-cubed and CEAF-e. Takes groups, gives counts.

Sources: Vilain et al. 1995 (MUC); Bagga and Baldwin 1998 (B-cubed); Luo 2005 (CEAF, with its fourth similarity);
Pradhan et al. 2012 (the mean of the three F1). Both sides hold the same mentions; one that was not found is a group of
its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Set

from linewatch.evaluation.matching import assign_best
from linewatch.evaluation.scores import Mean, Overlap, Rates

Groups = Sequence[Set[Hashable]]
Judged = Iterable[tuple[Groups, Groups]]
"""For each report the groups of the gold file and those that were answered."""


def score_muc(judged: Judged) -> Overlap:
    """Return how many of the links that tie a group together are right; a mention alone has none."""
    right = predicted = gold = 0
    for wanted, found in judged:
        right += sum(len(one & other) - 1 for one in wanted for other in found if one & other)
        predicted += sum(len(group) - 1 for group in found)
        gold += sum(len(group) - 1 for group in wanted)
    return Overlap(right, predicted, gold)


def score_b_cubed(judged: Judged) -> Rates:
    """Return, over all mentions, which share of its group is right and which share of its chain is found."""
    precision = recall = 0.0
    mentions = 0
    for wanted, found in judged:
        common = [(len(one & other), len(one), len(other)) for one in wanted for other in found]
        precision += sum(both**2 / theirs for both, _, theirs in common)
        recall += sum(both**2 / ours for both, ours, _ in common)
        mentions += sum(map(len, wanted))
    return Rates(Mean(precision, mentions), Mean(recall, mentions))


def score_ceaf(judged: Judged) -> Rates:
    """Return how alike groups and chains are, paired one to one so that their sum is greatest."""
    alike, predicted, gold = 0.0, 0, 0
    for wanted, found in judged:
        table = [[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in wanted]
        alike += sum(table[row][column] for row, column in assign_best(table))
        predicted, gold = predicted + len(found), gold + len(wanted)
    return Rates(Mean(alike, predicted), Mean(alike, gold))
