"""A stretch of text → its content words as roots, the concepts that they stand for, and its names. Takes strings alone.

Roots and concepts let a line and a report in other words meet ("warships" and "destroyer"); which words stand for one
concept is data (data/watch.toml). It knows no syntax: what needs a tree the coders have told already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from linewatch.language.lemmas import Lemmatiser
from linewatch.watch.tables import read_tables

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BY_CONCEPT: Final = 0.8  # what a word of the same concept counts
_PLAIN_WEIGHT: Final = 0.4  # what a word without a concept counts
_COMPASS: Final = re.compile(r"\b(north|south|east|west)(?:ern|wards?)?\b")
_READINGS: Final = (("VERB", "VBD"), ("NOUN", "NNS"), ("VERB", "VBG"))


@dataclass(frozen=True, slots=True)
class Words:
    """What a stretch of text says, without order. `names` are its capitalised words, folded.

    `weighed` are the roots that are no names, each with what it counts and the concepts that it stands for.
    """

    roots: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    weighed: tuple[tuple[str, float, frozenset[str]], ...]

    def coverage_of(self, other: Words) -> float:
        """Return which share of the other's words this text has too, by root or, for less, by concept.

        Names do not count, and words without a concept count little.
        """
        total = sum(weight for _, weight, _ in other.weighed)
        if not total:
            return 0.0
        met = sum(weight * self._meets(root, concepts) for root, weight, concepts in other.weighed)
        return met / total

    def shared_with(self, other: Words) -> float:
        """Return the same share where words of one concept do not count."""
        total = sum(weight for _, weight, _ in other.weighed)
        return sum(weight for root, weight, _ in other.weighed if root in self.roots) / total if total else 0.0

    def _meets(self, root: str, concepts: frozenset[str]) -> float:
        if root in self.roots:
            return 1.0
        return 0.0 if concepts.isdisjoint(self.concepts) else _BY_CONCEPT

    def overlap(self, other: Words) -> float:
        """Return which share of its roots the text of fewer words has in common with the other."""
        fewer = min(len(self.roots), len(other.roots))
        return len(self.roots & other.roots) / fewer if fewer else 0.0

    def likeness(self, other: Words) -> float:
        """Return how alike two texts are in [0, 1], whichever is shorter counting most."""
        return max(self.coverage_of(other), other.coverage_of(self))


@lru_cache(maxsize=20_000)
def read_words(text: str) -> Words:
    """Return the words of a text."""
    found = list(_WORD.finditer(text))
    names = {fold(word.group()) for word in found[1:] if word.group()[0].isupper()}
    if found and found[0].group()[0].isupper() and not _is_plain(found[0].group()):
        names.add(fold(found[0].group()))
    names -= read_tables().generic_names | read_tables().empty
    roots = {root_of(word.group().lower()) for word in found if not word.group()[0].isdigit()}
    return _words(roots - read_tables().empty, names)


def _words(roots: Iterable[str], names: Iterable[str]) -> Words:
    """Return the words with these roots and names."""
    known, named = frozenset(roots), frozenset(names)
    weighed = tuple(
        (root, 1.0 if concepts else _PLAIN_WEIGHT, concepts)
        for root in sorted(known)
        if fold(root) not in named
        for concepts in [_concepts_of(root)]
    )
    return Words(known, frozenset(concept for _, _, concepts in weighed for concept in concepts), named, weighed)


def join_words(parts: Iterable[Words]) -> Words:
    """Return the words of several texts together."""
    found = list(parts)
    return _words((root for words in found for root in words.roots), (name for words in found for name in words.names))


@lru_cache(maxsize=20_000)
def root_of(word: str) -> str:
    """Return the base form of a lower-case word: the first reading of its ending that changes it."""
    word = word.removesuffix("'s").removesuffix("’s")
    for pos, tag in _READINGS:
        root = Lemmatiser.open().lemma(word, pos, tag)
        if root != word and len(root) > 1:
            return root
    return word


def fold(word: str) -> str:
    """Return a name without case, accents, and the genitive's ending."""
    word = word.removesuffix("'s").removesuffix("’s")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _is_plain(word: str) -> bool:
    """Say whether a word at the start of a sentence is an ordinary one."""
    root = root_of(word.lower())
    return root in read_tables().empty or bool(_concepts_of(root)) or root in _bases()


@cache
def _bases() -> frozenset[str]:
    return frozenset().union(*Lemmatiser.open().bases.values())


def _concepts_of(root: str) -> frozenset[str]:
    return _by_root().get(root, frozenset())


@cache
def _by_root() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, roots in read_tables().concepts.items():
        for root in roots:
            found.setdefault(root_of(root), set()).add(concept)
    return {root: frozenset(concepts) for root, concepts in found.items()}


def compass_of(text: str) -> frozenset[str]:
    """Return the points of the compass that a text names in small letters: in names they tell nothing."""
    return frozenset(match.group(1) for match in _COMPASS.finditer(text))
