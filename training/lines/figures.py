"""How well a reader of red lines answers: which sentences it finds, which words, which labels. Takes examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from training.lines.schema import YES
from training.readers.fit import has_short_floats
from training.roles.batches import make_batch
from training.roles.examples import Example, Question
from training.roles.network import RoleReader

_AT_ONCE: Final = 32
_LEVELS: Final = np.arange(0.05, 0.96, 0.05)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader says to a question: shares of roles [words, roles], and of the labels of each class."""

    name: str
    question: Question
    roles: NDArray[np.float32]
    classes: dict[str, NDArray[np.float32]]

    @property
    def line(self) -> float:
        """How likely the sentence holds the trigger of a red line."""
        return float(self.classes["line"][1])


def read_answers(network: RoleReader, examples: Sequence[Example]) -> list[Answer]:
    """Return the answers to all questions, in order."""
    device = next(network.parameters()).device
    was_training = network.training
    network.eval()
    found: dict[int, list[Answer]] = {}
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].pieces.ids))  # little is padded
    for start in range(0, len(order), _AT_ONCE):
        group = order[start : start + _AT_ONCE]
        batch = make_batch([examples[place] for place in group], network.schema).to(device)
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16, enabled=has_short_floats(device)):
            roles, classes = network(batch.pieces, batch.text, batch.marks)
        shares = roles.sigmoid().float().cpu().numpy()
        labels = {name: scores.float().softmax(-1).cpu().numpy() for name, scores in classes.items()}
        asked = [(place, question) for place in group for question in examples[place].questions]
        for row, (place, question) in enumerate(asked):
            words = shares[row, 1 : len(examples[place].pieces.word_index)].copy()
            told = {name: scores[row] for name, scores in labels.items()}
            found.setdefault(place, []).append(Answer(examples[place].name, question, words, told))
    network.train(was_training)
    return [answer for place in range(len(examples)) for answer in found.get(place, [])]


def score(answers: Sequence[Answer], network: RoleReader) -> dict[str, float]:
    """Return the figures: F1 of sentences at one half and at the best level, then of what holds a line its parts.

    `alarms` are sentences found at the best level in 100 texts without any line.
    """
    is_line = np.array([answer.question.classes["line"] == YES for answer in answers])
    shares = np.array([answer.line for answer in answers])
    by_level = {float(level): _f1(shares >= level, is_line) for level in (0.5, *_LEVELS)}
    best = max(by_level, key=lambda level: (by_level[level], -abs(level - 0.5)))
    figures = {"line .5": by_level[0.5], "line": by_level[best], "level": best}
    figures["alarms"] = _alarms(answers, shares >= best)
    found = [answer for answer, yes in zip(answers, is_line, strict=True) if yes]
    for number, role in enumerate(network.schema.roles):
        figures[role] = float(np.mean([_word_f1(answer, role, number) for answer in found]))
    for name, labels in network.schema.classes.items():
        known = [answer for answer in found if name != "line" and answer.question.classes.get(name) is not None]
        if known:
            right = [labels[answer.classes[name].argmax()] == answer.question.classes[name] for answer in known]
            figures[f"{name} label"] = float(np.mean(right))
    return figures


def figures_of(network: RoleReader, examples: Sequence[Example]) -> dict[str, float]:
    """Return the figures of a network on examples."""
    return score(read_answers(network, examples), network)


def _f1(found: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    return float(2 * (found & right).sum() / max(found.sum() + right.sum(), 1))


def _alarms(answers: Sequence[Answer], found: NDArray[np.bool_]) -> float:
    texts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for answer, yes in zip(answers, found, strict=True):
        texts[answer.name.partition("/")[0]].append((answer.question.classes["line"] == YES, bool(yes)))
    idle = [pairs for pairs in texts.values() if not any(right for right, _ in pairs)]
    return 100 * sum(yes for pairs in idle for _, yes in pairs) / max(len(idle), 1)


def _word_f1(answer: Answer, role: str, number: int) -> float:
    found, right = set(np.flatnonzero(answer.roles[:, number] >= 0.5).tolist()), set(answer.question.roles[role])
    return 2 * len(found & right) / (len(found) + len(right)) if found or right else 1.0
