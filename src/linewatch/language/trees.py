"""Arc scores → the best dependency tree.

Takes the biaffine head's square of scores, gives one head a word. Chu-Liu-Edmonds, because UD trees
cross (Eisner's algorithm cannot make such trees), and exactly one word hangs on the root. It must never
give anything but a tree. Time grows with the square of the words, whatever the scores: a path of best
heads is grown, and a cycle that closes on it becomes one node, until the path reaches the root.

Source: Chu and Liu 1965, Edmonds 1967; the order of work from Gabow, Galil, Spencer and Tarjan 1986; the
single root by a penalty on the root's arcs that no other choice of arcs can make good.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scores = NDArray[np.float64]
Nodes = NDArray[np.int64]


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
    greedy: list[int] = scores.argmax(axis=1).tolist()
    greedy[0] = 0
    if greedy[1:].count(0) == 1 and _is_tree(greedy):
        return greedy[1:]
    return _Contraction(_penalise_root(scores)).heads()[1:]


def _penalise_root(scores: Scores) -> Scores:
    """Scores whose best tree has one arc from the root: each such arc costs more than a whole tree can gain."""
    finite = scores[np.isfinite(scores)]
    span = float(finite.max() - finite.min()) + 1.0
    scores[:, 0] -= span * scores.shape[0]
    return scores


def _is_tree(heads: list[int]) -> bool:
    """Whether every node leads to the root."""
    is_safe = [True] + [False] * (len(heads) - 1)
    for start in range(1, len(heads)):
        path = set()
        node = start
        while not is_safe[node]:
            if node in path:
                return False
            path.add(node)
            node = heads[node]
        for visited in path:
            is_safe[visited] = True
    return True


class _Contraction:
    """Nodes 0 to n are the root and the words; each contracted cycle adds one.

    ``rows[node]`` scores every original node as the node's head, ``-inf`` where that is inside the node;
    ``entries[node]`` says through which member of a cycle a head would enter it.
    """

    def __init__(self, scores: Scores) -> None:
        self.size = len(scores)
        self.rows: list[Scores] = list(scores)
        self.entries: list[Nodes] = []
        self.best = [0] * self.size
        self.owner = np.arange(self.size)

    def heads(self) -> list[int]:
        """The best head of each original node; the root's is 0."""
        is_done = [True] + [False] * (self.size - 1)
        for start in range(1, self.size):
            if not is_done[self.owner[start]]:
                self._grow_path(start, is_done)
        return self._expand()

    def _grow_path(self, start: int, is_done: list[bool]) -> None:
        """Follow best heads from a word until a finished node is reached, contracting each cycle that closes."""
        path = [start]
        places = {start: 0}
        while True:
            node = path[-1]
            self.best[node] = int(self.rows[node].argmax())
            head = int(self.owner[self.best[node]])
            if is_done[head]:
                break
            if head in places:
                cycle = path[places[head] :]
                del path[places[head] :]
                for member in cycle:
                    del places[member]
                head = self._contract(cycle)
                is_done.append(False)
            places[head] = len(path)
            path.append(head)
        for node in path:
            is_done[node] = True

    def _contract(self, cycle: list[int]) -> int:
        """A new node in place of a cycle: a head gains what it scores above the arc that it would replace."""
        gains = np.stack([self.rows[member] - self.rows[member][self.best[member]] for member in cycle])
        node = len(self.rows)
        is_inside = np.isin(self.owner, cycle)
        row: Scores = gains.max(axis=0)
        row[is_inside] = -np.inf
        self.rows.append(row)
        self.entries.append(np.array(cycle)[gains.argmax(axis=0)])
        self.best.append(0)
        self.owner[is_inside] = node
        for member in cycle:
            self.rows[member] = row[:0]
        return node

    def _expand(self) -> list[int]:
        """The heads of the words: in each cycle, latest first, the one arc is broken through which its head enters."""
        for node in range(len(self.best) - 1, self.size - 1, -1):
            head = self.best[node]
            self.best[int(self.entries[node - self.size][head])] = head
        return self.best[: self.size]
