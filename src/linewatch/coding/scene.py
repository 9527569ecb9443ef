"""What the coders share about one article: its Doc with quotations, dates, places and cast, and how they attach."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from linewatch.coding.cast import Cast, read_cast
from linewatch.coding.mentions import read_mentions
from linewatch.coding.places import read_places
from linewatch.coding.syntax import children, clause_head, feature, first_conjunct, preposition, relation
from linewatch.language.quotes import Quote, read_quotes
from linewatch.records import Article, Interval, Place, Time
from linewatch.world.actors import ActorBook
from linewatch.world.calendar import read_times

_SAME_TIME = frozenset({"xcomp", "conj", "advcl"})  # clauses that share the time of their governor
_LOCATIVE = frozenset({"in", "inside", "near", "across", "along", "into", "through", "throughout", "around", "over"})
_AHEAD = frozenset({"will", "shall", "'ll", "to"})


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with everything that is known before coding. Times and places come with their first token."""

    article: Article
    doc: Doc
    book: ActorBook
    quotes: tuple[Quote, ...]
    times: tuple[tuple[Token, Time], ...]
    places: tuple[tuple[Token, Place], ...]
    cast: Cast

    def when(self, token: Token) -> Interval:
        """Return the days that the token's clause states for it, or an empty interval."""
        clause = clause_head(token)
        for _ in range(4):
            inside = [
                (marker, time)
                for marker, time in self.times
                if clause_head(marker) == clause and _is_point(time) and not _only_compares(marker, clause)
            ]
            if inside:
                _, time = min(inside, key=lambda pair: abs(pair[0].i - token.i))
                return Interval(time.from_on, time.until_on, time.precision, time.method)
            if relation(clause) not in _SAME_TIME or clause.head == clause:
                break
            clause = clause_head(clause.head)
        return Interval()

    def where(self, token: Token) -> Place | None:
        """Return the place that the token's clause states for it: the nearest one below the token or in its clause."""
        below = set(token.subtree)
        clause = clause_head(token)
        ranked = [
            (marker not in below, abs(marker.i - token.i), place)
            for marker, place in self.places
            if clause_head(marker) == clause and _tells_where(marker, place)
        ]
        return min(ranked, key=lambda row: row[:2])[2] if ranked else None

    def quote_at(self, start: int, end: int) -> Quote | None:
        """Return the first quotation that overlaps these characters."""
        return next((quote for quote in self.quotes if quote.start < end and start < quote.end), None)


def read_scene(article: Article, doc: Doc) -> Scene:
    """Return the scene of an article whose Doc the language room has annotated."""
    book = ActorBook.open()
    times = read_times(article.text, article.published_on, future_at=lambda offset: _lies_ahead(doc, offset))
    mentions = read_mentions(doc, book, article.published_on)
    home = book.country(article.dateline) if article.dateline else None
    cast = read_cast(doc, mentions, home.iso3 if home else None)
    return Scene(
        article=article,
        doc=doc,
        book=book,
        quotes=read_quotes(article.text),
        times=tuple(
            (marker, time) for time in times if (marker := head_at(doc, time.span.start, time.span.end)) is not None
        ),
        places=read_places(doc, cast, home.iso3 if home else None),
        cast=cast,
    )


def head_at(doc: Doc, start: int, end: int) -> Token | None:
    """Return the syntactic head of the tokens between two characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _is_point(time: Time) -> bool:
    return time.kind in {"date", "time"} and time.from_on is not None


def _only_compares(marker: Token, clause: Token) -> bool:
    """Say whether the time only bounds a comparison: "the worst fighting since the 1990s"."""
    if not any(child.lower_ == "since" for child in children(marker, "case", "mark")):
        return False
    return any(feature(token, "Degree") == "Sup" or token.lower_ in {"first", "only"} for token in clause.subtree)


def _tells_where(marker: Token, place: Place) -> bool:
    """Say whether a place name tells where: a country does after "in" and the like, not as a party or an owner."""
    if marker.dep_ == "nmod:poss":
        return False
    return place.kind != "country" or preposition(first_conjunct(marker)) in _LOCATIVE


def _lies_ahead(doc: Doc, offset: int) -> bool:
    """Say whether the clause around a character speaks of the future."""
    token = head_at(doc, offset, offset + 1)
    if token is None:
        return False
    clause = clause_head(token)
    return any(child.lower_ in _AHEAD for child in clause.children if relation(child) in {"aux", "mark"})
