"""What is asked of a text, and what the right answers may be: what the reader of relations is trained on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.readers.pieces import Pieces

FILE: Final = Path(".cache/relations.pkl.gz")
"""Where `training.relations.pack` puts all examples."""


@dataclass(frozen=True, slots=True)
class Question:
    """Word places of the parties and the trigger; places of the classes that are right; -1 where a label is missing.

    No class at all is right where nobody has labelled the question: only a teacher answers it.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    trigger: tuple[int, ...]
    kinds: tuple[int, ...]
    mode: int = -1
    modality: int = -1
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """One text, its words, what is asked of it, and its pieces."""

    name: str
    words: tuple[str, ...]
    questions: tuple[Question, ...]
    pieces: Pieces
