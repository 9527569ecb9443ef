"""Entity records → more of them, with names exchanged.

Takes the records of a small set; gives copies in which about half of the names are replaced by other names of the same
type in the set, so that a model learns from the words around a name rather than the few names that there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.entities import Span, flat_spans

Record = tuple[list[str], list[Span]]

_SHARE = 0.6


def swap_names(records: Sequence[Record], copies: int, seed: int) -> Iterator[Record]:
    """The records themselves, then ``copies - 1`` rounds of them with names exchanged within each type."""
    yield from records
    chance = random.Random(seed)
    names: dict[str, list[list[str]]] = {}
    for tokens, spans in records:
        for start, end, kind in spans:
            names.setdefault(kind, []).append(tokens[start:end])
    for _ in range(copies - 1):
        for tokens, spans in records:
            yield _swap_record(tokens, flat_spans(spans), names, chance)


def _swap_record(
    tokens: list[str], spans: list[Span], names: dict[str, list[list[str]]], chance: random.Random
) -> Record:
    """One record with some of its names exchanged, and its spans where they now stand."""
    words: list[str] = []
    moved: list[Span] = []
    place = 0
    for start, end, kind in spans:
        words += tokens[place:start]
        name = chance.choice(names[kind]) if chance.random() < _SHARE else tokens[start:end]
        moved.append((len(words), len(words) + len(name), kind))
        words += name
        place = end
    return words + tokens[place:], moved
