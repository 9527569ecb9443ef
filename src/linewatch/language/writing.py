"""Annotations → a spaCy ``Doc``.

Takes label numbers and heads by sentence; writes them to the doc at once. Blanks that are tokens (newlines, runs of
spaces) are unknown to Universal Dependencies and to the model: they get the part of speech SPACE, the tag _SP and the
relation dep, hang on the word before them, or after them where a sentence begins with blanks, and are inside an entity
only where it goes on behind them. It must never change where sentences begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.tokens.morphanalysis import MorphAnalysis
from spacy.vocab import Vocab

from linewatch.language.decoding import Annotation

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_COLUMNS: Final[list[str | int]] = ["TAG", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_IOB: Final = {"I": 1, "O": 2, "B": 3}


class DocWriter:
    """The label strings of one model in one vocabulary. All are added when it is made, outside any memory zone."""

    def __init__(self, vocab: Vocab, labels: Mapping[str, Sequence[str]]) -> None:
        relations = ["ROOT" if label == "root" else label for label in labels["deprel"]]
        types = [label[2:] for label in labels["ner"]]
        self.labels = (*relations, *sorted(set(types) - {""}))
        self._vocab = vocab
        self._tags = _hashes(vocab, labels["xpos"])
        self._pos = np.array([IDS[label] for label in labels["upos"]], dtype=np.uint64)
        self._relations = _hashes(vocab, relations)
        self._types = _hashes(vocab, types)
        self._iob = np.array([_IOB[label[0]] for label in labels["ner"]], dtype=np.uint64)
        self._morphs = [MorphAnalysis(vocab, "" if label == "_" else label) for label in labels["feats"]]
        self._blank_tag, self._root, self._loose = (vocab.strings.add(label) for label in ("_SP", "ROOT", "dep"))

    def write(self, doc: Doc, sentences: Sequence[Numbers], annotations: Sequence[Annotation]) -> None:
        """Write the annotation of each sentence to its words.

        Args:
            sentences: the token indexes of the words of each sentence, from `read_sentences`.
            annotations: one a sentence.
        """
        starts = _read_starts(doc)
        table = self._blank_table(starts, np.concatenate([np.zeros(0, np.int64), *sentences]))
        if sentences:
            self._fill_words(doc, table, sentences, annotations)
        doc.from_array(_COLUMNS, table)  # type: ignore[arg-type]
        if (_read_starts(doc) != starts).any():  # spaCy gives up on trees whose arcs cross too often
            write_starts(doc, starts)

    def _blank_table(self, starts: NDArray[np.bool_], words: Numbers) -> Hashes:
        """A row for each token, as if all were blanks."""
        table = np.zeros((len(starts), len(_COLUMNS)), dtype=np.uint64)
        heads = _heads_of_blanks(starts, words)
        table[:, 0] = self._blank_tag
        table[:, 1] = IDS["SPACE"]
        table[:, 2] = np.where(heads == np.arange(len(starts)), np.uint64(self._root), np.uint64(self._loose))
        table[:, 3] = (heads - np.arange(len(starts))).astype(np.uint64)
        table[:, 4] = _IOB["O"]
        return table

    def _fill_words(
        self, doc: Doc, table: Hashes, sentences: Sequence[Numbers], annotations: Sequence[Annotation]
    ) -> None:
        """Write the rows of the words, and the features, for which a table of spaCy's is slow."""
        places = np.concatenate(sentences)
        ner = np.concatenate([annotation.ner for annotation in annotations])
        heads = [
            np.where(annotation.head == 0, words, words[annotation.head - 1])
            for words, annotation in zip(sentences, annotations, strict=True)
        ]
        table[places, 0] = self._tags[np.concatenate([annotation.xpos for annotation in annotations])]
        table[places, 1] = self._pos[np.concatenate([annotation.upos for annotation in annotations])]
        table[places, 2] = self._relations[np.concatenate([annotation.deprel for annotation in annotations])]
        table[places, 3] = (np.concatenate(heads) - places).astype(np.uint64)
        table[places, 4] = self._iob[ner]
        table[places, 5] = self._types[ner]
        _bridge_blanks(table, places)
        feats = np.concatenate([annotation.feats for annotation in annotations])
        for place, label in zip(places.tolist(), feats.tolist(), strict=True):
            doc[place].morph = self._morphs[label]


def read_sentences(doc: Doc) -> list[Numbers]:
    """The token indexes of the words of each sentence; a sentence of blanks alone is left out."""
    words = np.flatnonzero(doc.to_array("IS_SPACE") == 0)
    starts = np.flatnonzero(_read_starts(doc))
    return [part for part in np.split(words, np.searchsorted(words, starts)) if len(part)]


def write_starts(doc: Doc, starts: NDArray[np.bool_]) -> None:
    """Let sentences begin at these tokens and at no others."""
    doc.from_array("SENT_START", np.where(starts, 1, -1).astype(np.uint64))  # type: ignore[arg-type]


def _read_starts(doc: Doc) -> NDArray[np.bool_]:
    """Which tokens begin a sentence; the first always does."""
    starts: NDArray[np.bool_] = doc.to_array("SENT_START").astype(np.int64) == 1
    starts[0] = True
    return starts


def _heads_of_blanks(starts: NDArray[np.bool_], words: Numbers) -> Numbers:
    """What each token would hang on, were it a blank: its sentence's word before it, or after it, or first blank."""
    size = len(starts)
    places = np.arange(size)
    first = np.maximum.accumulate(np.where(starts, places, 0))
    before = np.full(size, -1)
    after = np.full(size, size)
    before[words] = after[words] = words
    before = np.maximum.accumulate(before)
    after = np.minimum.accumulate(after[::-1])[::-1]
    is_reachable = (after < size) & (first[np.minimum(after, size - 1)] == first)
    return np.where(before >= first, before, np.where(is_reachable, after, first))


def _bridge_blanks(table: Hashes, places: Numbers) -> None:
    """Let an entity run on over the blanks between two of its words."""
    gaps = np.flatnonzero((np.diff(places) > 1) & (table[places[1:], 4] == _IOB["I"]))
    for left, right in zip(places[gaps], places[gaps + 1], strict=True):
        table[left + 1 : right, 4:] = table[right, 4:]


def _hashes(vocab: Vocab, labels: Sequence[str]) -> Hashes:
    """The numbers of strings, which are added to the vocabulary; the empty string is 0."""
    return np.array([vocab.strings.add(label) if label else 0 for label in labels], dtype=np.uint64)
