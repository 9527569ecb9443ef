"""Examples → padded batches, made on the CPU and sent to the device in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor

from training.readers.padding import PieceBatch, pad_pieces
from training.roles.examples import Example, Question, Schema

_SPREAD: Final = 24.0
_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network reads, and the answers.

    `words` is 1 for each word that there is, [questions, 1 + words]; `roles` [questions, 1 + words, roles]; `asked` is
    1 for each role that a question asks for, [questions, roles]; `classes` has a number of a label a question, -1 where
    it is not known; `weight` is [questions].
    """

    pieces: PieceBatch
    text: Tensor
    marks: Tensor
    words: Tensor
    roles: Tensor
    asked: Tensor
    classes: Mapping[str, Tensor]
    weight: Tensor

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""
        moved = [
            getattr(self, name).to(device, non_blocking=True)
            for name in ("text", "marks", "words", "roles", "asked", "weight")
        ]
        classes = {name: labels.to(device, non_blocking=True) for name, labels in self.classes.items()}
        return Batch(self.pieces.to(device), *moved[:5], classes, moved[5])


def training_batches(
    examples: Sequence[Example], schema: Schema, size: int, chance: np.random.Generator
) -> Iterator[Batch]:
    """Yield all examples once, those of like length together, in a new order."""
    order = np.argsort([len(example.pieces.ids) + chance.uniform(0, _SPREAD) for example in examples])
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        yield make_batch([examples[place] for place in group], schema)


def make_batch(examples: Sequence[Example], schema: Schema) -> Batch:
    """Return the examples and the questions about each, padded."""
    pieces = pad_pieces([example.pieces for example in examples])
    asked = [(row, question) for row, example in enumerate(examples) for question in example.questions]
    questions = [question for _, question in asked]
    width = pieces.word_index.shape[1]
    rows = np.array([row for row, _ in asked], np.int64)
    lengths = np.array([len(example.pieces.word_index) for example in examples], np.int64)
    marks = np.zeros((len(asked), width, 1), np.float32)
    roles = np.zeros((len(asked), width, len(schema.roles)), np.float32)
    known = np.zeros((len(asked), len(schema.roles)), np.float32)
    for place, question in enumerate(questions):
        marks[place, [1 + word for word in question.marked]] = 1
        for number, role in enumerate(schema.roles):
            if role in question.roles:
                known[place, number] = 1
                roles[place, [1 + word for word in question.roles[role]], number] = 1
    return Batch(
        pieces=pieces,
        text=torch.from_numpy(rows),
        marks=torch.from_numpy(marks),
        words=torch.from_numpy((np.arange(width) < lengths[rows][:, None]) & (np.arange(width) > 0)),
        roles=torch.from_numpy(roles),
        asked=torch.from_numpy(known),
        classes={name: _labels(questions, name, labels) for name, labels in schema.classes.items()},
        weight=torch.tensor([question.weight for question in questions], dtype=torch.float32),
    )


def _labels(questions: Sequence[Question], name: str, labels: Sequence[str]) -> Tensor:
    numbers = {label: number for number, label in enumerate(labels)}
    known = [question.classes.get(name) for question in questions]
    return torch.tensor([_UNKNOWN if label is None else numbers[label] for label in known])
