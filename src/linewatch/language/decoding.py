"""The encoder's scores → the best legal annotation of a sentence.

Takes the scores of the windows of one sentence (mostly one); gives label numbers and heads. Entities are legal BIO
sequences, heads are a tree with one root, and only the root's relation is ``root``. It must never give what the
labels do not allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linewatch.language.trees import decode_tree
from linewatch.language.windows import Window, choose_windows, merge_arcs, merge_rows

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A sentence below the first layer: its pieces [pieces, width], and the first one of the sentence and each word.

    `mean` is the mean state of its words above the last layer, [width].
    """

    pieces: Floats
    word_index: Numbers
    mean: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """The encoder's outputs for a window of n words; row and column 0 of heads and relations are the root.

    ``upos``, ``xpos`` and ``feats`` are the best labels [n]; ``ner`` is [n, labels], ``arc`` [dependent, head]. How
    well a relation fits a pair is the product of what the word is as a dependent, ``dependent`` [1 + n, relations *
    space], and what the other is as a head, ``head`` [1 + n, space].
    """

    upos: Numbers
    xpos: Numbers
    feats: Numbers
    ner: Floats
    arc: Floats
    dependent: Floats
    head: Floats
    embedded: Embedded | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said of the n words of a sentence: places in the label lists, and heads (0 is the root, else 1 to n).

    What other readers go on from, `embedded`, only a sentence has that fits the encoder.
    """

    upos: Numbers
    xpos: Numbers
    feats: Numbers
    ner: Numbers
    head: Numbers
    deprel: Numbers
    embedded: Embedded | None = None


class Decoder:
    """Scores → annotations, for one set of labels."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._moves = allowed_moves(labels["ner"])
        self._root = labels["deprel"].index("root")
        self._unseen = labels["deprel"].index("dep")

    def decode(self, parts: Sequence[Scores], windows: Sequence[Window], length: int) -> Annotation:
        """The annotation of a sentence of `length` words from the scores of its windows."""
        chosen = choose_windows(windows, length)
        arcs = merge_arcs(windows, chosen, [part.arc for part in parts])
        heads = np.array(decode_tree(arcs), dtype=np.int64)
        ner = merge_rows(windows, chosen, [part.ner for part in parts])
        return Annotation(
            upos=merge_rows(windows, chosen, [part.upos for part in parts]),
            xpos=merge_rows(windows, chosen, [part.xpos for part in parts]),
            feats=merge_rows(windows, chosen, [part.feats for part in parts]),
            ner=decode_entities(ner, self._moves),
            head=heads,
            deprel=self._relations(parts, windows, chosen, heads),
            embedded=parts[0].embedded if len(parts) == 1 else None,
        )

    def _relations(
        self, parts: Sequence[Scores], windows: Sequence[Window], chosen: Numbers, heads: Numbers
    ) -> Numbers:
        """The best relation of each word to its head; ``dep`` where no window shows both."""
        relations = np.full(len(heads), self._unseen, dtype=np.int64)
        for index, (start, end) in enumerate(windows):
            words = start + np.flatnonzero(chosen[start:end] == index)
            words = words[(heads[words] > start) & (heads[words] <= end)]
            fitting = parts[index].head[heads[words] - start]
            halves = parts[index].dependent[words - start + 1]
            halves = halves.reshape(len(words), halves.shape[1] // fitting.shape[1], fitting.shape[1])
            scores = (halves @ fitting[:, :, None])[:, :, 0]
            scores[:, self._root] = -np.inf
            relations[words] = scores.argmax(axis=1)
        relations[heads == 0] = self._root
        return relations


def decode_entities(scores: Floats, allowed: NDArray[np.bool_]) -> Numbers:
    """The best legal sequence of BIO labels, by Viterbi where the best labels one by one are not legal.

    Args:
        scores: [n, labels].
        allowed: [labels + 1, labels], from `allowed_moves`.
    """
    best: Numbers = scores.argmax(axis=1)
    if not len(best) or (allowed[-1, best[0]] and allowed[best[:-1], best[1:]].all()):
        return best
    penalty = np.where(allowed, 0.0, -np.inf)
    total = penalty[-1] + scores[0]
    sources = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        moves = total[:, None] + penalty[:-1]
        sources[place] = moves.argmax(axis=0)
        total = moves.max(axis=0) + scores[place]
    best[-1] = total.argmax()
    for place in range(len(scores) - 1, 0, -1):
        best[place - 1] = sources[place, best[place]]
    return best


def allowed_moves(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label may follow which: ``I-X`` only after ``B-X`` or ``I-X``; the last row is the sentence's beginning."""
    before = [*labels, "O"]
    return np.array([[not label.startswith("I-") or last[2:] == label[2:] for label in labels] for last in before])
