"""Sentences of one article → what the model says of their words.

Takes lists of words; gives one `Annotation` a sentence. Batches are made of one article alone and in one order,
because the encoder's whole-number arithmetic lets a sentence's scores depend on its batch: the same article gets the
same annotation whatever stands beside it, with any number of threads. It never opens a socket.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from tokenizers import Tokenizer

from linewatch.language.decoding import Annotation, Decoder, Embedded, Scores
from linewatch.language.model import Model, open_model
from linewatch.language.pieces import encode_split, split_words
from linewatch.language.sessions import Sessions
from linewatch.language.windows import cut_windows

Labels = Mapping[str, tuple[str, ...]]
Words = Sequence[str]
Pieces = list[list[int]]

_INPUTS: Final = ("input_ids", "attention_mask", "shape_ids", "word_index")
_OUTPUTS: Final = ("upos", "xpos", "feats", "ner", "arc", "rel_dependent", "rel_head", "embedded", "states")
_SPREAD_PIECES: Final = 8


class Annotator(Protocol):
    """What the component needs of an encoder."""

    labels: Labels

    def annotate(self, sentences: Sequence[Words]) -> list[Annotation]:
        """One annotation a sentence, in order; the sentences are those of one article."""


class Encoder:
    """A model folder as a function from sentences to annotations."""

    def __init__(self, model: Model, threads: int, batch_pieces: int) -> None:
        self.model = model
        self.labels: Labels = model.labels
        self._settings = (threads, batch_pieces)
        self._decoder = Decoder(model.labels)
        self._tokenizer = read_tokenizer(model.folder / "tokenizer.json")
        self._sessions = Sessions(model.folder / "encoder.onnx", threads)

    def __reduce__(self) -> tuple[Any, ...]:
        return open_encoder, (self.model.folder, *self._settings)

    def annotate(self, sentences: Sequence[Words]) -> list[Annotation]:
        """One annotation a sentence, in order.

        Args:
            sentences: all sentences of one article and of no other; no word is blank.
        """
        pieces = self._split(sentences)
        sizes = [sum(map(len, split)) for split in pieces]
        short = [place for place, size in enumerate(sizes) if size <= self.model.max_pieces]
        found: dict[int, Annotation] = {}
        for batch in make_batches([(sizes[place], place) for place in short], self._settings[1]):
            scored = self._score([sentences[place] for place in batch], [pieces[place] for place in batch])
            for place, scores in zip(batch, scored, strict=True):
                length = len(sentences[place])
                found[place] = self._decoder.decode([scores], [(0, length)], length)
        for place in set(range(len(sentences))) - set(short):
            found[place] = self._annotate_long(sentences[place], pieces[place])
        return [found[place] for place in range(len(sentences))]

    def _annotate_long(self, words: Words, pieces: Pieces) -> Annotation:
        """The annotation of a sentence that does not fit the encoder, read by itself through overlapping windows."""
        windows = cut_windows([len(ids) for ids in pieces], self.model.max_pieces)
        parts: list[Scores] = []
        a_batch = max(1, self._settings[1] // self.model.max_pieces)
        for first in range(0, len(windows), a_batch):
            batch = windows[first : first + a_batch]
            texts = [words[start:end] for start, end in batch]
            parts += self._score(texts, [pieces[start:end] for start, end in batch])
        return self._decoder.decode(parts, windows, len(words))

    def _split(self, sentences: Sequence[Words]) -> list[Pieces]:
        """The piece ids of each word of each sentence."""
        pieces = iter(split_words(self._tokenizer, [word for words in sentences for word in words]))
        return [[next(pieces) for _ in words] for words in sentences]

    def _score(self, sentences: Sequence[Words], pieces: Sequence[Pieces]) -> Iterator[Scores]:
        """The scores of each sentence of one batch."""
        arrays = encode_split(self._tokenizer, sentences, pieces)
        values = self._sessions.open().run(_OUTPUTS, {name: getattr(arrays, name) for name in _INPUTS})
        upos, xpos, feats, ner, arc, rel_dependent, rel_head, embedded, states = values
        upos, xpos, feats = upos.argmax(axis=-1), xpos.argmax(axis=-1), feats.argmax(axis=-1)
        for row, words in enumerate(sentences):
            end = len(words) + 1
            yield Scores(
                upos=upos[row, 1:end],
                xpos=xpos[row, 1:end],
                feats=feats[row, 1:end],
                ner=ner[row, 1:end],
                arc=arc[row, :end, :end],
                dependent=rel_dependent[row, :end],
                head=rel_head[row, :end],
                embedded=Embedded(
                    pieces=embedded[row, : int(arrays.attention_mask[row].sum())],
                    word_index=arrays.word_index[row, :end],
                    mean=states[row, 1:end].mean(0),
                ),
            )


def open_encoder(folder: Path, threads: int, batch_pieces: int) -> Encoder:
    """The encoder of a model folder.

    Raises:
        ModelError: LW301 or LW302 when a file is damaged or missing.
    """
    return Encoder(open_model(folder), threads, batch_pieces)


def make_batches(sizes: Sequence[tuple[int, int]], batch_pieces: int) -> list[list[int]]:
    """Sentences grouped by length, shortest first, so that each batch padded to its longest stays within the limit.

    A sentence more than half as long again as the shortest opens a new batch: padding would cost more than a call.

    Args:
        sizes: pieces and place of each sentence.
        batch_pieces: a longer sentence is a batch of its own.
    """
    batches: list[list[int]] = []
    longest = 0
    for size, place in sorted(sizes):
        if size > longest or (len(batches[-1]) + 1) * (size + 2) > batch_pieces:
            batches.append([])
            longest = size + size // 2 + _SPREAD_PIECES
        batches[-1].append(place)
    return batches


def read_tokenizer(path: Path) -> Tokenizer:
    """The model's tokenizer, which is to neither cut nor pad."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
