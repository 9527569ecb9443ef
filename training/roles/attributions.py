"""Attributions for the reader of roles: articles with source, cue and content by words → passages with questions.

A passage is asked once without marks for cues, and once for each cue in its middle for source and content, since what
is said of its first and last sentence may lie outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from linewatch.language.attributions import ROLES
from linewatch.language.passages import Passage, cut_passages
from training.readers.pieces import Pieces
from training.roles.examples import Example, Question, Schema, Words

SCHEMA: Final = Schema(ROLES)
MOST_PIECES: Final = 200
_LEAST_PIECES: Final = 100
_DECOY: Final = 0.2
"""How many words that are no cue are asked for, a cue."""
_CUT: Final = 0.15
"""How often a cue of several words is marked in part."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Places of words in the article, in order."""

    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class Article:
    """Sentences with their attributions. `decoys` are words that are cues elsewhere and not here.

    What a machine found has `is_gold` false: it holds cues alone.
    """

    name: str
    sentences: tuple[Pieces, ...]
    attributions: tuple[Attribution, ...]
    decoys: Words = ()
    is_gold: bool = True

    @property
    def firsts(self) -> list[int]:
        """The place of each sentence's first word, and the number of words."""
        return [0, *np.cumsum([len(part.word_index) - 1 for part in self.sentences]).tolist()]


def training_examples(articles: Sequence[Article], chance: np.random.Generator) -> list[Example]:
    """Return all articles in passages, cut anew each time."""
    found: list[Example] = []
    for article in articles:
        sizes, firsts = [len(part.ids) for part in article.sentences], article.firsts
        for passage in cut_passages(sizes, int(chance.integers(_LEAST_PIECES, MOST_PIECES))):
            bounds = firsts[passage.start], firsts[passage.end]
            middle = firsts[passage.low], firsts[passage.high]
            questions = [_cue_question(article, bounds), *_role_questions(article, bounds, middle, chance)]
            found.append(Example(article.name, passage_pieces(article, passage), tuple(questions)))
    return found


def passage_pieces(article: Article, passage: Passage) -> Pieces:
    """Return the pieces of a passage as one text."""
    parts = article.sentences[passage.start : passage.end]
    before = np.cumsum([0, *(len(part.ids) for part in parts[:-1])])
    index = [part.word_index[1:] + start for part, start in zip(parts, before, strict=True)]
    ids, places, shapes = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("ids", "places", "shapes")
    )
    return Pieces(ids, places, shapes, np.concatenate([np.zeros(1, np.int32), *index]).astype(np.int32))


def _cue_question(article: Article, bounds: tuple[int, int]) -> Question:
    """Return the question without marks."""
    cues = [attribution.cue for attribution in article.attributions if attribution.cue]
    words = {
        "cue": _within([word for cue in cues for word in cue], bounds),
        "cue start": _within([cue[0] for cue in cues], bounds),
        "any source": _within([word for one in article.attributions for word in one.source], bounds),
        "any content": _within([word for one in article.attributions for word in one.content], bounds),
    }
    return Question((), words, weight=float(article.is_gold))


def _role_questions(
    article: Article, bounds: tuple[int, int], middle: tuple[int, int], chance: np.random.Generator
) -> Iterator[Question]:
    """Yield the questions about the cues in the middle, and some about words that are no cue."""
    count = 0
    for one in article.attributions:
        if one.cue and middle[0] <= one.cue[0] < middle[1]:
            count += 1
            roles = {"source": _within(one.source, bounds), "content": _within(one.content, bounds)}
            yield Question(_within(_cut(one.cue, chance), bounds), roles, weight=float(article.is_gold))
    decoys = [word for word in article.decoys if middle[0] <= word < middle[1]]
    for word in decoys:
        if chance.random() < _DECOY * (1 + count) / len(decoys):
            yield Question((word - bounds[0],), {"source": (), "content": ()})


def _cut(cue: Words, chance: np.random.Generator) -> Words:
    """Return the cue, or now and then a part of it, as at work its edges are found by machine."""
    if len(cue) == 1 or chance.random() >= _CUT:
        return cue
    start = int(chance.integers(len(cue)))
    return cue[start : int(chance.integers(start, len(cue))) + 1]


def _within(words: Sequence[int], bounds: tuple[int, int]) -> Words:
    """Return the places in a passage of those words that stand in it."""
    low, high = bounds
    return tuple(sorted({word - low for word in words if low <= word < high}))
