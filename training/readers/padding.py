"""Several texts as one batch: `Pieces` → padded tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.readers.pieces import Pieces


@dataclass(frozen=True, slots=True)
class PieceBatch:
    """Several texts, padded: ids, places, shapes and mask [texts, pieces], word_index [texts, 1 + words]."""

    input_ids: Tensor
    position_ids: Tensor
    shape_ids: Tensor
    attention_mask: Tensor
    word_index: Tensor

    def to(self, device: torch.device) -> PieceBatch:
        """Return the batch on a device."""
        return PieceBatch(*(getattr(self, name).to(device, non_blocking=True) for name in self.__slots__))


def pad_pieces(texts: Sequence[Pieces]) -> PieceBatch:
    """Return the texts as one batch."""
    ids, places, shapes, index = (
        _padded([getattr(text, name) for text in texts]) for name in ("ids", "places", "shapes", "word_index")
    )
    mask = _padded([np.ones(len(text.ids)) for text in texts])
    return PieceBatch(ids, places, shapes, mask, index)


def _padded(rows: Sequence[NDArray[np.generic]]) -> Tensor:
    """Return rows as [rows, longest], zeros behind the shorter ones."""
    table = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return torch.from_numpy(table)
