"""The reader: embedded pieces of a sentence, and marks on its words → classes of each question.

The lower layers read a sentence once, whatever is asked of it. The upper ones read its words again for each question,
with marks on source, target and trigger. Both start from all-MiniLM-L6-v2; the embeddings under them are the shipped
encoder's, which stay as they are, so that text is embedded once for tags, trees and relations.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import BUILDS, Encoder, Layer

LOWER: Final = 4
MARKS: Final = ("source", "target", "trigger")
_BUILD: Final = BUILDS["small"]
_DROPOUT: Final = 0.2


class Reader(nn.Module):
    """Six layers, four below the marks and two above them."""

    def __init__(self, kinds: int, modes: int, modalities: int, lower: int = LOWER) -> None:
        super().__init__()
        self.lower = nn.ModuleList(Layer(_BUILD) for _ in range(lower))
        self.upper = nn.ModuleList(Layer(_BUILD) for _ in range(_BUILD.layers - lower))
        self.marks = nn.Linear(len(MARKS), _BUILD.width, bias=False)
        nn.init.normal_(self.marks.weight, std=0.3)
        self.dropout = nn.Dropout(_DROPOUT)
        self.mixed = nn.Linear(4 * _BUILD.width, _BUILD.width)
        self.kind = nn.Linear(_BUILD.width, kinds)
        self.mode = nn.Linear(_BUILD.width, modes)
        self.modality = nn.Linear(_BUILD.width, modalities)

    def forward(
        self, embedded: Tensor, attention_mask: Tensor, word_index: Tensor, sentence: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of kinds, modes and modalities, [questions, ...].

        Args:
            embedded: [sentences, pieces, width].
            attention_mask: [sentences, pieces].
            word_index: [sentences, 1 + words], the first piece of each word; 0 first and as padding.
            sentence: [questions], the sentence that each is about.
            marks: [questions, 1 + words, 3], 1 where a word is of the source, the target or the trigger.
        """
        return self.answer(self.read(embedded, attention_mask, word_index), word_index, sentence, marks)

    def read(self, embedded: Tensor, attention_mask: Tensor, word_index: Tensor) -> Tensor:
        """Return the states of the words of each sentence, the whole sentence's first."""
        states, bias = embedded, _bias(attention_mask)
        for layer in self.lower:
            states = layer(states, bias)
        return states.gather(1, word_index[..., None].expand(-1, -1, _BUILD.width))

    def answer(
        self, words: Tensor, word_index: Tensor, sentence: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of each question."""
        mixed = self.dropout(self.features(words, word_index, sentence, marks))
        return self.kind(mixed), self.mode(mixed), self.modality(mixed)

    def features(self, words: Tensor, word_index: Tensor, sentence: Tensor, marks: Tensor) -> Tensor:
        """Return what the scores of each question are read from, [questions, width]."""
        is_word = (word_index > 0).to(words.dtype)
        is_word = torch.cat([torch.ones_like(is_word[:, :1]), is_word[:, 1:]], 1)
        states, bias = words[sentence] + self.marks(marks), _bias(is_word[sentence])
        for layer in self.upper:
            states = layer(states, bias)
        counts = marks.sum(1).clamp(min=1.0)[..., None]
        pooled = marks.transpose(1, 2) @ states / counts
        joined = torch.cat([states[:, 0], pooled[:, 0], pooled[:, 1], pooled[:, 2]], -1)
        mixed: Tensor = functional.gelu(self.mixed(self.dropout(joined)))
        return mixed

    def load_pretrained(self, encoder: Encoder) -> None:
        """Take over the layers of a pretrained encoder."""
        for ours, theirs in zip([*self.lower, *self.upper], encoder.layers, strict=True):
            ours.load_state_dict(theirs.state_dict())


def _bias(mask: Tensor) -> Tensor:
    return (mask[:, None, None, :].float() - 1) * 10000.0
