"""Place mentions of a Doc, tied to the gazetteer. A state or capital that acts ("Moscow said") is no place."""

from __future__ import annotations

from itertools import zip_longest

from spacy.tokens import Doc, Span, Token

from linewatch.coding.cast import Cast
from linewatch.coding.syntax import first_conjunct, relation, token_span
from linewatch.records import Place
from linewatch.world.places import PlaceMention, resolve_places

_WORDS_BESIDE = 3


def read_places(doc: Doc, cast: Cast, home: str | None) -> tuple[tuple[Token, Place], ...]:
    """Return the head token and the resolved place of each place mention, in text order."""
    spans = [span for span in doc.ents if span.label_ == "LOC"]
    countries = [home] if home else []
    mentions = [_mention(span, following) for span, following in zip_longest(spans, spans[1:])]
    resolved = resolve_places(mentions, countries=countries)  # actors too: they are context
    return tuple(
        (span.root, place)
        for span, place in zip(spans, resolved, strict=True)
        if place is not None and not _is_actor(span, cast)
    )


def _is_actor(span: Span, cast: Cast) -> bool:
    """Say whether the name stands for those who act there: a state as the subject of a verb."""
    is_state = any(actor.kind == "state" for _, actor in cast.by_head.get(span.root.i, []))
    return is_state and relation(first_conjunct(span.root)) in {"nsubj", "iobj"}


def _mention(span: Span, following: Span | None) -> PlaceMention:
    """Return the mention with the words beside it and the name of what contains it: "Ganja, Azerbaijan"."""
    sentence = span.sent
    before = span.doc[max(sentence.start, span.start - _WORDS_BESIDE) : span.start].text
    after = span.doc[span.end : min(sentence.end, span.end + _WORDS_BESIDE)].text
    is_held = following is not None and following.start == span.end + 1 < sentence.end and after.startswith(",")
    own = token_span(span.doc, span.start, span.end)
    container = following.text if following is not None and is_held else None
    return PlaceMention(span=own, name=own.text, before=before, after=after, container=container)
