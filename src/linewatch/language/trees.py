"""Arc scores → the best dependency tree.

Takes the biaffine head's square of scores, gives one head a word. Chu-Liu-Edmonds, because UD trees
cross (Eisner's algorithm cannot make such trees), and exactly one word hangs on the root. It must never
give anything but a tree.

Source: Chu and Liu 1965, Edmonds 1967; the single root by a penalty on the root's arcs that no other
choice of arcs can make good.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scores = NDArray[np.float64]


def decode_tree(arc_scores: ArrayLike) -> list[int]:
    """The heads of words 1 to n in the highest-scoring tree with a single root.

    Args:
        arc_scores: [n + 1, n + 1] finite scores, row = dependent, column = head; row and column 0 are the
            root. Row 0 and the diagonal are ignored.

    Returns: n heads, 0 for the one word that hangs on the root; always a tree.

    Raises:
        ValueError: the scores are not square or not finite.
    """
    scores = np.array(arc_scores, dtype=np.float64)
    if scores.ndim != 2 or scores.shape[0] != scores.shape[1] or scores.shape[0] == 0:
        raise ValueError(f"arc scores must be square, not {scores.shape}")
    if not np.isfinite(scores).all():
        raise ValueError("arc scores must be finite")
    if scores.shape[0] <= 2:
        return [0] * (scores.shape[0] - 1)
    np.fill_diagonal(scores, -np.inf)
    greedy = scores.argmax(axis=1).astype(np.int64)
    greedy[0] = 0
    if np.count_nonzero(greedy[1:] == 0) == 1 and not _find_cycle(greedy):
        return [int(head) for head in greedy[1:]]
    return [int(head) for head in _best_arborescence(_penalise_root(scores))[1:]]


def _penalise_root(scores: Scores) -> Scores:
    """Scores whose best tree has one arc from the root: each such arc costs more than a whole tree can gain."""
    finite = scores[np.isfinite(scores)]
    span = float(finite.max() - finite.min()) + 1.0
    scores[:, 0] -= span * scores.shape[0]
    return scores


def _best_arborescence(scores: Scores) -> NDArray[np.int64]:
    """The best head of every node but 0, by contracting one cycle at a time."""
    heads: NDArray[np.int64] = scores.argmax(axis=1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle)])
    contracted, leaving, entering = _contract(scores, heads, inside, outside)
    return _expand(_best_arborescence(contracted), heads, outside, leaving, entering)


def _contract(
    scores: Scores, heads: NDArray[np.int64], inside: NDArray[np.int64], outside: NDArray[np.int64]
) -> tuple[Scores, NDArray[np.int64], NDArray[np.int64]]:
    """The smaller problem with the cycle as its last node.

    Returns: its scores; for each outside node the cycle node it would hang on; for each outside node as
    the cycle's head, the cycle node that it would take.
    """
    size = len(outside)
    contracted = np.full((size + 1, size + 1), -np.inf)
    contracted[:size, :size] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, inside)]
    gain = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    contracted[:size, size] = from_cycle.max(axis=1)
    contracted[size, :size] = gain.max(axis=0)
    contracted[0, :] = -np.inf
    return contracted, inside[from_cycle.argmax(axis=1)], inside[gain.argmax(axis=0)]


def _expand(
    solved: NDArray[np.int64],
    heads: NDArray[np.int64],
    outside: NDArray[np.int64],
    leaving: NDArray[np.int64],
    entering: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The heads of the larger problem: the cycle stays, but for the one arc that is broken."""
    size = len(outside)
    result = heads.copy()
    hangs_on_cycle = solved[:size] == size
    result[outside] = np.where(hangs_on_cycle, leaving, outside[np.minimum(solved[:size], size - 1)])
    entry = int(solved[size])
    result[entering[entry]] = outside[entry]
    result[0] = 0
    return result


def _find_cycle(heads: NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle, or nothing where every word leads to the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []
