"""Place mentions of a Doc, tied to the gazetteer. A state or capital that acts ("Moscow said") is no place."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from linewatch.coding.cast import Cast
from linewatch.coding.syntax import relation, token_span
from linewatch.records import Place
from linewatch.world.places import PlaceMention, resolve_places

_ACTS = frozenset({"nsubj", "iobj", "agent"})
_TYPE_NOUNS = frozenset(
    {"province", "region", "district", "city", "town", "village", "state", "river", "strait", "sea", "island"}
)


def read_places(doc: Doc, cast: Cast, home: str | None) -> tuple[tuple[Token, Place], ...]:
    """Return the head token and the resolved place of each place mention, in text order."""
    spans = [span for span in doc.ents if span.label_ == "LOC" and not _is_actor(span, cast)]
    mentions = [_mention(span) for span in spans]
    countries = [home] if home else []
    resolved = resolve_places(mentions, countries=countries)
    return tuple((span.root, place) for span, place in zip(spans, resolved, strict=True) if place is not None)


def _is_actor(span: Span, cast: Cast) -> bool:
    """Say whether the name stands for those who act there: a state as subject or as possessor of a body."""
    head = span.root
    is_state = any(actor.kind == "state" for _, actor in cast.by_head.get(head.i, []))
    return is_state and relation(head) in _ACTS


def _mention(span: Span) -> PlaceMention:
    """Return the mention with the nouns beside it that tell its type, and the name of what contains it."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    hints = tuple(word for word in (before, after) if word in _TYPE_NOUNS)
    container = next(
        (ent.text for ent in span.sent.ents if ent.start == span.end + 1 and after == "," and ent.label_ == "LOC"), None
    )
    return PlaceMention(
        span=token_span(span.doc, span.start, span.end),
        name=span.text,
        is_adjectival=False,
        hints=hints,
        container=container,
    )
