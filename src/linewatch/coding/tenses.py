"""Where the clause around a time expression lies: "will meet on Tuesday" is to come, "met in August" has been.

Takes the Doc and a character of it; says nothing where the clause does not tell. What a noun is said to have
("elections in August") lies anywhere, and so does what is done to a plan ("postponed until August").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from linewatch.coding.modality import modal_words
from linewatch.coding.syntax import children, clause_head, is_finite_past, preposition, relation
from linewatch.world.timecontext import Side

_TO_COME = frozenset({"will", "shall", "'ll", "’ll", "to"})
_BOUNDS = frozenset({"until", "till", "through", "by"})  # "extended the truce until August": the past has a later end
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "has", "have", "did", "been", "'ve", "’ve", "got"})
_PLANNING = ("future", "deferring", "hypothetical")  # governors, in data/modality.toml


def side_of(doc: Doc, offset: int) -> Side | None:
    """Return the side of publication on which the clause around a character lies, or None where it does not tell."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or not len(span):
        return None
    clause = clause_head(span.root)
    before = [child.lower_ for child in clause.children if relation(child) in {"aux", "aux:pass", "cop", "mark"}]
    if any(word in _TO_COME for word in before):
        return "ahead"
    return "behind" if _is_done(clause, before) and _hangs_on(span.root, clause) else None


def _is_done(clause: Token, before: list[str]) -> bool:
    """Say whether a clause tells in the past of something else than a plan."""
    is_planned = any(clause.lemma_ in modal_words(f"governors.{name}") for name in _PLANNING)
    if clause.pos_ != "VERB" or is_planned or children(clause, "xcomp"):
        return False
    if not modal_words("auxiliaries.hypothetical").isdisjoint(before):
        return False
    return is_finite_past(clause) or any(word in _PAST_AUXILIARIES for word in before)


def _hangs_on(marker: Token, clause: Token) -> bool:
    """Say whether a time is told of the verb itself, not of a noun beside it."""
    while marker.head != clause and relation(marker) in {"nummod", "compound", "conj", "appos", "amod", "det", "flat"}:
        marker = marker.head
    return marker.head == clause and preposition(marker) not in _BOUNDS
