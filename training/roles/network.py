"""The network: pieces of a text and marks on its words → a score for each word and role, and for each class.

The embeddings number the pieces of each sentence anew, so the place of each piece's sentence in the text is added.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from linewatch.language.passages import MOST_SENTENCES
from training.readers.backbone import Backbone
from training.readers.padding import PieceBatch
from training.roles.examples import Schema

_DROPOUT: Final = 0.15
_PART_BYTES: Final = 15_000_000


class RoleReader(nn.Module):
    """A backbone with one linear layer for all roles and one for each class."""

    def __init__(self, backbone: Backbone, schema: Schema) -> None:
        super().__init__()
        width = backbone.build.width
        self.schema = schema
        self.backbone = backbone
        self.sentences = nn.Embedding(MOST_SENTENCES, width)
        nn.init.normal_(self.sentences.weight, std=0.02)
        self.dropout = nn.Dropout(_DROPOUT)
        self.roles = nn.Linear(width, len(schema.roles))
        if schema.classes:
            self.mixed = nn.Linear(2 * width, width)
        self.classes = nn.ModuleDict(
            {_key(name): nn.Linear(width, len(labels)) for name, labels in schema.classes.items()}
        )

    def forward(self, pieces: PieceBatch, text: Tensor, marks: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        """Return scores of roles [questions, 1 + words, roles], and of each class [questions, labels].

        Args:
            pieces: the texts.
            text: [questions], the text that each is about.
            marks: [questions, 1 + words, 1], 1 where a word is marked.
        """
        return self.answer(self.read(pieces), pieces.word_index, text, marks)

    def read(self, pieces: PieceBatch) -> Tensor:
        """Return the states of the words of each text, the whole text's first."""
        embedded = self.backbone.embedding(pieces.input_ids, pieces.position_ids, pieces.shape_ids)
        return self.read_embedded(embedded, pieces.attention_mask, pieces.word_index, sentence_ids(pieces))

    def read_embedded(self, embedded: Tensor, mask: Tensor, word_index: Tensor, sentences: Tensor) -> Tensor:
        """Return the same from embedded pieces and the number of each piece's sentence."""
        return self.backbone.read(embedded + self.sentences(sentences), mask, word_index)

    def answer(
        self, words: Tensor, word_index: Tensor, text: Tensor, marks: Tensor
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the scores of each question."""
        states = self.dropout(self.backbone.answer(words, word_index, text, marks))
        roles = self.roles(states).float()
        if not self.schema.classes:
            return roles, {}
        marked = (marks * states).sum(1) / marks.sum(1).clamp(min=1.0)
        mixed = self.dropout(functional.gelu(self.mixed(torch.cat([states[:, 0], marked], -1))))
        return roles, {name: self.classes[_key(name)](mixed).float() for name in self.schema.classes}


def sentence_ids(pieces: PieceBatch) -> Tensor:
    """Return the number of each piece's sentence in its text, [texts, pieces]; the last ones share a number."""
    begins = (pieces.position_ids == 0) & (pieces.attention_mask > 0)
    return (begins.long().cumsum(1) - 1).clamp(min=0, max=MOST_SENTENCES - 1)


def save_weights(network: nn.Module, path: Path) -> list[Path]:
    """Write the weights in 16 bits a number, in files of at most 15 MB that can travel one by one; return them.

    Args:
        path: of the first file; others have a number before the suffix ".npz".
    """
    parts: list[dict[str, np.ndarray]] = [{}]
    for name, tensor in network.state_dict().items():
        array = tensor.detach().cpu().numpy().astype(np.float16)
        if sum(other.nbytes for other in parts[-1].values()) + array.nbytes > _PART_BYTES and parts[-1]:
            parts.append({})
        parts[-1][name] = array
    path.parent.mkdir(parents=True, exist_ok=True)
    paths = [path, *(path.with_suffix(f".{number}.npz") for number in range(1, len(parts)))]
    for file, part in zip(paths, parts, strict=True):
        np.savez(file, **part)  # type: ignore[arg-type]
    return paths


def load_weights(network: nn.Module, path: Path) -> None:
    """Give the network the weights that `save_weights` wrote."""
    weights: dict[str, Tensor] = {}
    for file in [path, *sorted(path.parent.glob(f"{path.stem}.[0-9]*.npz"))]:
        with np.load(file) as part:
            weights |= {name: torch.from_numpy(part[name].astype(np.float32)) for name in part.files}
    network.load_state_dict(weights)


def _key(name: str) -> str:
    return name.replace(" ", "_")
