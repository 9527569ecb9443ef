"""Places that words tell by others: "the border between A and B", "20 km north of X", "10 km inside B".

Takes an annotated Doc with its named places; gives further places and which named ones they stand for. A border needs
two neighbours: those of its own words, else the only neighbour that the sentence or the dateline names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from linewatch.coding.linewords import words
from linewatch.coding.places import Found, Located, home_of
from linewatch.coding.syntax import relation, sentence_start, token_span
from linewatch.language.lookups import text_of
from linewatch.ontology import read_table
from linewatch.records import Article, Place, Span
from linewatch.world.actors import ActorBook
from linewatch.world.bearings import border_place, place_off, point_off
from linewatch.world.borders import are_neighbours, nearest_border

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_TOLD, _GUESSED = 0.95, 0.7
"""Scores of a border whose two sides its own words name, and of one whose other side stands elsewhere."""
_WITHIN: Final = frozenset({"nmod", "amod", "compound", "conj", "flat", "case", "punct", "dep"})
"""Relations within the words of a border."""
_AHEAD: Final = 90
"""Characters before a name in which a distance stands."""
_EDGE: Final = 0.6
"""Share of a country's radius at which its north or east lies."""


@dataclass(frozen=True, slots=True)
class _Nation:
    """A country that words of a border name, where it lies in the doc, and its part: degrees of "northern"."""

    code: str
    token: Token
    degrees: float | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a text: its places, which tokens stand in names of countries, and what its sentences name."""

    doc: Doc
    book: ActorBook
    found: Found
    home: str | None
    countries: Mapping[int, tuple[TokenSpan, str]]
    sentences: Mapping[int, TokenSpan]
    by_sentence: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, book: ActorBook, found: Found, home: str | None) -> _Names:
        """Return the names of a text whose places are known."""
        countries = {
            token.i: (span, place.country)
            for span, place in found
            if place.kind == "country" and place.country
            for token in span
        }
        return cls(doc, book, found, home, countries, {sentence.start: sentence for sentence in doc.sents})

    def sentence(self, token: Token) -> TokenSpan:
        """Return the sentence of a token."""
        return self.sentences[sentence_start(token)]

    def around(self, token: Token) -> list[str]:
        """Return the countries that the sentence of a token names, by name or adjective."""
        sentence = self.sentence(token)
        if sentence.start not in self.by_sentence:
            named = dict.fromkeys(nation.code for nation in _named(list(sentence), self))
            self.by_sentence[sentence.start] = list(named)
        return self.by_sentence[sentence.start]


def find_relative(doc: Doc, book: ActorBook, found: Found, home: str | None) -> tuple[Found, frozenset[int]]:
    """Return the places told by others, and the numbers of those in `found` that they stand for.

    Args:
        found: the names of places in text order.
        home: ISO 3 code of the country of the dateline.
    """
    names = _Names.of(doc, book, found, home)
    standing: dict[int, Place] = {}
    for number, (span, place) in enumerate(found):
        made = _off(span, place) or _inside(span, place, names)
        if made is not None:
            standing[number] = made
    nouns = (token for token in doc if token.pos_ in _NOMINAL and token.lemma_.lower() in words()["area"]["border"])
    borders = (made for noun in nouns if (made := _border(noun, names)) is not None)
    told = sorted([*standing.values(), *borders], key=lambda place: (place.span.start, place.span.end))
    return tuple((_tokens(doc, place.span), place) for place in told), frozenset(standing)


def locate_relative(article: Article, doc: Doc, book: ActorBook, located: Sequence[Located]) -> tuple[Located, ...]:
    """Return the located names of a text, with the places told by them in their place, in text order."""
    known = [(number, _tokens(doc, name), place) for number, (name, place) in enumerate(located) if place is not None]
    found = tuple((span, place) for _, span, place in known)
    told, replaced = find_relative(doc, book, found, home_of(article, book))
    gone = {known[number][0] for number in replaced}
    kept = [pair for number, pair in enumerate(located) if number not in gone]
    return tuple(sorted([*kept, *((place.span, place) for _, place in told)], key=lambda pair: pair[0].start))


def _off(name: TokenSpan, anchor: Place) -> Place | None:
    """Return the place of "20 km north of X" for the name X."""
    match = _before(_offset(), name.doc, name.start_char)
    if match is None:
        return None
    degrees = _words()["degrees"][match["compass"].lower().replace("-", "")]
    return place_off(_span(name.doc, match.start(), name.end_char), anchor, _km(match), degrees)


def _inside(name: TokenSpan, place: Place, names: _Names) -> Place | None:
    """Return the border of "10 km inside X" where the sentence names one neighbour of the country X."""
    match = _before(_depth(), name.doc, name.start_char)
    if place.kind != "country" or place.country is None or match is None:
        return None
    others = [code for code in names.around(name.root) if are_neighbours(code, place.country)]
    if len(others) != 1:
        return None
    sides = place.country, others[0]
    made = border_place(_span(name.doc, match.start(), name.end_char), sides, _GUESSED, _near(name.root, names, sides))
    return made and _at_distance(replace(made, country=place.country), _km(match))


def _at_distance(place: Place, km: float) -> Place:
    """Return the strip that lies so far from a border."""
    border = place.border
    return replace(place, border=border and replace(border, distance_km=round(km, 1)))


def _border(noun: Token, names: _Names) -> Place | None:
    """Return the border that a noun means, None where it is not known which one."""
    head = noun
    if relation(noun) == "compound":
        head = noun.head
        if head.lemma_.lower() not in _words()["border"]["strips"]:
            return None  # "border guards", "the border town of Kapan"
    tokens = _within(head)
    named = list(_named(tokens, names))
    codes = tuple(dict.fromkeys(nation.code for nation in named))[:2]
    part = _part(named, names)
    if len(codes) == 1 and part is not None:
        nearest = nearest_border(lat=part[0], lon=part[1], country=codes[0])
        sides: tuple[str, ...] = nearest.countries if nearest else ()
    else:
        sides = codes if len(codes) == 2 else _sides_beside(noun, codes, names)
    if len(sides) != 2:
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    away = _before(_away(), noun.doc, start)
    span = _span(noun.doc, away.start() if away else start, end)
    score = _TOLD if len(codes) == 2 else _GUESSED
    made = border_place(span, (sides[0], sides[1]), score, part or _near(noun, names, sides))
    return _at_distance(made, _km(away)) if made and away else made


def _sides_beside(noun: Token, codes: tuple[str, ...], names: _Names) -> tuple[str, ...]:
    """Return the two sides of a border of which the words name one or none, () where the sentence leaves it open."""
    around, home = names.around(noun), names.home
    if not codes:  # a town says better where it was
        pairs = {tuple(sorted((one, other))) for one in around for other in around if are_neighbours(one, other)}
        return min(pairs) if len(pairs) == 1 and not _has_town(noun, names) else ()
    beside = [code for code in around if are_neighbours(code, codes[0])]
    beside = beside or ([home] if home and are_neighbours(home, codes[0]) else [])
    return (codes[0], beside[0]) if len(beside) == 1 else ()


def _within(head: Token) -> list[Token]:
    """Return the words of a border: what hangs on it as a name or adjective, without clauses; no "near" before it."""
    found, open_tokens = [head], [head]
    while open_tokens:
        token = open_tokens.pop()
        inside = [child for child in token.children if _is_within(child)]
        found += inside
        open_tokens += inside
    found = sorted(found, key=lambda token: token.i)
    while len(found) > 1 and found[-1].is_punct:
        found.pop()
    while len(found) > 1 and (found[0].is_punct or relation(found[0]) in {"case", "cc"}):
        del found[0]
    return found


def _is_within(token: Token) -> bool:
    """Say whether a token is among the words of the border it hangs on, and not "near" or "20 km from" before it."""
    is_before = relation(token) == "case" and token.tag_ != "POS" and relation(token.head) != "nmod"
    is_inside = relation(token) in _WITHIN or token.dep_ in {"det", "cc", "nmod:poss"}
    return is_inside and not is_before and token.lower_ not in _words()["km"]


def _named(tokens: list[Token], names: _Names) -> Iterator[_Nation]:
    """Yield the countries that some words name."""
    taken: set[int] = set()
    for token in tokens:
        if token.i in taken:
            continue
        if token.i in names.countries:
            span, code = names.countries[token.i]
            taken |= {other.i for other in span}
            yield _Nation(code, token, _compass(span.root))
        elif (code := _words()["prefixes"].get(token.lower_)) is not None:
            yield _Nation(code, token)
        elif token.text[0].isupper() and (nation := names.book.country(token.text)) is not None:
            yield _Nation(nation.iso3, token)


def _compass(name: Token) -> float | None:
    """Return the degrees of the part of a country that its name is told with: "northeastern Iran"."""
    for child in name.children:
        if relation(child) in {"amod", "compound"}:
            degrees = _words()["degrees"].get(child.lower_.replace("-", "").removesuffix("ern"))
            if degrees is not None:
                return float(degrees)
    return None


def _part(named: list[_Nation], names: _Names) -> tuple[float, float] | None:
    """Return where the part of a country lies that the words of a border name."""
    for nation in named:
        if nation.degrees is None:
            continue
        place = next((place for span, place in names.found if nation.token in span), None)
        if place is not None and place.lat is not None and place.lon is not None:
            return point_off((place.lat, place.lon), _EDGE * (place.radius_km or 0.0), nation.degrees)
    return None


def _near(token: Token, names: _Names, countries: tuple[str, ...]) -> tuple[float, float] | None:
    """Return the point of the nearest town or region of these countries in the sentence of a token."""
    sentence = names.sentence(token)
    inside = [
        (abs(span.root.i - token.i), place)
        for span, place in names.found
        if sentence.start <= span.start < sentence.end and place.kind != "country" and place.country in countries
    ]
    _, place = min(inside, key=lambda pair: pair[0], default=(0, None))
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def _has_town(token: Token, names: _Names) -> bool:
    sentence = names.sentence(token)
    return any(sentence.start <= span.start < sentence.end and place.kind != "country" for span, place in names.found)


def _before(pattern: re.Pattern[str], doc: Doc, start: int) -> re.Match[str] | None:
    """Return the match that ends where some words start."""
    return pattern.search(text_of(doc), max(0, start - _AHEAD), start)


def _span(doc: Doc, start: int, end: int) -> Span:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # both ends stand on words
    return token_span(doc, span.start, span.end)


def _tokens(doc: Doc, span: Span) -> TokenSpan:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None  # spans stand on words
    return found


def _km(match: re.Match[str]) -> float:
    return float(match["number"].replace(",", "")) * float(_words()["km"][match["unit"].lower()])


@cache
def _offset() -> re.Pattern[str]:
    compass = "|".join(sorted({name.replace("h", "h-?", 1) for name in _words()["degrees"]}, key=len, reverse=True))
    kinds = r"(?:the (?:\w+ )?(?:city|town|village|capital|port) of )?"
    return re.compile(rf"{_distance()}(?:to the )?(?P<compass>{compass})\s+of\s+{kinds}\Z", re.IGNORECASE)


@cache
def _depth() -> re.Pattern[str]:
    return re.compile(rf"{_distance()}(?:deep )?(?:inside|into|within)\s+(?:the )?\Z", re.IGNORECASE)


@cache
def _away() -> re.Pattern[str]:
    links = r"(?:(?:away )?from|of|off|inside|beyond|short of)"
    return re.compile(rf"{_distance()}(?:\w+ )?{links}\s+\Z", re.IGNORECASE)


def _distance() -> str:
    units = "|".join(sorted(_words()["km"], key=len, reverse=True))
    return rf"(?<![\d.,])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)[ -]?(?P<unit>{units})\b\s*(?:\([^()]*\)\s*)?"


@cache
def _words() -> Mapping[str, Any]:
    return read_table("bearings.toml")
