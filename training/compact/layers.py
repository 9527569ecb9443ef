"""The layers of a network on rows: all rows go in, all of them or those that are asked for come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from training.compact.graph import OWN, Graph, Linear, Source
from training.compact.rows import HEADS, Rows

_PARTS: Final = 3
"""Queries, keys and values."""


class Layers:
    """Some layers of a source over the same rows."""

    def __init__(self, graph: Graph, source: Source, rows: Rows) -> None:
        self._graph = graph
        self._source = source
        self._rows = rows
        self._penalty = rows.penalty()
        self._unblocks = rows.unblocks()
        self._blocks = [rows.blocks(_PARTS * HEADS, part * HEADS) for part in range(_PARTS)]

    def all(self, states: str, paths: Sequence[str]) -> str:
        """Return all states after some layers."""
        for path in paths:
            qkv = self._source.linear(f"{path}/attention/qkv")
            width = qkv.weight.shape[0]
            joined = [qkv.columns(0, width, (width / HEADS) ** -0.5), qkv.columns(width, 3 * width)]
            made = self._graph.op("Reshape", self._graph.linear(states, _join(joined)), self._sizes(width // HEADS))
            parts = [self._graph.op("Gather", made, blocks) for blocks in self._blocks]
            states = self._finish(path, states, self._attend(*parts, self._unblocks, width))
        return states

    def some(self, states: str, path: str, asked: Rows, rows_asked: str) -> str:
        """Return the states of some rows after a layer.

        Args:
            asked: what is asked of each text.
            rows_asked: the row of each that is asked.
        """
        graph, qkv = self._graph, self._source.linear(f"{path}/attention/qkv")
        width = qkv.weight.shape[0]
        sizes = self._sizes(width // HEADS)
        own = graph.op("Gather", states, rows_asked)
        queries = graph.linear(own, qkv.columns(0, width, (width / HEADS) ** -0.5))
        others = graph.op("Reshape", graph.linear(states, qkv.columns(width, 3 * width)), sizes)
        parts = [
            graph.op("Gather", graph.op("Reshape", queries, sizes), asked.blocks(HEADS, 0)),
            *(graph.op("Gather", others, self._rows.blocks(2 * HEADS, part * HEADS)) for part in range(2)),
        ]
        return self._finish(path, own, self._attend(*parts, asked.unblocks(), width))

    def _attend(self, queries: str, keys: str, values: str, unblocks: str, width: int) -> str:
        """Return what attention mixes for each row."""
        graph = self._graph
        scores = graph.op("FusedMatMul", queries, keys, domain=OWN, transB=1)
        shares = graph.op("Softmax", graph.op("Add", scores, self._penalty), axis=-1)
        mixed = graph.op("Reshape", graph.op("MatMul", shares, values), self._sizes(width // HEADS))
        return str(graph.op("Reshape", graph.op("Gather", mixed, unblocks), self._sizes(width)))

    def _finish(self, path: str, states: str, mixed: str) -> str:
        """Return the rows after the rest of a layer."""
        graph, source = self._graph, self._source
        states = graph.op("Add", states, graph.linear(mixed, source.linear(f"{path}/attention/out")))
        states = graph.norm(states, source, f"{path}/attention_norm")
        inner = graph.op("Gelu", graph.linear(states, source.linear(f"{path}/inner")), domain=OWN)
        states = graph.op("Add", states, graph.linear(inner, source.linear(f"{path}/outer")))
        return graph.norm(states, source, f"{path}/norm")

    def _sizes(self, width: int) -> str:
        return self._graph.whole(-1, width)


def _join(parts: Sequence[Linear]) -> Linear:
    return Linear(*(np.concatenate([getattr(p, n) for p in parts], -1) for n in ("weight", "scale", "bias")))
