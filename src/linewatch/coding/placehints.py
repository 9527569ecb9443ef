"""What else in a report tells where its places lie: adjectives of nations, names within names, the paper's home.

Takes an annotated report; gives names and places that are weighed with the mentions and never answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from linewatch import records
from linewatch.coding.syntax import token_span
from linewatch.records import Article
from linewatch.world.actors import ActorBook
from linewatch.world.gazetteer import Gazetteer
from linewatch.world.places import Evidence, PlaceMention
from linewatch.world.publishers import town_of_url

_ADJECTIVAL = frozenset({"adjective", "people"})
_MOST_WORDS = 3  # of a name within a name
_SHORT = 4  # an abbreviation in a name of a body is no abbreviated state
_LANDS = frozenset({"ADM1", "PCLI"})
_PARTY = re.compile(r"\b[RDI]-([A-Z][\w.]*(?: [A-Z][\w.]*)?)")  # "Sen. N. N., R-Texas"


def find_adjectives(doc: Doc, book: ActorBook) -> list[Span]:
    """Return the adjectives and peoples of countries that stand in no name of a place, a person or a body."""
    named = {token.i for span in doc.ents if span.label_ != "MISC" for token in span}
    words = (token for token in doc if token.i not in named and token.text[:1].isupper())
    nations = ((token, book.country(token.text)) for token in words)
    return [doc[token.i : token.i + 1] for token, nation in nations if nation and nation.how in _ADJECTIVAL]


def find_evidence(article: Article, mentions: Sequence[Span], book: ActorBook) -> tuple[Evidence, ...]:
    """Return what tells where the names of a report lie, beside the names themselves."""
    doc = mentions[0].doc
    taken = {token.i for span in mentions for token in span}
    found = [*_nations(doc, taken, book), *_lands_in_names(doc, taken), *_parties(doc)]
    home = town_of_url(article.url)
    return (*found, home) if home else tuple(found)


def _nations(doc: Doc, taken: set[int], book: ActorBook) -> Iterator[PlaceMention]:
    for span in find_adjectives(doc, book):
        if span.start not in taken:
            yield _hidden(span, is_adjectival=True)


def _lands_in_names(doc: Doc, taken: set[int]) -> Iterator[PlaceMention]:
    """Yield the states and first-order regions in names of bodies: Texas in "Texas Forest Service"."""
    gazetteer = Gazetteer.open()
    for body in doc.ents:
        if body.label_ != "ORG":
            continue
        position = body.start
        while position < body.end:
            longest = min(_MOST_WORDS, body.end - position)
            spans = (doc[position : position + size] for size in range(longest, 0, -1))
            land = next((span for span in spans if _is_land(gazetteer, span, taken)), None)
            if land is not None:
                yield _hidden(land)
            position = position + 1 if land is None else land.end


def _is_land(gazetteer: Gazetteer, span: Span, taken: set[int]) -> bool:
    first = span[0]
    if (
        not first.text[:1].isupper()
        or (first.is_upper and len(first) < _SHORT)
        or taken.intersection(t.i for t in span)
    ):
        return False
    return any(row.feature_code in _LANDS and row.is_own_name for row in gazetteer.candidates(span.text)[:1])


def _parties(doc: Doc) -> Iterator[PlaceMention]:
    """Yield the states that members of Congress are of: Texas in "R-Texas"."""
    for match in _PARTY.finditer(doc.text):
        span = records.Span(match.start(1), match.end(1), match[1])
        yield PlaceMention(span, match[1])


def _hidden(span: Span, *, is_adjectival: bool = False) -> PlaceMention:
    own = token_span(span.doc, span.start, span.end)
    return PlaceMention(own, own.text, is_adjectival)
