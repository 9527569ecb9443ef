"""Which places of a padded array hold something: from there to rows of one table and back, as operations of a graph."""

from __future__ import annotations

from typing import Final

import numpy as np

from training.compact.graph import Graph
from training.encoder import ATTENTION_HEADS

HEADS: Final = ATTENTION_HEADS


class Rows:
    """The places that hold something, of an array [texts, places]; one row each.

    ``taken`` [rows] is the number of each row's place in the flat array, ``row_of`` [texts, places] the row of each
    place; an empty place has the row of its text's first.
    """

    def __init__(self, graph: Graph, is_taken: str) -> None:
        self._graph = graph
        flat = graph.op("Reshape", is_taken, graph.whole(-1))
        self.is_taken = is_taken
        self.taken = graph.op("Reshape", graph.op("NonZero", flat), graph.whole(-1))
        size = graph.op("Shape", is_taken)
        numbers = graph.op("Sub", graph.op("CumSum", flat, graph.one(0)), graph.one(1))
        numbers = graph.op("Reshape", numbers, size)
        first = graph.op("Slice", numbers, graph.whole(0), graph.whole(1), graph.whole(1))
        self.row_of = graph.op("Where", graph.op("Cast", is_taken, to=9), numbers, first)
        self.width = graph.op("Gather", size, graph.whole(1))
        self.place = graph.op("Mod", self.taken, self.width)

    def pack(self, padded: str, *shape: int) -> str:
        """Return the rows of a padded array [texts, places, ...] whose further sizes are `shape`."""
        return str(
            self._graph.op("Gather", self._graph.op("Reshape", padded, self._graph.whole(-1, *shape)), self.taken)
        )

    def pad(self, rows: str) -> str:
        """Return rows as an array [texts, places, ...]; an empty place has what its text's first has."""
        return str(self._graph.op("Gather", rows, self.row_of))

    def blocks(self, count: int, first: int) -> str:
        """Return where the blocks of each head stand, [texts, heads, places], in rows cut into `count` blocks each.

        Args:
            first: the number of the first head's block in its row.
        """
        graph = self._graph
        begins = graph.op("Mul", graph.op("Unsqueeze", self.row_of, graph.whole(1)), graph.one(count))
        numbers = np.arange(first, first + HEADS)[None, :, None]
        return str(graph.op("Add", begins, graph.array(numbers, f"heads_from_{first}")))

    def unblocks(self) -> str:
        """Return where the blocks of each row stand, [rows, heads], in an array [texts, heads, places] of blocks."""
        graph = self._graph
        texts = graph.op("Mul", graph.op("Sub", self.taken, self.place), graph.one(HEADS))
        begins = graph.op("Unsqueeze", graph.op("Add", texts, self.place), graph.whole(1))
        heads = graph.op("Mul", graph.array(np.arange(HEADS), "heads"), self.width)
        return str(graph.op("Add", begins, heads))

    def penalty(self) -> str:
        """Return what keeps attention off empty places, [texts, 1, 1, places]."""
        graph = self._graph
        missing = graph.op("Cast", graph.op("Sub", self.is_taken, graph.one(1)), to=1)
        scaled = graph.op("Mul", missing, graph.array(np.array(10000.0, np.float32), "far"))
        return str(graph.op("Unsqueeze", scaled, graph.whole(1, 2)))
