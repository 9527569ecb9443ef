"""Examples → padded batches, with what makes the reader robust: triggers left out, and triggers of other relations.

A question of training shows its trigger in some readings only, because at work a relation is asked for with and
without one. Shown the trigger of another relation of its sentence, the right answer is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch
from torch import Tensor

from training.readers.padding import PieceBatch, pad_pieces
from training.relations.kinds import NONE, all_kinds
from training.relations.questions import Example, Question

_SHOWN: Final = 0.4
_FOREIGN: Final = 0.15
_SPREAD: Final = 8.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network reads, and the labels: `kinds` is [questions, classes], 1 for each class that is right.

    A question without any right class is not labelled.
    """

    pieces: PieceBatch
    sentence: Tensor
    marks: Tensor
    kinds: Tensor
    mode: Tensor
    modality: Tensor
    weight: Tensor

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def training_batches(examples: Sequence[Example], size: int, chance: np.random.Generator) -> Iterator[Batch]:
    """Yield all examples once, those of like length together, in a new order."""
    order = np.argsort([len(example.pieces.ids) + chance.uniform(0, _SPREAD) for example in examples])
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        chosen = [examples[place] for place in group]
        yield make_batch(chosen, [[_vary(example, q, chance) for q in example.questions] for example in chosen])


def plain_batches(examples: Sequence[Example], size: int) -> Iterator[Batch]:
    """Yield all examples in their order, their triggers left out."""
    for start in range(0, len(examples), size):
        chosen = examples[start : start + size]
        yield make_batch(chosen, [[replace(q, trigger=()) for q in example.questions] for example in chosen])


def make_batch(examples: Sequence[Example], asked: Sequence[Sequence[Question]]) -> Batch:
    """Return the examples and the questions about each, padded."""
    rows = [(row, question) for row, questions in enumerate(asked) for question in questions]
    words = max(len(example.pieces.word_index) for example in examples)
    marks, kinds = torch.zeros(len(rows), words, 3), torch.zeros(len(rows), len(all_kinds()))
    for place, (_, question) in enumerate(rows):
        for mark, marked in enumerate((question.source, question.target, question.trigger)):
            marks[place, [1 + word for word in marked], mark] = 1
        kinds[place, list(question.kinds)] = 1
    questions = [question for _, question in rows]
    return Batch(
        pad_pieces([example.pieces for example in examples]),
        torch.tensor([row for row, _ in rows]), marks, kinds,
        torch.tensor([question.mode for question in questions]),
        torch.tensor([question.modality for question in questions]),
        torch.tensor([question.weight for question in questions]),
    )  # fmt: skip


def _vary(example: Example, question: Question, chance: np.random.Generator) -> Question:
    """Return the question with its trigger, without it, or with that of another relation, which makes it none."""
    others = [q.trigger for q in example.questions if q.trigger and q.trigger != question.trigger]
    if others and question.kinds and chance.random() < _FOREIGN:
        none = [kind.name for kind in all_kinds()].index(NONE)
        return replace(question, trigger=others[chance.integers(len(others))], kinds=(none,), mode=-1, modality=-1)
    return question if chance.random() < _SHOWN else replace(question, trigger=())
