"""Persons with their titles, found on the surface: "Deputy Foreign Minister Ann Roe". Takes a Doc, gives name chunks.

Parsers disagree on which word heads a title and its name; the words in a row do not. So a chunk is read from the
model's person name to the left, as far as the actor book knows the words as a title, and only then tied to the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from linewatch.coding.syntax import sentence_start
from linewatch.world.actors import ActorBook

_LONGEST_TITLE = 8  # words
_BREAKS = frozenset({"VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ", "PUNCT", "SPACE", "DET", "NUM"})


@dataclass(frozen=True, slots=True)
class Person:
    """A named person in the text: token range, the head of the range in the tree, and what title and name tell."""

    words: TokenSpan
    head: Token
    name: str
    title: str | None
    country: str | None
    sector: str | None
    rule: str


def find_persons(doc: Doc, book: ActorBook, on: date | None) -> list[Person]:
    """Return the named persons of the document with their titles, in text order."""
    spans = [
        span
        for span in _spans_with_titles(doc, book)
        if not _is_role(span.text, book) and book.country(span.text) is None  # "Chad" alone is the state
    ]
    return [_read_person(span, book, on) for span in spans]


def _is_role(words: str, book: ActorBook) -> bool:
    """Say whether a name is no name but a role alone, which the model took for one: "the ayatollah"."""
    role = book.role(words)
    return role is not None and len(role.text) == len(words)


def _spans_with_titles(doc: Doc, book: ActorBook) -> Iterator[TokenSpan]:
    """Yield each person name widened by its title; a "name" that is only a title joins the name behind it."""
    spans = [span for span in doc.ents if span.label_ == "PER"]
    start: int | None = None
    for span, following in zip_longest(spans, spans[1:]):
        start = span.start if start is None else start
        if following is not None and following.start == span.end and book.role(span.text) is not None:
            continue
        yield doc[_title_start(doc, start, span.end, book) : span.end]
        start = None


def _title_start(doc: Doc, start: int, end: int, book: ActorBook) -> int:
    """Return the token where the title before a name begins, or the name's own start."""
    best = start
    for left in range(start - 1, max(sentence_start(doc[start]), start - _LONGEST_TITLE) - 1, -1):
        if (doc[left].pos_ in _BREAKS and not _is_inner_hyphen(doc[left])) or doc[left].tag_ == "POS":
            break
        title = book.title(doc[left:end].text)
        if title is not None and title.end >= len(doc[left:start].text):
            best = left
    return best


def _is_inner_hyphen(token: Token) -> bool:
    """Say whether a token is the hyphen of "Vice-President"."""
    return token.text in "-‑" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _read_person(words: TokenSpan, book: ActorBook, on: date | None) -> Person:
    """Return the person of a chunk: title and name parted, country and sector by the title or the book."""
    full = words.text
    cut = book.title(full)
    has_title = cut is not None and 0 < cut.end < len(full)
    title = full[: cut.end].strip() if cut is not None and has_title else None
    name = full[cut.end :].strip() if cut is not None and has_title else full
    country, sector = (cut.country, cut.sector) if cut is not None and has_title else (None, None)
    rule = "title" if sector else "model:PER"
    known = book.named(name, on)
    is_ours = known is not None and (known.kind == "person" or known.is_own)
    if known is not None and is_ours and (country is None or known.country in {None, country}):
        country, sector, rule = known.country, sector or known.sector, known.rule
    return Person(words, words.root, name, title, country, sector, rule)
