"""Where a red line runs: the border, territory, water or place named in its trigger. Takes tokens, gives an `Area`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from linewatch.coding.forms import is_label
from linewatch.coding.holders import find_holders
from linewatch.coding.linewords import words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import phrase, token_span
from linewatch.records import Area, AreaKind, Entity, PlaceKind

# water before facilities: of "ships in our waters" the waters count
_ORDER: tuple[AreaKind, ...] = ("buffer", "border", "airspace", "sea", "facility", "zone", "territory")
_OF_PLACE: dict[PlaceKind, AreaKind] = {
    "border": "border", "water": "sea", "facility": "facility",
    "settlement": "territory", "admin": "territory", "country": "territory", "region": "territory",
}  # fmt: skip


def find_area(
    scene: Scene,
    ranges: Sequence[tuple[int, int]],
    declarer: Entity,
    warned: Sequence[str] = (),
    *,
    is_named: bool = True,
) -> Area | None:
    """Return the area named in the first of the token ranges that names one, or None.

    Args:
        declarer: whose land it is where the text says "its" or only "the border".
        warned: ISO 3 codes of the addressees, who may be on the other side.
        is_named: whether the name of a place makes an area; else words like "border" alone do.
    """
    for low, high in ranges:
        tokens = [token for token in scene.doc[low:high] if not is_label(token)]
        for kind in _ORDER:
            head = next((token for token in tokens if token.lemma_.lower() in words()["area"][kind]), None)
            if head is not None:
                while head.dep_ == "compound":  # "border areas": the phrase is the area's
                    head = head.head
                return read_area(scene, scene.doc[slice(*phrase(head))], kind, declarer, warned)
        places = [(token, place) for token, place in scene.places if low <= token.i < high and not names_other(token)]
        if places and is_named:
            _, place = places[0]
            span = scene.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
            assert span is not None  # places stand on words
            return read_area(scene, span, _OF_PLACE[place.kind], declarer, warned)
    return None


def names_other(token: Token) -> bool:
    """Say whether a name stands before what it only tells apart: "the Paris deal" is nowhere."""
    return token.dep_ in {"compound", "amod"} and not _is_area_word(token.head) and token.head.pos_ == "NOUN"


def area_before(scene: Scene, pronoun: Token, declarer: Entity, warned: Sequence[str] = ()) -> Area | None:
    """Return the area that a pronoun takes up: the last that its sentence or the one before names ahead of it."""
    sentence = pronoun.sent
    ranges = [(sentence.start, pronoun.i)]
    if sentence.start:
        before = scene.doc[sentence.start - 1].sent
        ranges.append((before.start, before.end))
    return find_area(scene, ranges, declarer, warned)


def read_area(
    scene: Scene, span: TokenSpan, kind: AreaKind | None, declarer: Entity, warned: Sequence[str] = ()
) -> Area:
    """Return the area that the words name.

    Args:
        kind: None where the words have to tell.
    """
    inside = [(token, place) for token, place in scene.places if span.start <= token.i < span.end]
    if kind is None:
        kind = next((known for known in _ORDER if _has_word(span, known)), None)
        kind = kind or (_OF_PLACE[inside[0][1].kind] if inside else "territory")
    countries = find_holders(scene, span, kind, declarer, warned)
    place_ids = tuple(place.place_id for _, place in inside)
    return Area(token_span(scene.doc, span.start, span.end), kind, countries, place_ids)


def _is_area_word(token: Token) -> bool:
    return any(token.lemma_.lower() in words()["area"][kind] for kind in _ORDER)


def _has_word(span: TokenSpan, kind: AreaKind) -> bool:
    return any(token.lemma_.lower() in words()["area"][kind] for token in span)
