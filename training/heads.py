"""The heads: what is read off the encoder's states, each with its loss and its ONNX outputs.

A head is one small class in ``HEADS``: it names the label columns it learns, gives a dictionary of outputs, a loss
against labels, the targets that it would teach another model, and a loss against such targets. The trainer, the
distiller and the exporter go through ``HEADS`` only, so a new head (attribution, events, ...) is a class here and a
column in ``training.pack``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpus import MISSING, Batch

_DROPOUT: Final = 0.33
_ARC_SPACE: Final = 256
_LABEL_SPACE: Final = 64

Outputs = dict[str, Tensor]
Labels = Mapping[str, Sequence[str]]


class Head(nn.Module, ABC):
    """What every head does."""

    exported: tuple[str, ...]

    @abstractmethod
    def forward(self, states: Tensor) -> Outputs:
        """The scores, [B, W, ...], of states [B, W, width]."""

    @abstractmethod
    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """The mean loss against the labels; 0 where the batch has none."""

    def guides(self, lectures: Sequence[Outputs], batch: Batch) -> Outputs:  # noqa: ARG002
        """Label columns that several teachers must agree on before their targets can be averaged."""
        return {}

    @abstractmethod
    def targets(self, outputs: Outputs, batch: Batch) -> Outputs:
        """Log-probabilities that this head would teach, in float32."""

    @abstractmethod
    def soft_loss(self, outputs: Outputs, targets: Outputs, batch: Batch) -> Tensor:
        """The mean divergence from another model's targets."""


class TagHead(Head):
    """One label a word."""

    def __init__(self, name: str, width: int, size: int, hidden: int = 0) -> None:
        super().__init__()
        self.name = name
        self.exported = (name,)
        inner = [nn.Linear(width, hidden), nn.GELU(), nn.Dropout(_DROPOUT)] if hidden else []
        self.score = nn.Sequential(nn.Dropout(_DROPOUT), *inner, nn.Linear(hidden or width, size))

    def forward(self, states: Tensor) -> Outputs:
        return {self.name: self.score(states)}

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        return _cross_entropy(outputs[self.name], batch.labels.get(self.name))

    def targets(self, outputs: Outputs, batch: Batch) -> Outputs:  # noqa: ARG002
        return {self.name: outputs[self.name].float().log_softmax(-1)}

    def soft_loss(self, outputs: Outputs, targets: Outputs, batch: Batch) -> Tensor:
        return _divergence(outputs[self.name], targets[self.name], _is_word(batch))


class SpanHead(TagHead):
    """One BIO label a word, where each word also hears what its neighbours tend to.

    Two zero-initialised matrices add to a word's scores what the first guess of the word before and after speaks
    for: one step of mean-field inference in a chain. It keeps names whole at the cost of a tiny product. Beyond the
    last word comes the root again, so padding changes nothing.
    """

    def __init__(self, name: str, width: int, size: int, hidden: int) -> None:
        super().__init__(name, width, size, hidden)
        self.from_before = nn.Parameter(torch.zeros(size, size))
        self.from_after = nn.Parameter(torch.zeros(size, size))

    def forward(self, states: Tensor) -> Outputs:
        scores = self.score(states)
        guess = scores.softmax(-1)
        before = torch.cat([guess[:, :1], guess[:, :-1]], 1) @ self.from_before
        after = torch.cat([guess[:, 1:], guess[:, :1]], 1) @ self.from_after
        return {self.name: scores + before + after}


