"""Whose an area is: the countries that hold it or share it. Takes the words that name it, gives ISO 3 codes.

What the words themselves tell comes first: a line, water or land that the gazetteer knows, names and adjectives of
nations, places. A border has two sides: the other one is that of the warned or of the neighbour spoken of beside it.
What nobody is said to hold is the declarer's, unless it is any place at all ("in any neighbouring state").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from linewatch.coding.linewords import words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import children, relation
from linewatch.records import AreaKind, Entity
from linewatch.world.borders import are_neighbours
from linewatch.world.gazetteer import Gazetteer, GazetteerRow
from linewatch.world.places import row_of

_MOST_WORDS = 6  # of a name
_OPEN_WATER = frozenset({"SEA", "OCN", "GULF"})
_SIDES = frozenset({"side", "bank", "part", "half"})
_CLAIM = re.compile(r"claimed by .*\b([A-Z]{3})\b")


def find_holders(
    scene: Scene, area: Span, kind: AreaKind, declarer: Entity, warned: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the countries whose area it is, the declarer's first; () for open sea and for any place at all.

    Args:
        area: the words that name it.
        warned: ISO 3 codes of the addressees.
    """
    own = declarer.country
    rows = list(_known_rows(scene, area))
    if kind == "sea" and any(row.feature_code in _OPEN_WATER for row in rows):
        return ()
    found = [code for row in rows for code in (*_sharers(row, own, warned), *_claimants(row, {own, *warned}))]
    if not any(row.kind in {"border", "water"} for row in rows):
        found += _nations(scene, area, kind)
    if not found:
        found = _named_before(scene, area, kind, declarer, warned)
    is_border = kind == "border" or any(token.lemma_.lower() in words()["area"]["border"] for token in area)
    if not _is_own_side(area) and (is_border or any(_is_long_river(row) for row in rows)):
        found += _other_side(scene, area, own, found, warned)
    if not found and own and not _is_anywhere(area):
        found = [own]
    return tuple(sorted(dict.fromkeys(found), key=lambda code: code != own))


def _known_rows(scene: Scene, area: Span) -> Iterator[GazetteerRow]:
    """Yield what the gazetteer knows of the names in the words: hand-kept lands and lines, then resolved places."""
    gazetteer = Gazetteer.open()
    taken: set[int] = set()
    tokens = list(area)
    for size in range(min(_MOST_WORDS, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            named = tokens[first : first + size]
            if not (named[0].text[0].isupper() and named[-1].text[0].isupper()) or taken & {t.i for t in named}:
                continue
            row = next((row for row in gazetteer.candidates(_text(named)) if row.row_id < 0), None)
            if row is not None:
                taken |= {token.i for token in named}
                yield row
    for token, place in scene.places:
        if area.start <= token.i < area.end and token.i not in taken and (row := row_of(place)) is not None:
            yield row


def _text(tokens: Sequence[Token]) -> str:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text


def _sharers(row: GazetteerRow, own: str | None, warned: Sequence[str]) -> tuple[str, ...]:
    """Return the countries of a row; of many that share a river those that the line is between."""
    between = tuple(code for code in row.countries if code in {own, *warned})
    return between if len(between) > 1 else row.countries


def _claimants(row: GazetteerRow, concerned: set[str | None]) -> list[str]:
    """Return those of the parties that claim the place: what they quarrel about is the area of both."""
    return [match[1] for note in row.disputed if (match := _CLAIM.search(note)) and match[1] in concerned]


def _nations(scene: Scene, area: Span, kind: AreaKind) -> Iterator[str]:
    """Yield the nations named in the words; of a facility only those in which it is."""
    for token in area:
        if kind == "facility" and not any(child.lower_ == "in" for child in token.children):
            continue
        for part in (token.text, *(token.text.split("-") if "-" in token.text else ())):
            nation = scene.book.country(part)
            if nation is not None and part[0].isupper():
                yield nation.iso3
        if token.text[0].isupper():
            yield from (entity.country for entity in scene.cast.at(token) if entity.country)


def _other_side(
    scene: Scene, area: Span, own: str | None, found: Sequence[str], warned: Sequence[str]
) -> Iterator[str]:
    """Yield who is on the other side of a border of which the words name one side or none."""
    if own is None or len(set(found)) > 1:
        return
    if set(found) - {own}:
        yield from (own,) if are_neighbours(own, found[0]) else ()
        return
    yield own
    beside = [code for code in dict.fromkeys(warned) if are_neighbours(own, code)]
    if not beside:
        neighbours = [code for code in dict.fromkeys(_countries_near(scene, area)) if are_neighbours(own, code)]
        beside = neighbours if len(neighbours) == 1 else []
    yield from beside


def _is_long_river(row: GazetteerRow) -> bool:
    """Say whether the row is a river of so many countries that it names none: here it parts those who quarrel."""
    return row.feature_code == "STM" and not row.countries


def _is_own_side(area: Span) -> bool:
    """Say whether the words mean one bank or one side alone: "its side of the border"."""
    words_of = (*area, area.root.head) if relation(area.root) == "nmod" else tuple(area)
    return any(token.lemma_.lower() in _SIDES and children(token, "nmod:poss") for token in words_of)


def _countries_near(scene: Scene, area: Span) -> Iterator[str]:
    """Yield the countries named in the sentence of the area and in its neighbours."""
    sentences = list(scene.doc.sents)
    place = next(number for number, sentence in enumerate(sentences) if sentence.end > area.start)
    for sentence in sentences[max(0, place - 1) : place + 2]:
        yield from _nations(scene, sentence, "territory")


def _is_anywhere(area: Span) -> bool:
    """Say whether the words mean any such place and no certain one: "in any neighbouring state"."""
    table = words()["area"]["anywhere"]
    return any(token.lower_ in table for token in area)


def _named_before(scene: Scene, area: Span, kind: AreaKind, declarer: Entity, warned: Sequence[str]) -> list[str]:
    """Return the holders of what a bare "the line" means: the nearest name before it that ends in the same word."""
    head = area.root
    if not children(head, "det") or any(token.text[0].isupper() for token in area[1:]):
        return []
    for token in reversed(scene.doc[: area.start]):
        if token.lower_ == head.lower_ and token.text[0].isupper():
            earlier = Span(scene.doc, token.left_edge.i, token.right_edge.i + 1)
            return list(find_holders(scene, earlier, kind, declarer, warned))
    return []


def codes_of(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Return the countries of entities, each once."""
    return tuple(dict.fromkeys(entity.country for entity in entities if entity.country))
