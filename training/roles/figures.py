"""Attributions as the network finds them in whole articles, and how many of them are right.

The figures are those of the scorer (`linewatch.evaluation.attribution`, overlap), on words in place of characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from linewatch.language.attributions import cue_runs, likely_words
from linewatch.language.passages import Passage, cut_passages
from training.readers.padding import pad_pieces
from training.roles.attributions import MOST_PIECES, SCHEMA, Article, Attribution, passage_pieces
from training.roles.examples import Words
from training.roles.network import RoleReader

Floats = NDArray[np.float32]
_PLACE: Final = {role: number for number, role in enumerate(SCHEMA.roles)}
_SIZE: Final = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A cue that was found: how likely it is one, and for each word from `first` on, how likely it has a role."""

    cue: Words
    score: float
    first: int
    source: Floats
    content: Floats


def find_attributions(network: RoleReader, articles: Sequence[Article], cue: float = 0.35) -> list[list[Found]]:
    """Return what the network finds in each article, cues from the share `cue` on."""
    network.eval()
    passages = [
        (number, passage)
        for number, article in enumerate(articles)
        for passage in cut_passages([len(part.ids) for part in article.sentences], MOST_PIECES)
    ]
    found: list[list[Found]] = [[] for _ in articles]
    passages.sort(key=lambda pair: sum(len(s.ids) for s in articles[pair[0]].sentences[pair[1].start : pair[1].end]))
    for start in range(0, len(passages), _SIZE):
        chosen = passages[start : start + _SIZE]
        for (number, _), several in zip(chosen, _find_in(network, articles, chosen, cue), strict=True):
            found[number] += several
    return [sorted(several, key=lambda one: one.cue) for several in found]


@torch.no_grad()
def _find_in(
    network: RoleReader, articles: Sequence[Article], passages: Sequence[tuple[int, Passage]], cue: float
) -> Iterator[list[Found]]:
    """Yield what is found in each passage."""
    device = next(network.parameters()).device
    pieces = pad_pieces([passage_pieces(articles[number], passage) for number, passage in passages]).to(device)
    width = pieces.word_index.shape[1]
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        words = network.read(pieces)
        rows = torch.arange(len(passages), device=device)
        scores, _ = network.answer(words, pieces.word_index, rows, torch.zeros(len(passages), width, 1, device=device))
        shares = scores.sigmoid().cpu().numpy()[:, 1:]
        cues: list[tuple[int, Words]] = []
        firsts = [articles[number].firsts for number, _ in passages]
        for row, (_, passage) in enumerate(passages):
            low, high = (firsts[row][place] - firsts[row][passage.start] for place in (passage.low, passage.high))
            length = firsts[row][passage.end] - firsts[row][passage.start]
            cues += [(row, run) for run in cue_runs(shares[row, :length], cue) if low <= run[0] < high]
        marks = torch.zeros(len(cues), width, 1)
        for place, (_, run) in enumerate(cues):
            marks[place, [1 + word for word in run]] = 1
        if cues:
            text = torch.tensor([row for row, _ in cues], device=device)
            roles, _ = network.answer(words, pieces.word_index, text, marks.to(device))
            answers = roles.sigmoid().cpu().numpy()[:, 1:]
    for row, (_, passage) in enumerate(passages):
        first = firsts[row][passage.start]
        length = firsts[row][passage.end] - first
        yield [
            Found(
                tuple(first + word for word in run),
                float(shares[row, list(run), _PLACE["cue"]].max()),
                first,
                answers[place, :length, _PLACE["source"]],
                answers[place, :length, _PLACE["content"]],
            )
            for place, (of, run) in enumerate(cues)
            if of == row
        ]


def decide(found: Sequence[Found], cue: float = 0.5, role: float = 0.5, least: float = 0.25) -> list[Attribution]:
    """Return the attributions: cues likely enough whose content is, too. Where no word of a role reaches `role`, those
    nearly as likely as the best are taken if it reaches `least`.
    """
    kept = []
    for one in found:
        source, content = (
            tuple(one.first + word for word in likely_words(shares, role, least))
            for shares in (one.source, one.content)
        )
        if one.score >= cue and content:
            kept.append(Attribution(source, one.cue, content))
    return kept


def score(golds: Sequence[Sequence[Attribution]], answers: Sequence[Sequence[Attribution]]) -> dict[str, float]:
    """Return the F1 of each role and of the link from source to content."""
    figures = {}
    for role in ("source", "cue", "content"):
        sides = [
            [sorted({getattr(one, role) for one in several} - {()}) for several in side] for side in (golds, answers)
        ]
        pairs = [
            ([(words,) for words in gold], [(words,) for words in found]) for gold, found in zip(*sides, strict=True)
        ]
        figures[role] = _f1(pairs, lambda one, other: float(len(one[0] & other[0])))
    links = [
        [[(one.source, one.content) for one in several if one.source and one.content] for several in side]
        for side in (golds, answers)
    ]
    figures["link"] = _f1(
        list(zip(*links, strict=True)),
        lambda one, other: sum(len(a & b) / len(a | b) for a, b in zip(one, other, strict=True)),
    )
    return figures


def _f1(pairs, closeness) -> float:  # type: ignore[no-untyped-def]
    """Return the F1 of things that touch in all their parts, matched one to one, closest first."""
    right = found = gold = 0
    for ours, theirs in pairs:
        mine, others = ([[set(part) for part in one] for one in side] for side in (ours, theirs))
        scores = [
            (-closeness(one, other), i, j)
            for i, one in enumerate(mine)
            for j, other in enumerate(others)
            if all(a & b for a, b in zip(one, other, strict=True))
        ]
        taken: tuple[set[int], set[int]] = set(), set()
        for _, i, j in sorted(scores):
            if i not in taken[0] and j not in taken[1]:
                taken[0].add(i)
                taken[1].add(j)
        right, found, gold = right + len(taken[0]), found + len(theirs), gold + len(ours)
    return 2 * right / max(found + gold, 1)
