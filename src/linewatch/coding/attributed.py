"""What the reader of attributions found → statements in the making. Takes a scene and attributions, gives sayings.

The reader tells which words name the source, introduce and are what is said; the tree tells who the source is, to whom
it speaks and when. Quotation marks win at the edges of what is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from functools import partial

from spacy.tokens import Doc, Token

from linewatch.coding.contents import content_spans
from linewatch.coding.sayings import Saying, addressee_of
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import children, feature, is_passive, relation, subtree, surface_subject, token_span
from linewatch.language.attributions import Attribution, AttributionReader, Words
from linewatch.records import Span

_MOST_GAP = 12  # tokens between two parts of what is said that belong to it where they are not its source or cue
_OPENS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "case"})  # what begins a phrase
_BRIEF = 2  # tokens after a preposition that are no content
_EMPTY = frozenset(
    {"AUX", "DET", "ADV", "PART", "PRON", "SCONJ", "CCONJ"}
)  # words that introduce nothing by themselves
_BESIDE = frozenset({"case", "fixed", "mark", "aux", "advmod", "punct", "cc"})  # relations of what heads no clause


def read_attributed(scene: Scene, reader: AttributionReader) -> list[Saying]:
    """Return what the reader finds, without what no content is left of."""
    found = reader.read(scene.doc, partial(plain_parts, scene.doc))
    sayings = (_saying(scene, attribution) for attribution in found)
    return [saying for saying in sayings if saying is not None]


def _saying(scene: Scene, found: Attribution) -> Saying | None:
    """Return the saying of an attribution."""
    if all(scene.doc[place].pos_ in _EMPTY for place in found.cue):
        return None
    cue = token_span(scene.doc, found.cue[0], found.cue[-1] + 1)
    others = {*found.source, *found.cue}
    parts = (_with_opening(scene, low, high, others) for low, high in _ranges(found.content, others))
    ranges = [_without_that(scene, low, high) for low, high in parts]
    content = content_spans(scene, [part for part in ranges if not _is_circumstance(scene, *part)], around=cue.start)
    if not any(" " in span.text for span in content):  # a single word says nothing
        return None
    cue_head = _cue_head(scene, found)
    addressee = addressee_of(scene, cue_head) if cue_head.i in found.cue else None
    if addressee is not None and (addressee.i in found.content or addressee.i in others):
        addressee = None
    source, span = _source(scene, found, cue_head)
    return Saying(cue, cue_head, source, span, content, addressee, round(found.score, 3))


def _source(scene: Scene, found: Attribution, cue_head: Token) -> tuple[Token | None, Span | None]:
    """Return the token that tells who the source is, and the words that name it."""
    ranges = _ranges(found.source, ())
    if not ranges:
        return None, None
    low, high = max(ranges, key=lambda part: part[1] - part[0])
    named = _named_in(scene, low, high)
    if feature(named, "PronType") == "Rel":  # "the minister, who said": the minister
        named = surface_subject(cue_head) or named
    return named, token_span(scene.doc, low, high)


def _ranges(words: Words, others: Collection[int]) -> list[tuple[int, int]]:
    """Return the ranges of the words, joined over a short gap that holds none of the others."""
    ranges: list[list[int]] = []
    for word in words:
        if ranges and word - ranges[-1][1] <= _MOST_GAP and not any(n in others for n in range(ranges[-1][1], word)):
            ranges[-1][1] = word + 1
        else:
            ranges.append([word, word + 1])
    return [(low, high) for low, high in ranges]


def _with_opening(scene: Scene, low: int, high: int, others: Collection[int]) -> tuple[int, int]:
    """Return the range from the words on that open its first phrase: "a", "two more", "the Chadian"."""
    while low > 0 and low - 1 not in others:
        before = scene.doc[low - 1]
        if before.dep_ not in _OPENS or not low <= before.head.i < high:
            break
        low -= 1
    return low, high


def _is_circumstance(scene: Scene, low: int, high: int) -> bool:
    """Say whether a range is empty, a lone function word, or only tells how or where: "in detail"."""
    if high - low == 1:
        return scene.doc[low].pos_ in _EMPTY - {"PRON"} | {"ADP"}
    return low >= high or (high - low <= _BRIEF and scene.doc[low].pos_ == "ADP")


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
    """Return the token of the source that stands for somebody: its head, else the nearest below it, else the head.

    An owner does not: "his lawyer" is somebody else.
    """
    root = scene.doc[low:high].root
    waiting = deque([root])
    while waiting:
        token = waiting.popleft()
        if scene.cast.parts(token):
            return token
        waiting.extend(child for child in token.children if low <= child.i < high and child.dep_ != "nmod:poss")
    return root


def plain_parts(doc: Doc, cue: Words) -> tuple[Words, Words] | None:
    """Return the tokens of source and content of a plain "X said that Y" or "Y, X said", else None."""
    verb = doc[cue[0] : cue[-1] + 1].root
    subjects, clauses = children(verb, "nsubj"), children(verb, "ccomp")
    if verb.pos_ != "VERB" or len(subjects) != 1 or len(clauses) != 1 or is_passive(verb):
        return None
    source, content = subtree(subjects[0]), subtree(clauses[0])
    is_apart = content[1] <= min(cue[0], source[0]) or content[0] >= max(cue[-1] + 1, source[1])
    if not is_apart or feature(subjects[0], "PronType") == "Rel" or any(token.is_quote for token in verb.sent):
        return None
    return tuple(range(*source)), tuple(range(*content))
