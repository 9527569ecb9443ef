"""Texts with questions: which words are marked, and which words have which role. Plain values, no text is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.readers.pieces import Pieces

Words = tuple[int, ...]
"""Places of words in their text, 0 for the first."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a text and its answer.

    `roles` holds the roles that are asked for with the words that have them, none for a role that nobody has; a role
    that is missing is not trained. `classes` likewise: None is not trained. A question of weight 0 has no answer of its
    own, and learns from a teacher alone.
    """

    marked: Words = ()
    roles: Mapping[str, Words] = field(default_factory=dict)
    classes: Mapping[str, str | None] = field(default_factory=dict)
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text of one or more sentences and the questions about it."""

    name: str
    pieces: Pieces
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a reader tells: roles of words, and classes of a question with their labels."""

    roles: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
