"""Place mentions of a Doc, tied to the gazetteer, before it is known who acts: a place tells whose a body is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from spacy.tokens import Doc, Span

from linewatch import records
from linewatch.coding.placehints import find_adjectives, find_evidence
from linewatch.coding.syntax import token_span
from linewatch.records import Article, Place
from linewatch.world.actors import ActorBook
from linewatch.world.places import PlaceMention, resolve_places
from linewatch.world.placewords import is_held_by
from linewatch.world.publishers import country_of_url, is_named_after

_WORDS_BESIDE = 3
_LIST_WORDS, _MOST_BETWEEN = frozenset({",", ";", "and", "or", "&"}), 2
_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})

Ranges = Sequence[tuple[int, int]]
"""Half-open ranges of characters."""

Located = tuple[records.Span, Place | None]
"""A name of a place and where it lies."""

Found = tuple[tuple[Span, Place], ...]
"""The spans of names of places with the place of each, in text order."""


def home_of(article: Article, book: ActorBook) -> str | None:
    """Return the ISO3 of the country of the dateline: where the reporter is."""
    nation = book.country(article.dateline) if article.dateline else None
    return nation.iso3 if nation else None


def lands_told(article: Article, book: ActorBook) -> tuple[str, ...]:
    """Return the countries of dateline, publisher and web address: names are likelier to lie there."""
    known = book.named(article.publisher, article.published_on) if article.publisher else None
    lands = (home_of(article, book), known and known.country, country_of_url(article.url))
    return tuple(dict.fromkeys(land for land in lands if land))


def find_places(article: Article, doc: Doc, book: ActorBook) -> Found:
    """Return every name of a place that the gazetteer knows, also of those that act.

    Args:
        doc: the annotated `article.text`.
    """
    spans = _names(doc)
    places = _resolve(article, book, spans)
    return tuple((span, place) for span, place in zip(spans, places, strict=True) if place is not None)


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
    spans = _names(doc) + (find_adjectives(doc, book) if adjectives and ranges is None else [])
    rest = [span for span in spans if not any(token.i in taken for token in span)]
    named = [*given.items(), *(((span.start_char, span.end_char), span) for span in rest)]
    named.sort(key=lambda pair: (pair[1].start, pair[0]))
    resolved = _resolve(article, book, [span for _, span in named], [key for key, _ in named])
    places = {key: place for (key, _), place in zip(named, resolved, strict=True)}
    asked = [key for key, _ in named] if ranges is None else ranges
    return tuple((records.Span(start, end, doc.text[start:end]), places.get((start, end))) for start, end in asked)


def lands_of(found: Found) -> dict[int, str]:
    """Return the country of each token that stands in a name of a place."""
    return {token.i: place.country for span, place in found if place.country for token in span}


def _names(doc: Doc) -> list[Span]:
    return [span for span in doc.ents if span.label_ == "LOC"]


def _resolve(
    article: Article, book: ActorBook, spans: Sequence[Span], ranges: Ranges | None = None
) -> tuple[Place | None, ...]:
    """Return the place of each name, None where it is unknown or too unlikely.

    Args:
        ranges: the characters of the names where they are not those of whole tokens.
    """
    if not spans:
        return ()
    texts = [_own_span(span, own) for span, own in zip_longest(spans, ranges or ())]
    mentions = [_mention(article, spans, number, own) for number, own in enumerate(texts)]
    evidence = find_evidence(article, spans, book)
    return resolve_places(mentions, countries=lands_told(article, book), evidence=evidence)


def _mention(article: Article, spans: Sequence[Span], number: int, own: records.Span) -> PlaceMention:
    """Return the mention with the words beside it, the name of what contains it ("Ganja, Azerbaijan") and its list."""
    span = spans[number]
    previous, following, third = (
        spans[i] if 0 <= i < len(spans) else None for i in (number - 1, number + 1, number + 2)
    )
    sentence = span.sent
    before = span.doc[max(sentence.start, span.start - _WORDS_BESIDE) : span.start].text
    after = span.doc[span.end : min(sentence.end, span.end + _WORDS_BESIDE)].text
    is_held = following is not None and following.start == span.end + 1 < sentence.end and after.startswith(",")
    container = following if is_held else None
    listed = [other for other in (previous, following) if other is not None and _is_listed(span, other)]
    is_chained = container is not None and third is not None and _is_listed(container, third)
    return PlaceMention(
        own, own.text, False, before, after, container.text if container else None,
        tuple(other.text for other in listed), third.text if third and is_chained else None,
        _area(span, previous, following), is_named_after(article.url, own.text),
    )  # fmt: skip


def _area(span: Span, previous: Span | None, following: Span | None) -> str | None:
    """Return the name of what holds a name by its words: "Paris in Texas", "Cairo's Abbasiya"."""
    if following is not None and is_held_by(span.doc[span.end : following.start].text):
        return following.text
    if previous is not None and span.doc[previous.end : span.start].text in _POSSESSIVES:
        return previous.text
    return None


def _is_listed(one: Span, other: Span) -> bool:
    """Say whether nothing but a comma and a conjunction stands between two names."""
    first, last = sorted((one, other), key=lambda span: span.start)
    between = one.doc[first.end : last.start]
    return 0 < len(between) <= _MOST_BETWEEN and all(token.lower_ in _LIST_WORDS for token in between)


def _own_span(span: Span, own: tuple[int, int] | None) -> records.Span:
    return token_span(span.doc, span.start, span.end) if own is None else records.Span(*own, span.doc.text[slice(*own)])