class TreeHead(Head):
    """Dependency arcs and their labels, both biaffine; column 0 stands for the root.

    Source: Dozat and Manning 2017.
    """

    exported = ("arc", "rel_dependent", "rel_head")

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.arc_dependent, self.arc_head = _projection(width, _ARC_SPACE), _projection(width, _ARC_SPACE)
        self.rel_dependent, self.rel_head = _projection(width, _LABEL_SPACE), _projection(width, _LABEL_SPACE)
        self.arc_weight = nn.Parameter(torch.zeros(_ARC_SPACE + 1, _ARC_SPACE))
        self.rel_weight = nn.Parameter(torch.zeros(_LABEL_SPACE + 1, relations * (_LABEL_SPACE + 1)))
        nn.init.normal_(self.arc_weight, std=0.02)
        nn.init.normal_(self.rel_weight, std=0.02)

    def forward(self, states: Tensor) -> Outputs:
        arc = _with_one(self.arc_dependent(states)) @ self.arc_weight @ self.arc_head(states).transpose(1, 2)
        outputs = {"arc": arc, "dependent": self.rel_dependent(states), "head": self.rel_head(states)}
        if torch.onnx.is_in_onnx_export():  # the two halves of the form: joined at work, once heads are known
            outputs["rel_dependent"] = _with_one(outputs["dependent"]) @ self.rel_weight
            outputs["rel_head"] = _with_one(outputs["head"])
        return outputs

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        heads = batch.labels.get("head")
        if heads is None:
            return outputs["arc"].sum() * 0.0
        relations = self._relations(outputs, heads.clamp(min=0))
        arcs = _cross_entropy(_mask_heads(outputs["arc"], batch), heads)
        return arcs + _cross_entropy(relations, batch.labels["deprel"])

    def guides(self, lectures: Sequence[Outputs], batch: Batch) -> Outputs:
        """``taught_head``: the gold head, else the one that the teachers together think best."""
        votes = sum(_mask_heads(outputs["arc"], batch).softmax(-1) for outputs in lectures)
        assert isinstance(votes, Tensor)
        gold = batch.labels.get("head")
        best = votes.argmax(-1)
        return {"taught_head": best if gold is None else torch.where(gold >= 0, gold, best)}

    def targets(self, outputs: Outputs, batch: Batch) -> Outputs:
        arcs = _mask_heads(outputs["arc"], batch).log_softmax(-1)
        relations = self._relations(outputs, batch.labels["taught_head"])
        return {"arc": arcs, "rel": relations.float().log_softmax(-1)}

    def soft_loss(self, outputs: Outputs, targets: Outputs, batch: Batch) -> Tensor:
        is_word = _is_word(batch)
        relations = self._relations(outputs, batch.labels["taught_head"])
        arcs = _divergence(_mask_heads(outputs["arc"], batch), targets["arc"], is_word)
        return arcs + _divergence(relations, targets["rel"], is_word)

    def _relations(self, outputs: Outputs, heads: Tensor) -> Tensor:
        """Relation scores [B, W, R] of each word with one given head."""
        chosen = outputs["head"].gather(1, heads[..., None].expand(-1, -1, _LABEL_SPACE))
        return (self._dependents(outputs) @ _with_one(chosen)[..., None]).squeeze(-1)

    def _dependents(self, outputs: Outputs) -> Tensor:
        """The dependents' half of the form, [B, W, R, space]; one plain product, which int8 needs."""
        half = _with_one(outputs["dependent"]) @ self.rel_weight
        return half.view(*half.shape[:2], -1, _LABEL_SPACE + 1)


def build_heads(labels: Labels, width: int) -> nn.ModuleDict:
    """Every head, sized for the closed label sets and for states of a width."""
    return nn.ModuleDict(
        {
            "upos": TagHead("upos", width, len(labels["upos"])),
            "xpos": TagHead("xpos", width, len(labels["xpos"])),
            "feats": TagHead("feats", width, len(labels["feats"])),
            "ner": SpanHead("ner", width, len(labels["ner"]), hidden=256),
            "tree": TreeHead(width, len(labels["deprel"])),
        }
    )


def _projection(width: int, size: int) -> nn.Sequential:
    """States seen from one side of a pair."""
    return nn.Sequential(nn.Dropout(_DROPOUT), nn.Linear(width, size), nn.GELU(), nn.Dropout(_DROPOUT))


def _with_one(states: Tensor) -> Tensor:
    """The states with a constant column, which gives a biaffine form its linear terms."""
    return functional.pad(states, (0, 1), value=1.0)


def _is_word(batch: Batch) -> Tensor:
    """Where words stand: neither padding nor the root."""
    mask = batch.word_mask.clone()
    mask[:, 0] = False
    return mask


def _mask_heads(arc: Tensor, batch: Batch) -> Tensor:
    """Arc scores in which padding cannot be a head."""
    return arc.float().masked_fill(~batch.word_mask[:, None, :], -1e4)


def _cross_entropy(scores: Tensor, labels: Tensor | None) -> Tensor:
    """Mean over the labelled words; 0, still tied to the scores, where there is none."""
    if labels is None:
        return scores.sum() * 0.0
    total = functional.cross_entropy(
        scores.float().flatten(0, 1), labels.flatten(), ignore_index=MISSING, reduction="sum"
    )
    return total / (labels != MISSING).sum().clamp(min=1)


def _divergence(scores: Tensor, targets: Tensor, mask: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence from the targets' distribution, over the masked words."""
    own = scores.float().log_softmax(-1)
    each = (targets.exp() * (targets - own)).sum(-1)
    return (each * mask).sum() / mask.sum().clamp(min=1)
