"""The three spaCy components of the language model, registered by entry point.

``linewatch_sentences`` sets where sentences begin, ``linewatch_encoder`` tags, parses and finds entities,
``linewatch_lemmas`` adds lemmas. Each writes to spaCy's own places only, so each can be swapped for another or be
added to another English pipeline.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from linewatch.errors import UsageError
from linewatch.language.encoder import Annotator, open_encoder
from linewatch.language.kept import keep_embedded
from linewatch.language.lemmas import Lemmatiser
from linewatch.language.model import model_folder
from linewatch.language.sentences import find_sentence_starts
from linewatch.language.writing import DocWriter, read_sentences, write_starts

_CLITICS: Final = frozenset(["'s", "’s"])


class SentenceComponent(Pipe):
    """Sets ``token.is_sent_start`` of every token; what was set before is kept."""

    def __init__(self, name: str, max_chars: int) -> None:
        self.name = name
        self.max_chars = max_chars

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with its sentences."""
        if len(doc):
            starts = np.zeros(len(doc), dtype=np.bool_)
            starts[find_sentence_starts(doc, self.max_chars)] = True
            write_starts(doc, starts)
        return doc


class EncoderComponent(Pipe):
    """Sets tag, part of speech, features, head, relation and entity of every token."""

    def __init__(self, name: str, vocab: Vocab, encoder: Annotator) -> None:
        self.name = name
        self.encoder = encoder
        self._writer = DocWriter(vocab, encoder.labels)

    def __call__(self, doc: Doc) -> Doc:
        """The doc, annotated.

        Raises:
            UsageError: LW001 when the doc has no sentences.
        """
        if not len(doc):
            return doc
        if not doc.has_annotation("SENT_START"):
            reason = "the doc has no sentences; put linewatch_sentences before linewatch_encoder in the pipeline"
            raise UsageError("LW001", reason, self.name)
        sentences = read_sentences(doc)
        texts = [[doc[place].text for place in places] for places in sentences]
        annotations = self.encoder.annotate(texts)
        self._writer.write(doc, sentences, annotations)
        keep_embedded(doc, sentences, annotations)
        return doc

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations and entity types that it may set."""
        return self._writer.labels


class LemmaComponent(Pipe):
    """Sets ``token.lemma_`` from the word, its part of speech and its tag."""

    def __init__(self, name: str, lemmatiser: Lemmatiser) -> None:
        self.name = name
        self._lemmatiser = lemmatiser

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with its lemmas."""
        for token in doc:
            lemma = self._lemmatiser.lemma(token.text, token.pos_, token.tag_, is_first=bool(token.is_sent_start))
            token.lemma_ = "have" if lemma == "be" and _is_perfect(token) else lemma
        return doc


def _is_perfect(token: Token) -> bool:
    """Whether "'s" stands for "has", as in "he's gone"; in the passive it stands for "is"."""
    return token.text in _CLITICS and token.dep_ == "aux" and token.head.tag_ == "VBN"


@Language.factory(
    "linewatch_sentences", default_config={"max_chars": 2_000}, assigns=["token.is_sent_start", "doc.sents"]
)
def make_sentences(nlp: Language, name: str, max_chars: int) -> SentenceComponent:  # noqa: ARG001
    """The component that splits sentences; none of several words is longer than `max_chars`."""
    return SentenceComponent(name, max_chars)


@Language.factory(
    "linewatch_encoder",
    default_config={"model": None, "threads": 2, "batch_pieces": 1024},
    assigns=["token.tag", "token.pos", "token.morph", "token.dep", "token.head", "doc.ents"],
    requires=["token.is_sent_start"],
)
def make_encoder(nlp: Language, name: str, model: str | None, threads: int, batch_pieces: int) -> EncoderComponent:
    """The component that runs the encoder.

    Args:
        model: a model folder; None is the one that ships with Linewatch.
        threads: of the encoder; the annotation does not depend on them.
        batch_pieces: padded word pieces in a batch; the annotation may depend on them in the last digit.

    Raises:
        ModelError: LW301 or LW302 when a model file is damaged or missing.
    """
    folder = model_folder() if model is None else Path(model)
    return EncoderComponent(name, nlp.vocab, open_encoder(folder, threads, batch_pieces))


@Language.factory("linewatch_lemmas", assigns=["token.lemma"], requires=["token.pos", "token.tag"])
def make_lemmas(nlp: Language, name: str) -> LemmaComponent:  # noqa: ARG001
    """The component that sets lemmas."""
    return LemmaComponent(name, Lemmatiser.open())
