"""A small last layer, labels over an ontology with a type of one's own, and pairs with features that a line parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from linewatch.fitting import Labelled, Vocabulary
from linewatch.language.heads import Floats, Head, Heads
from linewatch.ontology import EventType, Mode, Ontology

WIDTH = 6
KINDS = ("AID", "ACCUSE", "CONCEDE", "RETREAT", "CONVICT", "SANCTION", "NONE")
MODES = ("ACCUSE/disapprove", "ACCUSE/allege", "SANCTION/convict", "SANCTION/expel")


def make_head(labels: Sequence[str], seed: int = 0) -> Head:
    random = np.random.default_rng(seed)
    weight = random.normal(0, 0.3, (len(labels), WIDTH)).astype(np.float32)
    return Head(tuple(labels), weight, np.zeros(len(labels), np.float32))


def make_heads() -> Heads:
    parts = {"kind": make_head(KINDS), "mode": make_head(MODES, 1), "modality": make_head(("actual", "future"), 2)}
    classes = {name: (name, "", "") for name in KINDS}
    return Heads(parts, {**classes, "CONVICT": ("SANCTION", "convict", "116"), "NONE": ("", "", "")}, "0.1.0")


def make_ontology() -> Ontology:
    """Return PLOVER with the type INSPECT and the mode `veterinary` of AID."""
    ontology = Ontology.open()
    own = EventType("INSPECT", 2, 3.0, False, "", "looks over", {})
    aid = replace(ontology.types["AID"], modes={"veterinary": Mode("veterinary", None, "070", "help for herds")})
    modality = {row: {**cells, "INSPECT": "INSPECT"} for row, cells in ontology.modality.items()}
    return replace(ontology, types={**ontology.types, "AID": aid, "INSPECT": own}, modality=modality)


def make_vocabulary() -> Vocabulary:
    return Vocabulary.of(make_heads(), make_ontology())


def make_pairs(number: int, *labels: str) -> tuple[list[Labelled], Floats]:
    """Return `number` pairs of each label; the features of a label lie around a place of their own."""
    vocabulary, random = make_vocabulary(), np.random.default_rng(7)
    pairs, rows = [], []
    for place, label in enumerate(labels):
        kinds = vocabulary.kinds_of(label, is_root=False)
        for _ in range(number):
            pairs.append(Labelled(len(pairs) + 1, "A text.", (), (), label, kinds))
            rows.append(3 * np.eye(WIDTH)[place] + random.normal(0, 0.4, WIDTH))
    return pairs, np.array(rows, np.float32)
