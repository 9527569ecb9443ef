"""Where a red line runs: the border, territory, water or place named in its trigger. Takes tokens, gives an `Area`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from linewatch.coding.forms import is_label, words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import children, phrase, token_span
from linewatch.records import Area, AreaKind, Entity, PlaceKind

# water before facilities: of "ships in our waters" the waters count
_ORDER: tuple[AreaKind, ...] = ("buffer", "border", "airspace", "sea", "facility", "zone", "territory")
_OF_PLACE: dict[PlaceKind, AreaKind] = {
    "border": "border", "water": "sea", "facility": "facility",
    "settlement": "territory", "admin": "territory", "country": "territory", "region": "territory",
}  # fmt: skip


def find_area(scene: Scene, ranges: Sequence[tuple[int, int]], declarer: Entity) -> Area | None:
    """Return the area named in the first of the token ranges that names one, or None.

    Args:
        declarer: whose land it is where the text says "its" or only "the border".
    """
    for low, high in ranges:
        tokens = [token for token in scene.doc[low:high] if not is_label(token)]
        for kind in _ORDER:
            head = next((token for token in tokens if token.lemma_.lower() in words()["area"][kind]), None)
            if head is not None:
                return _named_area(scene, head, kind, declarer)
        places = [(token, place) for token, place in scene.places if low <= token.i < high]
        if places:
            _, place = places[0]
            countries = (place.country,) if place.country else ()
            return Area(place.span, _OF_PLACE[place.kind], countries, (place.place_id,))
    return None


def _named_area(scene: Scene, head: Token, kind: AreaKind, declarer: Entity) -> Area:
    """Return the area of a noun such as "border": its phrase, and the countries that own it."""
    while head.dep_ == "compound":  # "border areas": the phrase is the area's
        head = head.head
    start, end = phrase(head)
    countries = _owners(scene, head, declarer)
    place_ids = tuple(place.place_id for token, place in scene.places if start <= token.i < end or token.head == head)
    return Area(token_span(scene.doc, start, end), kind, countries, place_ids)


def _owners(scene: Scene, head: Token, declarer: Entity) -> tuple[str, ...]:
    """Return the ISO3 codes of those whose area it is, the declarer's where the text names nobody."""
    modifiers = [
        *children(head, "nmod", "amod", "compound"),
        *[c for m in children(head, "nmod") for c in children(m, "conj")],
    ]
    found: list[str] = []
    for token in modifiers:
        nation = scene.book.country(token.text)
        codes = [nation.iso3] if nation else [e.country for e in scene.cast.entities(token, declarer) if e.country]
        found.extend(code for code in codes if code not in found)
    if not found and declarer.country:
        found = [declarer.country]
    elif (
        declarer.country
        and declarer.country not in found
        and any(c.lower_ == "with" for m in modifiers for c in m.children)
    ):
        found.insert(0, declarer.country)
    return tuple(found)
