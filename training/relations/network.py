"""The reader of relations: a text, and marks on the words of two parties and of an act → classes of each question."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.readers.backbone import Backbone
from training.readers.padding import PieceBatch
from training.relations.kinds import all_kinds, all_modes
from training.relations.markup import MODALITIES

MARKS: Final = ("source", "target", "trigger")
_DROPOUT: Final = 0.2

Scores = tuple[Tensor, Tensor, Tensor]


class Reader(nn.Module):
    """A backbone, and three linear layers over what it makes of the whole, the source, the target and the trigger."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        width = backbone.build.width
        self.backbone = backbone
        self.dropout = nn.Dropout(_DROPOUT)
        self.mixed = nn.Linear((1 + len(MARKS)) * width, width)
        self.kind = nn.Linear(width, len(all_kinds()))
        self.mode = nn.Linear(width, len(all_modes()))
        self.modality = nn.Linear(width, len(MODALITIES))

    def forward(self, pieces: PieceBatch, sentence: Tensor, marks: Tensor) -> Scores:
        """Return scores of kinds, modes and modalities, [questions, ...]; the arguments are the backbone's."""
        mixed = self.dropout(self.features(self.backbone(pieces, sentence, marks), marks))
        return self.kind(mixed), self.mode(mixed), self.modality(mixed)

    def features(self, states: Tensor, marks: Tensor) -> Tensor:
        """Return what the scores of each question are read from, [questions, width]."""
        counts = marks.sum(1).clamp(min=1.0)[..., None]
        pooled = marks.transpose(1, 2) @ states / counts
        joined = torch.cat([states[:, 0], pooled[:, 0], pooled[:, 1], pooled[:, 2]], -1)
        mixed: Tensor = functional.gelu(self.mixed(self.dropout(joined)))
        return mixed
