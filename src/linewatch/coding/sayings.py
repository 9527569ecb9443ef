"""Statements in the making, and how they are found by rule: verbs of saying with their clause, "according to".

Takes a scene, gives sayings: cue, source, content and addressee, each with what it rests on in the tree. Quotation
marks win where they disagree with the parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from linewatch.coding.contents import content_spans
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import (
    agent,
    case_marks,
    children,
    feature,
    is_passive,
    phrase,
    preposition,
    relation,
    subtree,
    token_span,
    with_preposition,
)
from linewatch.language.quotes import Quote
from linewatch.ontology import read_table
from linewatch.records import Span

_CIRCUMSTANCE = frozenset({"as", "when", "while", "after", "before", "during"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in the making. `source` heads the words that name who says it; `source_span` is these words."""

    cue: Span
    cue_head: Token
    source: Token | None
    source_span: Span | None
    content: tuple[Span, ...]
    addressee: Token | None
    score: float


@cache
def cue_words() -> dict[str, frozenset[str]]:
    """Return the words that introduce what is said, by how they do it."""
    raw = read_table("cues.toml")
    return {key: frozenset(words) for key, words in raw.items()}


def read_sayings(scene: Scene, is_read: Callable[[Token], bool]) -> Iterator[Saying]:
    """Yield what the rules find in the order of the cues.

    Args:
        is_read: whether a token is to be looked at as a cue.
    """
    quoted_by = scene.quotations.by_cue(_is_cue)
    for token in scene.doc:
        saying = _read_cue(scene, token, quoted_by.get(token.i, [])) if is_read(token) else None
        if saying is not None:
            yield saying


def _read_cue(scene: Scene, token: Token, quotes: list[Quote]) -> Saying | None:
    """Return the statement that the token introduces, or None when it introduces none."""
    if token.pos_ == "VERB" and _is_cue(token):
        return _read_verb(scene, token, quotes)
    if relation(token) == "obl" and preposition(token) in cue_words()["according"]:
        return _read_according(scene, token)
    return None


def is_name(verb: Token) -> bool:
    """Say whether the verb only tells what something is called, by nobody: "a march dubbed the Great Return"."""
    return verb.lemma_.lower() in cue_words()["naming"] and is_passive(verb) and agent(verb) is None


def _read_verb(scene: Scene, verb: Token, quotes: list[Quote]) -> Saying | None:
    """Return the statement of a verb of saying with the quotations that it introduces."""
    if is_name(verb):
        return None
    ranges = _clause_content(verb)
    lemma = verb.lemma_.lower()
    needs_more = lemma in cue_words()["quote_only"]
    if lemma in cue_words()["appraise"] and not ranges:
        ranges = _appraisal_content(verb)
    elif not ranges and quotes:
        ranges = [scene.quotations.token_range(quote) for quote in quotes]
    elif needs_more and not quotes and not any(_is_that_clause(scene, verb, low) for low, _ in ranges):
        return None
    is_inverted = any(low < verb.i for low, _ in ranges)
    ranges = [part for part in ranges if not _is_afterthought(scene, verb, part, is_inverted=is_inverted)]
    content = content_spans(scene, ranges)
    if not content:
        return None
    source = agent(verb)
    cue = token_span(scene.doc, verb.i, verb.i + 1)
    score = 0.9 if source is not None and scene.cast.parts(source) else 0.6
    return Saying(cue, verb, source, _source_span(source), content, addressee_of(scene, verb), score)


def _clause_content(verb: Token) -> list[tuple[int, int]]:
    """Return the token ranges of the verb's clause of content, before or after it."""
    clauses = children(verb, "ccomp")
    if not clauses and not is_passive(verb):
        clauses = [child for child in children(verb, "parataxis") if child.i > verb.i and _is_marked(verb, child)]
    if clauses:
        return [part for clause in clauses for part in _runs({token.i for token in clause.subtree}, _that(clause))]
    if relation(verb) == "parataxis":
        return _runs({token.i for token in verb.head.subtree} - {token.i for token in verb.subtree}, set())
    return []


def _runs(tokens: set[int], dropped: set[int]) -> list[tuple[int, int]]:
    """Return the unbroken ranges of the tokens that hold more than one token, without the dropped ones."""
    ranges: list[list[int]] = []
    for number in sorted(tokens - dropped):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] += 1
        else:
            ranges.append([number, number + 1])
    return [(low, high) for low, high in ranges if high - low > 1]


def _that(clause: Token) -> set[int]:
    """Return the clause's "that" if it opens the clause."""
    return {mark.i for mark in children(clause, "mark") if mark.lower_ == "that" and mark.i <= clause.left_edge.i + 1}


def _is_afterthought(scene: Scene, verb: Token, part: tuple[int, int], *, is_inverted: bool) -> bool:
    """Say whether words after a cue that follows its content tell where or when it was said, and are no content."""
    low, high = part
    if low < verb.i or not is_inverted:
        return False
    words = scene.doc[low:high]
    if scene.quotations.is_quoted(words.start_char, words.end_char):
        return False
    return words[0].lower_ in _CIRCUMSTANCE or not any(feature(word, "VerbForm") == "Fin" for word in words)


def _is_marked(verb: Token, clause: Token) -> bool:
    """Say whether a colon, comma or quotation mark parts the verb from the clause that follows it."""
    return any(
        token.text in {":", ",", '"', "“", "''", "``"} for token in verb.doc[verb.i + 1 : clause.left_edge.i + 1]
    )


def _is_that_clause(scene: Scene, verb: Token, low: int) -> bool:
    """Say whether the content is a clause of its own: before the verb, opened by "that", or with a finite verb."""
    if low < verb.i or (low > 0 and scene.doc[low - 1].lower_ == "that"):
        return True
    return any(feature(child, "VerbForm") == "Fin" or children(child, "aux") for child in children(verb, "ccomp"))


def _appraisal_content(verb: Token) -> list[tuple[int, int]]:
    """Return the range of what is appraised and as what."""
    parts = [*children(verb, "obj", "xcomp"), *with_preposition(verb, "as")]
    is_told = len(parts) > 1 or children(verb, "xcomp") or any(part.left_edge.lower_ == "as" for part in parts)
    if not is_told:
        return []
    ranges = [subtree(part) for part in parts]
    return [(min(low for low, _ in ranges), max(high for _, high in ranges))]


def _is_cue(token: Token) -> bool:
    return token.lemma_.lower() in cue_words()["verbs"]


def _read_according(scene: Scene, source: Token) -> Saying | None:
    """Return the statement of "according to X": the clause around it is the content."""
    low, high = subtree(source.head)
    own_low, own_high = subtree(source)
    content = content_spans(scene, [part for part in ((low, own_low), (own_high, high)) if part[1] - part[0] > 1])
    if not content or not scene.cast.parts(source):
        return None
    mark = case_marks(source)[0]
    cue = token_span(scene.doc, mark.left_edge.i, mark.right_edge.i + 1)
    return Saying(cue, source.head, source, _source_span(source), content, None, 0.85)


def addressee_of(scene: Scene, verb: Token) -> Token | None:
    """Return whom the words are addressed to: an object that can be spoken to, or who stands after "to" or "with"."""
    addressed = children(verb, "iobj") or [token for token in children(verb, "obj") if scene.cast.parts(token)]
    addressed = addressed or [
        token for name in ("to", "with") for token in with_preposition(verb, name) if scene.cast.parts(token)
    ]
    return addressed[0] if addressed else None


def _source_span(source: Token | None) -> Span | None:
    """Return the words that name a source."""
    return token_span(source.doc, *phrase(source)) if source is not None else None
