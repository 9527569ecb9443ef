"""Place mentions of a Doc, tied to the gazetteer, before it is known who acts: a place tells whose a body is."""

from __future__ import annotations

from itertools import zip_longest

from spacy.tokens import Doc, Span

from linewatch.coding.syntax import token_span
from linewatch.records import Place
from linewatch.world.places import PlaceMention, resolve_places

_WORDS_BESIDE = 3


Found = tuple[tuple[Span, Place], ...]
"""The spans of names of places with the place of each, in text order."""


def find_places(doc: Doc, home: str | None) -> Found:
    """Return every name of a place that the gazetteer knows, also of those that act.

    Args:
        home: ISO3 of the country of the dateline.
    """
    spans = [span for span in doc.ents if span.label_ == "LOC"]
    mentions = [_mention(span, following) for span, following in zip_longest(spans, spans[1:])]
    resolved = resolve_places(mentions, countries=[home] if home else [])
    return tuple((span, place) for span, place in zip(spans, resolved, strict=True) if place is not None)


def lands_of(found: Found) -> dict[int, str]:
    """Return the country of each token that stands in a name of a place."""
    return {token.i: place.country for span, place in found if place.country for token in span}


def _mention(span: Span, following: Span | None) -> PlaceMention:
    """Return the mention with the words beside it and the name of what contains it: "Ganja, Azerbaijan"."""
    sentence = span.sent
    before = span.doc[max(sentence.start, span.start - _WORDS_BESIDE) : span.start].text
    after = span.doc[span.end : min(sentence.end, span.end + _WORDS_BESIDE)].text
    is_held = following is not None and following.start == span.end + 1 < sentence.end and after.startswith(",")
    own = token_span(span.doc, span.start, span.end)
    container = following.text if following is not None and is_held else None
    return PlaceMention(span=own, name=own.text, before=before, after=after, container=container)
