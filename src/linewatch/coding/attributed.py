"""What the reader of attributions found → statements in the making. Takes a scene and attributions, gives sayings.

The reader tells which words name the source, introduce and are what is said; the tree tells who the source is, to whom
it speaks and when. Quotation marks win at the edges of what is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable

from spacy.tokens import Token

from linewatch.coding.contents import content_spans
from linewatch.coding.sayings import Saying, addressee_of
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import relation, token_span
from linewatch.language.attributions import Attribution, Words

_MOST_GAP = 2  # tokens between two parts of what is said that belong to it nevertheless
_BESIDE = frozenset({"case", "fixed", "mark", "aux", "advmod", "punct", "cc"})  # relations of what heads no clause


def read_attributed(scene: Scene, found: Iterable[Attribution]) -> list[Saying]:
    """Return the attributions as sayings, without those of which no content is left."""
    sayings = (_saying(scene, attribution) for attribution in found)
    return [saying for saying in sayings if saying is not None]


def _saying(scene: Scene, found: Attribution) -> Saying | None:
    """Return the saying of an attribution."""
    cue = token_span(scene.doc, found.cue[0], found.cue[-1] + 1)
    others = {*found.source, *found.cue}
    ranges = [_without_that(scene, low, high) for low, high in _ranges(found.content, others)]
    content = content_spans(scene, [part for part in ranges if part[0] < part[1]], around=cue.start)
    if not content:
        return None
    cue_head = _cue_head(scene, found)
    addressee = addressee_of(scene, cue_head)
    if addressee is not None and (addressee.i in found.content or addressee.i in others):
        addressee = None
    low, high = max(_ranges(found.source, ()), key=lambda part: part[1] - part[0], default=(0, 0))
    source = _named_in(scene, low, high) if low < high else None
    span = token_span(scene.doc, low, high) if low < high else None
    return Saying(cue, cue_head, source, span, content, addressee, round(found.score, 3))


def _ranges(words: Words, others: Collection[int]) -> list[tuple[int, int]]:
    """Return the ranges of the words, joined over a short gap that holds none of the others."""
    ranges: list[list[int]] = []
    for word in words:
        if ranges and word - ranges[-1][1] <= _MOST_GAP and not any(n in others for n in range(ranges[-1][1], word)):
            ranges[-1][1] = word + 1
        else:
            ranges.append([word, word + 1])
    return [(low, high) for low, high in ranges]


def _without_that(scene: Scene, low: int, high: int) -> tuple[int, int]:
    """Return the range without a conjunction "that" at its start."""
    opening = low + (scene.doc[low].is_punct and low + 1 < high)
    is_that = scene.doc[opening].lower_ == "that" and relation(scene.doc[opening]) == "mark"
    return (opening + 1 if is_that else low), high


def _cue_head(scene: Scene, found: Attribution) -> Token:
    """Return the token that heads a cue in the tree; for "according to" the clause that it stands in."""
    head = scene.doc[found.cue[0] : found.cue[-1] + 1].root
    while head.head != head and (relation(head) in _BESIDE or head.i in found.source):
        head = head.head
    return head


def _named_in(scene: Scene, low: int, high: int) -> Token:
    """Return the token of the source that stands for somebody: its head, else the nearest below it, else the head."""
    root = scene.doc[low:high].root
    waiting = deque([root])
    while waiting:
        token = waiting.popleft()
        if scene.cast.parts(token):
            return token
        waiting.extend(child for child in token.children if low <= child.i < high)
    return root
