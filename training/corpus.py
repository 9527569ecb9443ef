"""Packed corpora → batches on a device.

Takes the ``.npz`` files of ``training.pack``; gives ``Batch`` objects, built by indexing on the device itself,
so that a GPU never waits for Python to pad lists. Columns beyond the inputs are labels, whatever their names:
a new head needs no change here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

_STRUCTURE = ("pieces", "owners", "firsts", "widths", "words", "shapes")
MISSING = -100


@dataclass(slots=True)
class Batch:
    """The inputs of B sentences, their labels by column name, and the place of each word in the corpus."""

    input_ids: Tensor
    attention_mask: Tensor
    shape_ids: Tensor
    word_index: Tensor
    word_mask: Tensor
    word_rows: Tensor
    sentence_rows: Tensor
    labels: dict[str, Tensor]


class Corpus:
    """Sentences as flat tensors on one device."""

    def __init__(self, arrays: dict[str, np.ndarray], device: torch.device) -> None:
        self.widths = arrays["widths"].astype(np.int64)
        self.lengths = arrays["words"].astype(np.int64)
        self.device = device
        self._pieces = _flat(arrays["pieces"], device)
        self._owners = _flat(arrays["owners"], device)
        self._firsts = _flat(arrays["firsts"], device)
        self._shapes = _flat(arrays["shapes"], device)
        self._piece_starts = _flat(_starts(self.widths), device)
        self._word_starts = _flat(_starts(self.lengths), device)
        self._widths = _flat(self.widths, device)
        self._lengths = _flat(self.lengths, device)
        self._labels = {name: _flat(a, device) for name, a in arrays.items() if name not in _STRUCTURE}

    @classmethod
    def load(cls, paths: list[Path], device: torch.device) -> Corpus:
        """One corpus of several files; a column that a file lacks is missing for its words."""
        parts = [dict(np.load(path)) for path in paths]
        names = list(dict.fromkeys(name for part in parts for name in part))
        for part in parts:
            for name in names:
                part.setdefault(name, np.full(len(part["firsts"]), MISSING, np.int16))
        return cls({name: np.concatenate([part[name] for part in parts]) for name in names}, device)

    def __len__(self) -> int:
        return len(self.widths)

    @property
    def word_count(self) -> int:
        """How many words there are, each sentence's root counted."""
        return int(self.lengths.sum())

    def batch(self, rows: np.ndarray, variants: Tensor | None = None) -> Batch:
        """The batch of some sentences; ``variants`` chooses the casing of each (0 as written)."""
        chosen = torch.as_tensor(rows, device=self.device)
        width, length = _round_up(int(self.widths[rows].max())), int(self.lengths[rows].max())
        columns, words = torch.arange(width, device=self.device), torch.arange(length, device=self.device)
        piece_mask = columns < self._widths[chosen][:, None]
        word_mask = words < self._lengths[chosen][:, None]
        piece_rows = (self._piece_starts[chosen][:, None] + columns) * piece_mask
        word_rows = (self._word_starts[chosen][:, None] + words) * word_mask
        owners = self._word_starts[chosen][:, None] + self._owners[piece_rows]
        which = torch.zeros_like(chosen) if variants is None else variants
        shapes = self._shapes[owners, which[:, None].expand_as(owners)]
        labels = {name: flat[word_rows].masked_fill(~word_mask, MISSING) for name, flat in self._labels.items()}
        return Batch(
            input_ids=self._pieces[piece_rows] * piece_mask,
            attention_mask=piece_mask.long(),
            shape_ids=shapes * piece_mask,
            word_index=self._firsts[word_rows] * word_mask,
            word_mask=word_mask,
            word_rows=word_rows,
            sentence_rows=chosen,
            labels=labels,
        )


def plan_batches(widths: np.ndarray, budget: int, seed: int | None) -> Iterator[np.ndarray]:
    """Rows of each batch of one epoch: about one length a batch, at most ``budget`` padded pieces.

    Args:
        widths: pieces of each sentence.
        budget: padded pieces a batch; a longer sentence stands alone.
        seed: order of the epoch; None gives the plain order of lengths, for evaluation.
    """
    noise = np.random.default_rng(seed)
    keys = widths + (noise.uniform(-2, 2, len(widths)) if seed is not None else 0)
    order = np.argsort(keys, kind="stable")
    batches, start, widest = [], 0, 0
    for place, row in enumerate(order):
        widest = max(widest, int(widths[row]))
        if place > start and widest * (place - start + 1) > budget:
            batches.append(order[start:place])
            start, widest = place, int(widths[row])
    batches.append(order[start:])
    if seed is not None:
        noise.shuffle(batches)
    yield from batches


def casing_variants(count: int, share: float, generator: torch.Generator, device: torch.device) -> Tensor:
    """Which casing each sentence of a batch gets: as written, or, for ``share`` of them, one of the three others."""
    drawn = torch.rand(count, generator=generator)
    return torch.where(drawn < share, 1 + (drawn / share * 3).long().clamp(max=2), 0).to(device)


def _round_up(width: int) -> int:
    """A multiple of 8, which the fast attention kernels want."""
    return -(-width // 8) * 8


def _starts(lengths: np.ndarray) -> np.ndarray:
    """Where each sentence begins in a flat column."""
    return np.concatenate([[0], np.cumsum(lengths)[:-1]])


def _flat(array: np.ndarray, device: torch.device) -> Tensor:
    """A column as int64 on the device."""
    return torch.as_tensor(array.astype(np.int64), device=device)
