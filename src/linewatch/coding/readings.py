"""What the reader of red lines tells of a sentence → words of its parts and labels. Takes a Doc and answers.

A part is the stretch of words with the highest F1 to be expected of the shares of its words; a stretch that is a phrase
or a clause of the tree is preferred a little. Addressees may be several; trigger and response are looked for whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from linewatch.language.lines import LineAnswer

WHOLE: Final = 1.15
"""How much more a phrase or a clause of the tree counts than other stretches of the same shares."""
PRESENT: Final = 0.5
"""From this share of one of its words on a part is there, where no class tells."""
_LOOSE: Final = frozenset({"advcl", "punct", "conj", "parataxis", "cc"})
_EDGES: Final = frozenset([*".,;:!?\"'“”‘’()[]—–-", "'s", "’s"])


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer about one sentence, read as parts."""

    doc: Doc
    answer: LineAnswer

    @property
    def share(self) -> float:
        """How likely the sentence holds the trigger of a red line."""
        return self.answer.share

    def label(self, name: str, favoured: Mapping[str, float] | None = None) -> str:
        """Return the likeliest label of a class.

        Args:
            favoured: what is added to the shares of some labels.
        """
        shares, more = self.answer.labels[name], favoured or {}
        return max(shares, key=lambda label: shares[label] + more.get(label, 0.0))

    def part(self, role: str, *, least: float = PRESENT, is_inside: bool = False) -> TokenSpan | None:
        """Return the words of a role, None where no word has at least this share.

        Args:
            is_inside: look in the sentence alone.
        """
        shares = self.answer.roles[role]
        if is_inside:
            shares = {place: share for place, share in shares.items() if self.answer.start <= place < self.answer.end}
        if not shares or max(shares.values()) < least:
            return None
        peak = max(shares, key=lambda place: shares[place])
        sentence = self.doc[peak].sent
        return best_stretch(sentence, [shares.get(token.i, 0.0) for token in sentence])

    def peak(self, role: str, span: TokenSpan) -> float:
        """Return the highest share of a role in some words."""
        shares = self.answer.roles[role]
        return max((shares.get(token.i, 0.0) for token in span), default=0.0)

    def parts(self, role: str, least: float = PRESENT) -> list[TokenSpan]:
        """Return the stretches of words that have a role, each without punctuation at its edges."""
        shares = self.answer.roles[role]
        ranges: list[list[int]] = []
        for place in sorted(place for place, share in shares.items() if share >= least):
            if ranges and place == ranges[-1][1]:
                ranges[-1][1] = place + 1
            else:
                ranges.append([place, place + 1])
        return [span for low, high in ranges if (span := self._whole_names(low, high)) is not None]

    def _whole_names(self, low: int, high: int) -> TokenSpan | None:
        """Return the tokens without punctuation at the edges, and with the rest of the names that they cut.

        An article alone brings its noun.
        """
        article = self.doc[low:high].root
        if article.dep_ == "det" and article.head.i >= high:
            high = article.head.i + 1
        names = [name for name in self.doc[low:high].sent.ents if name.start < high and low < name.end]
        return _trimmed(self.doc, min([low, *(n.start for n in names)]), max([high, *(n.end for n in names)]))


def best_stretch(sentence: TokenSpan, shares: Sequence[float]) -> TokenSpan | None:
    """Return the stretch of a sentence with the highest expected F1, phrases and clauses of the tree preferred."""
    first, total = sentence.start, sum(shares)
    sums = [0.0]
    for share in shares:
        sums.append(sums[-1] + share)
    wholes = _wholes(sentence)
    best, found = 0.0, None
    for low in range(len(shares)):
        for high in range(low + 1, len(shares) + 1):
            value = 2 * (sums[high] - sums[low]) / (high - low + total)
            if (first + low, first + high) in wholes:
                value *= WHOLE
            if value > best:
                best, found = value, (first + low, first + high)
    return None if found is None else _trimmed(sentence.doc, *found)


def _wholes(sentence: TokenSpan) -> set[tuple[int, int]]:
    """Return the ranges of phrases and clauses, from each part before the head on, with loose clauses or without."""
    found: set[tuple[int, int]] = set()
    for token in sentence:
        ends = {token.right_edge.i + 1, *(child.left_edge.i for child in token.rights if child.dep_ in _LOOSE)}
        starts = {
            token.i,
            *(child.left_edge.i for child in token.lefts),
            *(child.right_edge.i + 1 for child in token.lefts),
        }
        for high in ends:
            while high - 1 > token.i and sentence.doc[high - 1].text in _EDGES:
                high -= 1
            found |= {(start, high) for start in starts}
    return found


def _trimmed(doc: Doc, low: int, high: int) -> TokenSpan | None:
    """Return the tokens without punctuation and white space at the edges, None where nothing is left."""
    while low < high and (doc[low].text in _EDGES or doc[low].is_space):
        low += 1
    while high > low and (doc[high - 1].text in _EDGES or doc[high - 1].is_space):
        high -= 1
    return doc[low:high] if low < high else None
