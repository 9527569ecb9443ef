"""Sentences of given words → annotated Docs, without the text ever being tokenised again.

The encoder's whole numbers make a sentence's annotation depend a little on the sentences beside it, so sentences are
grouped into Docs by one fixed rule: at most `BLOCK_SENTENCES` neighbours of the file, never across a `# newdoc`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from linewatch.errors import BugError

AnswerT = TypeVar("AnswerT")

BLOCK_SENTENCES: Final = 32
"""About as many sentences as a report has."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that may be known of a sentence before it is annotated: it has no room for a label."""

    sentence_id: str | int
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    opens_document: bool = False


def annotate_sentences(
    sentences: Sequence[Sentence], nlp: Language, read: Callable[[Span], AnswerT]
) -> Iterator[AnswerT]:
    """Yield what `read` makes of each annotated sentence, in order; it must give plain values, as the Doc is dropped.

    Raises:
        BugError: LW901 where a component changed the words or tied a word to another sentence.
    """
    for block in group_sentences(sentences):
        with nlp.memory_zone():
            answers = [read(span) for span in _annotate_block(block, nlp)]
        yield from answers


def group_sentences(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the blocks that become one Doc each."""
    block: list[Sentence] = []
    for sentence in sentences:
        if block and (sentence.opens_document or len(block) == BLOCK_SENTENCES):
            yield block
            block = []
        block.append(sentence)
    if block:
        yield block


def make_doc(vocab: Vocab, block: Sequence[Sentence]) -> Doc:
    """Return a Doc of these words, with each sentence's start set and a blank between sentences."""
    words = [word for sentence in block for word in sentence.words]
    spaces = [space for sentence in block for space in (*sentence.spaces[:-1], True)]
    starts: list[bool | int | None] = [place == 0 for sentence in block for place in range(len(sentence.words))]
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts)


def find_spaces(words: Sequence[str], text: str) -> tuple[bool, ...]:
    """Return for each word whether a blank follows it in the text; always, where the text is made of other words."""
    spaces: list[bool] = []
    place = 0
    for word in words:
        start = text.find(word, place)
        if start < 0 or text[place:start].strip():
            return (True,) * len(words)
        place = start + len(word)
        spaces.append(text[place : place + 1].isspace())
    return tuple(spaces)


def _annotate_block(block: Sequence[Sentence], nlp: Language) -> Iterator[Span]:
    """Yield the annotated sentences of one Doc."""
    doc = nlp(make_doc(nlp.vocab, block))
    bounds = [0, *accumulate(len(sentence.words) for sentence in block)]
    if len(doc) != bounds[-1]:
        raise BugError("LW901", "the pipeline changed the words that it was given", "evaluation")
    for start, end in pairwise(bounds):
        if any(not start <= token.head.i < end for token in doc[start:end]):
            raise BugError("LW901", "the pipeline tied a word to another sentence", "evaluation")
        yield doc[start:end]
