"""The whole model: one encoder, one pass, every head.

Takes the four arrays of ``linewatch.language.pieces``; gives every head's outputs over the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from training.corpus import Batch
from training.encoder import BUILDS, Encoder
from training.heads import Head, Labels, Outputs, build_heads


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self, labels: Labels, build: str = "small") -> None:
        super().__init__()
        self.encoder = Encoder(BUILDS[build])
        self.heads = build_heads(labels, BUILDS[build].width)

    def forward(self, batch: Batch) -> Outputs:
        """The outputs of all heads."""
        return self.read_heads(self.encode(batch.input_ids, batch.attention_mask, batch.shape_ids, batch.word_index))

    def encode(self, input_ids: Tensor, attention_mask: Tensor, shape_ids: Tensor, word_index: Tensor) -> Tensor:
        """The state of each word's first piece."""
        states: Tensor = self.encoder(input_ids, attention_mask, shape_ids)
        return states.gather(1, word_index[..., None].expand(-1, -1, states.shape[-1]))

    def read_heads(self, states: Tensor) -> Outputs:
        """The outputs of all heads on given word states."""
        outputs: Outputs = {}
        for head in self.each_head():
            outputs |= head(states)
        return outputs

    def loss(self, outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head against the labels."""
        return {name: head.loss(outputs, batch) for name, head in self.named_heads()}

    def guides(self, lectures: Sequence[Outputs], batch: Batch) -> Outputs:
        """What the outputs of several teachers must agree on first."""
        agreed: Outputs = {}
        for head in self.each_head():
            agreed |= head.guides(lectures, batch)
        return agreed

    def targets(self, outputs: Outputs, batch: Batch) -> Outputs:
        """What every head would teach."""
        taught: Outputs = {}
        for head in self.each_head():
            taught |= head.targets(outputs, batch)
        return taught

    def soft_loss(self, outputs: Outputs, targets: Outputs, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head against another model's targets."""
        return {name: head.soft_loss(outputs, targets, batch) for name, head in self.named_heads()}

    def each_head(self) -> list[Head]:
        """The heads in their order."""
        return [head for _, head in self.named_heads()]

    def named_heads(self) -> list[tuple[str, Head]]:
        """The heads with their names."""
        return [(name, head) for name, head in self.heads.items() if isinstance(head, Head)]
