"""The layers of a reader: pieces of a text, and marks on its words → one state a word and question.

The lower layers read a text once, whatever is asked of it; the upper ones read its words again for each question,
with marks on some of them. ``small`` is shipped and starts from all-MiniLM-L6-v2 over the shipped encoder's embedding,
so that text is embedded once for tags, trees and readers. ``large`` only teaches; it starts from all-mpnet-base-v2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from training.encoder import ATTENTION_HEADS, BUCKETS, BUILDS, Encoder, Layer, distance_buckets, working_type
from training.readers.embedding import ShippedEmbedding, Tables
from training.readers.padding import PieceBatch

UPPER: Final = {"small": 2, "large": 4}
"""How many of the layers stand above the marks."""


class Backbone(nn.Module):
    """An encoder that is cut in two, with marks in between."""

    def __init__(self, size: str, marks: int, tables: Tables, layers: int | None = None) -> None:
        super().__init__()
        self.build = BUILDS[size]
        count = layers or self.build.layers
        self.lower = nn.ModuleList(Layer(self.build) for _ in range(count - UPPER[size]))
        self.upper = nn.ModuleList(Layer(self.build) for _ in range(UPPER[size]))
        self.marks = nn.Linear(marks, self.build.width, bias=False)
        nn.init.normal_(self.marks.weight, std=0.3)
        self.embedding = LargeEmbedding() if self.build.is_relative else ShippedEmbedding(tables)
        if self.build.is_relative:
            self.distances = nn.Embedding(BUCKETS, ATTENTION_HEADS)

    def forward(self, pieces: PieceBatch, sentence: Tensor, marks: Tensor) -> Tensor:
        """Return the states of the words for each question, [questions, 1 + words, width].

        Args:
            pieces: the texts.
            sentence: [questions], the text that each is about.
            marks: [questions, 1 + words, marks], 1 where a word is marked.
        """
        embedded = self.embedding(pieces.input_ids, pieces.position_ids, pieces.shape_ids)
        words = self.read(embedded, pieces.attention_mask, pieces.word_index)
        return self.answer(words, pieces.word_index, sentence, marks)

    def read(self, embedded: Tensor, attention_mask: Tensor, word_index: Tensor) -> Tensor:
        """Return the states of the words of each text, the whole text's first."""
        states, bias = embedded, self._bias(attention_mask, embedded)
        for layer in self.lower:
            states = layer(states, bias)
        return states.gather(1, word_index[..., None].expand(-1, -1, self.build.width))

    def answer(self, words: Tensor, word_index: Tensor, sentence: Tensor, marks: Tensor) -> Tensor:
        """Return the states of the words for each question."""
        is_word = (word_index > 0).to(words.dtype)
        is_word = torch.cat([torch.ones_like(is_word[:, :1]), is_word[:, 1:]], 1)
        states, bias = words[sentence] + self.marks(marks), self._bias(is_word[sentence], words)
        for layer in self.upper:
            states = layer(states, bias)
        return states

    def load_pretrained(self, weights: Mapping[str, np.ndarray]) -> None:
        """Take over the layers of the published encoder; a reader of fewer layers takes the lowest ones."""
        encoder = Encoder(self.build)
        encoder.load_pretrained(weights)
        for ours, theirs in zip([*self.lower, *self.upper], encoder.layers, strict=False):
            ours.load_state_dict(theirs.state_dict())
        if self.build.is_relative:
            self.distances.load_state_dict(encoder.distances.state_dict())
            for part in ("words", "positions", "norm"):
                getattr(self.embedding, part).load_state_dict(getattr(encoder, part).state_dict())

    def _bias(self, mask: Tensor, states: Tensor) -> Tensor:
        bias = (mask[:, None, None, :].float() - 1) * 10000.0
        if self.build.is_relative:
            places = torch.arange(mask.shape[1], device=mask.device)
            bias = bias + self.distances(distance_buckets(places)).permute(2, 0, 1)[None]
        return bias.to(working_type(states))


class LargeEmbedding(nn.Module):
    """The large encoder's own embedding, trained with it. It tells case by shapes, which start at zero."""

    def __init__(self) -> None:
        super().__init__()
        plain = Encoder(BUILDS["large"])
        self.words, self.positions, self.shapes, self.norm = plain.words, plain.positions, plain.shapes, plain.norm
        self.dropout = plain.dropout

    def forward(self, input_ids: Tensor, position_ids: Tensor, shape_ids: Tensor) -> Tensor:
        """Return [texts, pieces, width]."""
        summed = self.words(input_ids) + self.positions(position_ids) + self.shapes(shape_ids)
        embedded: Tensor = self.dropout(self.norm(summed))
        return embedded
