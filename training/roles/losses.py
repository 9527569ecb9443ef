"""What a reader of roles is trained with: its answers against the right ones, and against those of a teacher."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from training.roles.batches import Batch
from training.roles.network import RoleReader

WORDS: Final = 10.0
"""Words that together weigh as much as one class."""

Scores = tuple[Tensor, dict[str, Tensor]]


def loss_of(
    network: RoleReader, batch: Batch, teacher: RoleReader | None = None, soft: float = 0.5, words: float = WORDS
) -> Tensor:
    """Return the loss of a batch.

    Args:
        teacher: reads the same batch, if there is one.
        soft: its share of the loss where the right answer is known; elsewhere it is all of it.
        words: how many words weigh as much as one class.
    """
    found = network(batch.pieces, batch.text, batch.marks)
    if teacher is None:
        return _against_labels(found, batch, batch.weight, words)
    with torch.no_grad():
        taught = teacher(batch.pieces, batch.text, batch.marks)
    own = _against_labels(found, batch, batch.weight * (1 - soft), words)
    return own + _against_teacher(found, taught, batch, 1 - batch.weight * (1 - soft), words)


def _against_labels(found: Scores, batch: Batch, weight: Tensor, words: float) -> Tensor:
    roles, classes = found
    each = functional.binary_cross_entropy_with_logits(roles, batch.roles, reduction="none")
    loss = _over_words(each, batch, weight, words)
    for name, scores in classes.items():
        each = functional.cross_entropy(scores, batch.classes[name], ignore_index=-1, reduction="none")
        loss = loss + (each * weight).sum() / (batch.classes[name] >= 0).sum().clamp(min=1)
    return loss


def _against_teacher(found: Scores, taught: Scores, batch: Batch, weight: Tensor, words: float) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(found[0], taught[0].sigmoid(), reduction="none")
    loss = _over_words(each, batch, weight, words)
    for name, scores in found[1].items():
        known = (batch.classes[name] >= 0) | (batch.weight == 0)
        each = -(taught[1][name].softmax(-1) * scores.log_softmax(-1)).sum(-1)
        loss = loss + (each * weight * known).sum() / known.sum().clamp(min=1)
    return loss


def _over_words(each: Tensor, batch: Batch, weight: Tensor, words: float) -> Tensor:
    """Return the mean over questions of what is summed over words and the roles asked for, so many counting 1."""
    kept = batch.words[..., None] * batch.asked[:, None, :] * weight[:, None, None]
    return (each * kept).sum() / (words * len(weight))
