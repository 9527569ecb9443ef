"""What the coders share about one article: its Doc with quotations, dates, places and cast, and how they attach."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Token

from linewatch.coding.cast import Cast, read_cast
from linewatch.coding.homes import Homes
from linewatch.coding.knowledge import Knowledge
from linewatch.coding.mentions import read_mentions
from linewatch.coding.places import find_places, home_of, lands_of
from linewatch.coding.quotations import Quotations
from linewatch.coding.relativeplaces import find_relative
from linewatch.coding.syntax import children, clause_head, feature, first_conjunct, preposition, relation
from linewatch.coding.tenses import side_of
from linewatch.language.quotes import read_quotes
from linewatch.records import Article, Interval, Place, Span, Time
from linewatch.world.actors import ActorBook
from linewatch.world.calendar import read_times

Item = TypeVar("Item")
_SAME_TIME = frozenset({"xcomp", "conj", "advcl"})  # clauses that share the time of their governor
_LOCATIVE = frozenset({"in", "inside", "near", "across", "along", "into", "through", "throughout", "around", "over"})


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with everything that is known before coding. Times and places come with their first token."""

    article: Article
    doc: Doc
    knowledge: Knowledge
    quotations: Quotations
    times: tuple[tuple[Token, Time], ...]
    places: tuple[tuple[Token, Place], ...]
    cast: Cast
    times_of: dict[int, list[tuple[Token, Time]]]
    places_of: dict[int, list[tuple[Token, Place]]]
    discarded: tuple[tuple[int, int], ...] = ()

    @property
    def book(self) -> ActorBook:
        """The actors that are known."""
        return self.knowledge.book

    def is_discarded(self, span: Span) -> bool:
        """Say whether the user's discards take the events out of what begins where the span does."""
        return any(start <= span.start < end for start, end in self.discarded)

    def coded_tokens(self) -> Iterator[Token]:
        """Yield the tokens of the sentences that no discard takes out."""
        for sentence in self.doc.sents:
            if not any(start <= sentence.start_char < end for start, end in self.discarded):
                yield from sentence

    def when(self, token: Token, outside: Sequence[Span] = ()) -> Interval:
        """Return the days that the token's clause states for it, or an empty interval.

        Args:
            outside: where a day does not count: what is said tells nothing of the day of saying it.
        """
        clause = clause_head(token)
        for _ in range(4):
            inside = [
                (marker, time)
                for marker, time in self.times_of.get(clause.i, [])
                if _is_point(time) and not _only_compares(marker, clause) and not _stands_in(time.span, outside)
            ]
            if inside:
                _, time = min(inside, key=lambda pair: abs(pair[0].i - token.i))
                return Interval(time.from_on, time.until_on, time.precision, time.method)
            if relation(clause) not in _SAME_TIME or clause.head == clause or _is_reproach(clause):
                break
            clause = clause_head(clause.head)
        return Interval()

    def where(self, token: Token) -> Place | None:
        """Return the place that the token's clause states for it: the nearest one below the token or in its clause.

        A border that is told beside a town only says where the town lies.
        """
        below = set(token.subtree)
        clause = clause_head(token)
        ranked = [
            (marker not in below, abs(marker.i - token.i), place)
            for marker, place in self.places_of.get(clause.i, [])
            if _tells_where(marker, place)
        ]
        if any(place.kind not in {"country", "border"} for *_, place in ranked):
            ranked = [row for row in ranked if row[2].kind != "border"]
        return min(ranked, key=lambda row: row[:2])[2] if ranked else None

    def times_in_sentence(self, token: Token) -> list[tuple[Token, Time]]:
        """Return the times in the token's sentence."""
        sentence = token.sent
        low = bisect_left(self.times, sentence.start_char, key=lambda pair: pair[1].span.start)
        high = bisect_left(self.times, sentence.end_char, key=lambda pair: pair[1].span.start)
        return list(self.times[low:high])


def read_scene(article: Article, doc: Doc, knowledge: Knowledge | None = None) -> Scene:
    """Return the scene of an article whose Doc the language room has annotated.

    Args:
        knowledge: what is known; what ships with Linewatch, unless given.
    """
    knowledge = knowledge or Knowledge.open()
    book = knowledge.book
    times = read_times(article.text, article.published_on, side_at=lambda offset: side_of(doc, offset))
    home = home_of(article, book)
    found = find_places(article, doc, book)
    mentions = read_mentions(doc, book, article.published_on, lands_of(found))
    cast = read_cast(doc, mentions, Homes.of(doc, mentions, found, book, home))
    marked = tuple((head_at(doc, time.span), time) for time in times)
    told, replaced = find_relative(doc, book, found, home)
    named = (pair for number, pair in enumerate(found) if number not in replaced and not _is_actor(pair[0].root, cast))
    in_order = sorted((*named, *told), key=lambda pair: (pair[0].start, pair[0].end))
    places = tuple((span.root, place) for span, place in in_order)
    return Scene(
        article=article,
        doc=doc,
        knowledge=knowledge,
        quotations=Quotations(doc, read_quotes(article.text)),
        times=marked,
        places=places,
        cast=cast,
        times_of=_by_clause(marked),
        places_of=_by_clause(places),
        discarded=knowledge.discards.ranges(article.text, [(part.start_char, part.end_char) for part in doc.sents]),
    )


def _is_actor(name: Token, cast: Cast) -> bool:
    """Say whether a name of a place stands for those who act there: a state as the subject of a verb."""
    is_state = any(actor.kind == "state" for _, actor in cast.by_head.get(name.i, []))
    return is_state and relation(first_conjunct(name)) in {"nsubj", "iobj"}


def _by_clause(marked: Iterable[tuple[Token, Item]]) -> dict[int, list[tuple[Token, Item]]]:
    """Return the marked things under the token number of their clause's head."""
    found: dict[int, list[tuple[Token, Item]]] = {}
    for marker, item in marked:
        found.setdefault(clause_head(marker).i, []).append((marker, item))
    return found


def head_at(doc: Doc, span: Span) -> Token:
    """Return the syntactic head of the tokens that a span touches."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None and len(found)  # spans stand on words
    return found.root


def _is_point(time: Time) -> bool:
    return time.kind in {"date", "time"} and time.from_on is not None


def _stands_in(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


def _is_reproach(clause: Token) -> bool:
    """Say whether a clause is what somebody is blamed or thanked for later: "accused on Friday of firing"."""
    return any(child.lower_ in {"of", "for"} for child in children(clause, "mark"))


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
