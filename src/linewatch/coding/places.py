"""Place mentions of a Doc, tied to the gazetteer, before it is known who acts: a place tells whose a body is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from spacy.tokens import Doc, Span

from linewatch import records
from linewatch.coding.syntax import token_span
from linewatch.records import Article, Place
from linewatch.world.actors import ActorBook
from linewatch.world.places import PlaceMention, resolve_places

_WORDS_BESIDE = 3
_ADJECTIVAL = frozenset({"adjective", "people"})

Ranges = Sequence[tuple[int, int]]
"""Half-open ranges of characters."""

Located = tuple[records.Span, Place | None]
"""A name of a place and where it lies."""

Found = tuple[tuple[Span, Place], ...]
"""The spans of names of places with the place of each, in text order."""


def home_of(article: Article, book: ActorBook) -> str | None:
    """Return the ISO3 of the country of the dateline."""
    nation = book.country(article.dateline) if article.dateline else None
    return nation.iso3 if nation else None


def find_places(doc: Doc, home: str | None) -> Found:
    """Return every name of a place that the gazetteer knows, also of those that act.

    Args:
        home: ISO3 of the country of the dateline.
    """
    spans = _names(doc)
    return tuple((span, place) for span, place in zip(spans, _resolve(spans, home), strict=True) if place is not None)


def locate_names(
    article: Article, doc: Doc, book: ActorBook, ranges: Ranges | None = None, *, adjectives: bool = False
) -> tuple[Located, ...]:
    """Return the names of places of an article with the place of each, None where it is unknown or too unlikely.

    Args:
        doc: the annotated `article.text`.
        ranges: the names that are asked for, half-open and in any order; all that the text has, unless given. The
            others tell of these, too.
        adjectives: whether adjectives and peoples of a country ("Turkish") count among all names.
    """
    given = {key: span for key in ranges or () if (span := doc.char_span(*key, alignment_mode="expand"))}
    taken = {token.i for span in given.values() for token in span}
    spans = _names(doc) + (_adjectives(doc, book) if adjectives and ranges is None else [])
    rest = [span for span in spans if not any(token.i in taken for token in span)]
    named = [*given.items(), *(((span.start_char, span.end_char), span) for span in rest)]
    named.sort(key=lambda pair: (pair[1].start, pair[0]))
    resolved = _resolve([span for _, span in named], home_of(article, book), [key for key, _ in named])
    places = {key: place for (key, _), place in zip(named, resolved, strict=True)}
    asked = [key for key, _ in named] if ranges is None else ranges
    return tuple((records.Span(start, end, doc.text[start:end]), places.get((start, end))) for start, end in asked)


def lands_of(found: Found) -> dict[int, str]:
    """Return the country of each token that stands in a name of a place."""
    return {token.i: place.country for span, place in found if place.country for token in span}


def _names(doc: Doc) -> list[Span]:
    return [span for span in doc.ents if span.label_ == "LOC"]


def _adjectives(doc: Doc, book: ActorBook) -> list[Span]:
    """Return the adjectives and peoples of countries that stand in no name of a place, a person or a body."""
    named = {token.i for span in doc.ents if span.label_ != "MISC" for token in span}
    words = (token for token in doc if token.i not in named and token.text[:1].isupper())
    nations = ((token, book.country(token.text)) for token in words)
    return [doc[token.i : token.i + 1] for token, nation in nations if nation and nation.how in _ADJECTIVAL]


def _resolve(
    spans: Sequence[Span], home: str | None, ranges: Sequence[tuple[int, int]] | None = None
) -> tuple[Place | None, ...]:
    """Return the place of each name, None where it is unknown or too unlikely.

    Args:
        ranges: the characters of the names where they are not those of whole tokens.
    """
    texts = [_own_span(span, own) for span, own in zip_longest(spans, ranges or ())]
    mentions = [_mention(*parts) for parts in zip_longest(spans, texts, spans[1:])]
    return resolve_places(mentions, countries=[home] if home else [])


def _mention(span: Span, own: records.Span, following: Span | None) -> PlaceMention:
    """Return the mention with the words beside it and the name of what contains it: "Ganja, Azerbaijan"."""
    sentence = span.sent
    before = span.doc[max(sentence.start, span.start - _WORDS_BESIDE) : span.start].text
    after = span.doc[span.end : min(sentence.end, span.end + _WORDS_BESIDE)].text
    is_held = following is not None and following.start == span.end + 1 < sentence.end and after.startswith(",")
    container = following.text if following is not None and is_held else None
    return PlaceMention(span=own, name=own.text, before=before, after=after, container=container)


def _own_span(span: Span, own: tuple[int, int] | None) -> records.Span:
    return token_span(span.doc, span.start, span.end) if own is None else records.Span(*own, span.doc.text[slice(*own)])
