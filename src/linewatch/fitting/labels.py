"""What a label means to the reader: its classes, and those that the user's own event types add.

A label is an event type, a label of the scheme ``plv`` or "none". It may mean several classes: YIELD stands for CONCEDE
and RETREAT. Takes and gives values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from linewatch.evaluation.labels import SCHEME, class_of
from linewatch.language.heads import NONE, Head, Heads
from linewatch.ontology import Ontology

NO_MODE: Final = "none"

Told = tuple[str, str, str]
"""Event type, mode and CAMEO code of a class."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels that can be given: the classes of the reader, one for each type that is new to it, and its modes."""

    ontology: Ontology
    classes: Mapping[str, Told]
    modes: frozenset[str] = frozenset()

    @staticmethod
    def of(heads: Heads, ontology: Ontology) -> Vocabulary:
        """Return the labels that the ontology allows."""
        new = {name: (name, "", "") for name in ontology.types if name not in heads.types}
        return Vocabulary(ontology, {**heads.classes, **new}, frozenset(heads.parts["mode"].labels))

    def labels(self) -> list[str]:
        """Return every label, types first."""
        others = {self._published(name) for name in self.classes if name != NONE}
        return [*self.ontology.types, *sorted(others - set(self.ontology.types)), "none"]

    def kinds_of(self, label: str, *, is_root: bool) -> tuple[str, ...]:
        """Return the classes that a label may mean, none where it is unknown.

        Args:
            is_root: whether the label follows the scheme of the gold sets, where the same word may mean other classes.
        """
        name = label.strip().upper()
        if name == NONE:
            return (NONE,)
        by_type = tuple(kind for kind, (event_type, _, _) in self.classes.items() if event_type == name)
        by_scheme = self._with_published(name)
        first, second = (by_scheme, by_type) if is_root else (by_type, by_scheme)
        return first or second or self._with_published(class_of(name))

    def modes_read(self, event_type: str) -> set[str]:
        """Return the rows of modes of a type that the reader has already."""
        return {row for row in self.modes if row.startswith(f"{event_type}/")}

    def modes_of(self, kinds: Iterable[str]) -> list[str]:
        """Return the modes that events of the classes may have."""
        types = dict.fromkeys(self.classes[kind][0] for kind in kinds)
        return list(dict.fromkeys(mode for name in types if name for mode in self.ontology.event_type(name).modes))

    def with_mode(self, kinds: tuple[str, ...], mode: str) -> tuple[tuple[str, ...], str | None]:
        """Return which of the classes a mode leaves, and the row of the mode; no row where several types have it."""
        left = tuple(kind for kind in kinds if kind != NONE and self._may_have(kind, mode))
        types = {self.classes[kind][0] for kind in left}
        row = "" if mode == NO_MODE else mode
        return left, f"{types.pop()}/{row}" if len(types) == 1 else None

    def _may_have(self, kind: str, mode: str) -> bool:
        event_type, own, _ = self.classes[kind]
        return not own if mode == NO_MODE else own in ("", mode) and mode in self.ontology.event_type(event_type).modes

    def _with_published(self, name: str) -> tuple[str, ...]:
        return tuple(kind for kind in self.classes if kind != NONE and self._published(kind) == name)

    def _published(self, kind: str) -> str:
        event_type, _, cameo = self.classes[kind]
        return self.ontology.label(SCHEME, event_type, cameo or None)


def with_rows(heads: Heads, classes: Mapping[str, Told], modes: Iterable[str]) -> Heads:
    """Return the tables with a row for each class and mode that they lack.

    A new row is the mean of the old ones: scores are only ever compared, so that this is what zero is elsewhere.
    """
    kind, mode = _grown(heads.parts["kind"], classes), _grown(heads.parts["mode"], modes)
    return replace(heads, parts={**heads.parts, "kind": kind, "mode": mode}, classes={**heads.classes, **classes})


def _grown(head: Head, labels: Iterable[str]) -> Head:
    new = tuple(dict.fromkeys(label for label in labels if label not in head.labels))
    weight = np.vstack([head.weight, np.repeat(head.weight.mean(0, keepdims=True), len(new), 0)])
    bias = np.concatenate([head.bias, np.repeat(head.bias.mean(), len(new))])
    return Head((*head.labels, *new), weight.astype(np.float32), bias.astype(np.float32))
