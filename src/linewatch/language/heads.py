"""The last layer of the reader of relations: a table of weights for each thing that is asked, in one ``.npz`` file.

Takes features, gives shares. It stands apart from the graph so that it can be fitted to other labels with numpy alone
(`fitting`), with classes that the shipped one does not know. It never runs a model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from linewatch.language.arrays import open_arrays

Floats = NDArray[np.float32]

PARTS: Final = ("kind", "mode", "modality")
NONE: Final = "NONE"
SHIPPED: Final = "relations.npz"
"""The file's name in the folder of the model."""
_LEAST_MODE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Head:
    """One linear layer: labels, weights [labels, features] and biases [labels]."""

    labels: tuple[str, ...]
    weight: Floats
    bias: Floats

    def scores(self, features: Floats) -> Floats:
        """Return the scores of the labels, [..., labels]."""
        return np.asarray(features @ self.weight.T + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class Heads:
    """All tables. `classes` tells for each class of ``kind`` its type, mode and CAMEO code, "" where it has none."""

    parts: Mapping[str, Head]
    classes: Mapping[str, tuple[str, str, str]]
    version: str

    @property
    def types(self) -> frozenset[str]:
        """The event types that it has classes for."""
        return frozenset(event_type for event_type, _, _ in self.classes.values() if event_type)

    def shares(self, part: str, features: Floats) -> dict[str, float]:
        """Return the share of each label of a part, in [0, 1]."""
        head = self.parts[part]
        scores = head.scores(features).astype(np.float64)
        shares = np.exp(scores - scores.max())
        return dict(zip(head.labels, (float(share) for share in shares / shares.sum()), strict=True))

    def mode(self, event_type: str, features: Floats) -> str | None:
        """Return the likeliest mode of a type; None where it has none, or none of them is likely.

        A row "TYPE/" stands for no mode at all.
        """
        head = self.parts["mode"]
        places = [place for place, label in enumerate(head.labels) if label.startswith(f"{event_type}/")]
        if not places:
            return None
        scores = head.scores(features)[places].astype(np.float64)
        shares = np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
        best = int(shares.argmax())
        mode = head.labels[places[best]].partition("/")[2]
        return mode or None if shares[best] >= _LEAST_MODE else None


def read_heads(path: Path) -> Heads:
    """Return the tables of a file.

    Raises:
        ModelError: LW302 when the file is missing; LW301 when it is not such a table.
    """
    with open_arrays(path, "a table of relations") as table:
        parts = {part: _read_head(table, part) for part in PARTS}
        classes = {str(row[0]): (str(row[1]), str(row[2]), str(row[3])) for row in table["classes"]}
        return Heads(parts, classes, str(table["version"]))


def heads_digest(heads: Heads) -> str:
    """Return one SHA-256 in hexadecimal digits over classes, labels, weights and biases; the version is not in it."""
    digest = hashlib.sha256(repr(sorted(heads.classes.items())).encode())
    for part in PARTS:
        head = heads.parts[part]
        digest.update(repr(head.labels).encode())
        digest.update(np.ascontiguousarray(head.weight, "<f4").tobytes())
        digest.update(np.ascontiguousarray(head.bias, "<f4").tobytes())
    return digest.hexdigest()


def save_heads(path: Path, heads: Heads) -> None:
    """Write the tables to a file, whole or not at all; the same tables give the same bytes."""
    arrays: dict[str, Any] = {"version": np.array(heads.version)}
    arrays["classes"] = np.array([(name, *told) for name, told in heads.classes.items()])
    for part, head in heads.parts.items():
        arrays |= {f"{part}_labels": np.array(head.labels), f"{part}_weight": head.weight, f"{part}_bias": head.bias}
    part_file = path.with_name(f"{path.name}.part")
    try:
        with part_file.open("wb") as file:
            np.savez(file, **arrays)
        part_file.replace(path)
    finally:
        part_file.unlink(missing_ok=True)


def _read_head(table: Mapping[str, Any], part: str) -> Head:
    head = Head(tuple(str(x) for x in table[f"{part}_labels"]), table[f"{part}_weight"], table[f"{part}_bias"])
    if head.weight.shape != (len(head.labels), head.weight.shape[1]) or head.bias.shape != (len(head.labels),):
        raise ValueError(f"the sizes of {part} do not agree")
    return head
