"""Who stands behind the words of a red line: declarer, spokesperson, addressees. Takes spans, gives entities.

An actor of the cast that the words name; else the nation of an adjective ("Polish" of "Polish deputy minister"). A
declarer of no known country belongs to the one country of the article that is neither warned nor named in the trigger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from linewatch.coding.cast import is_first_person
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import ancestors, preposition, relation, token_span
from linewatch.records import Entity

_ARMED = frozenset({"REB", "SEP", "UAF", "PRM"})
_DOING = frozenset({"", "by", "from", "between"})
"""Prepositions before who acts; the empty one is of a nominal without any."""
LEFT_OVER = "only country that is not warned"
GUARDED = "country to which it would be done"


def find_parties(scene: Scene, span: Span, speaker: Entity | None = None) -> tuple[Entity, ...]:
    """Return the actors that the words name, each once; an unknown actor where they name none that is known.

    Args:
        speaker: whom "we" and "our" stand for.
    """
    heads = [token for token in span if token.head.i < span.start or token.head.i >= span.end or token.head == token]
    found = list(_named_by(scene, [*heads, *(token for token in span if token.dep_ == "conj")], speaker))
    known = [entity for entity in found if entity.country or entity.kind == "igo"]
    if not known:
        nations = list(_nations(scene, span))
        if len(found) == 1 and nations:
            return (replace(found[0], country=nations[0].country, inferred_by="nation in the words"),)
        found = nations or list(_named_by(scene, list(span), speaker)) or found
    return tuple({(entity.name, entity.country): entity for entity in found}.values()) or (_unknown(scene, span),)


def find_declarer(
    scene: Scene, span: Span, speaker: Entity | None, warned: Collection[str], trigger: Span | None
) -> Entity:
    """Return who declares.

    Args:
        speaker: who utters it, if that is somebody else.
        warned: ISO 3 codes of the addressees.
        trigger: what would cross the line; who is named there is not who draws it, unless nobody else is.
    """
    declarer = find_parties(scene, span)[0]
    if declarer.country or declarer.kind == "igo":
        return declarer
    if speaker is not None and speaker.country and speaker.country not in warned:
        return replace(declarer, country=speaker.country, inferred_by="country of the spokesperson")
    counts = Counter(code for code in _countries(scene, scene.doc[:]) if code not in warned)
    inside = set(_countries(scene, trigger)) if trigger is not None else set()
    if trigger is not None and len(guarded := set(_guarded(scene, trigger)) - set(warned)) == 1:
        return replace(declarer, country=guarded.pop(), inferred_by=GUARDED)
    left = [code for code in counts if code not in inside] or list(counts)
    if len(left) == 1 or (left and counts[left[0]] > max(counts[code] for code in left[1:])):
        return replace(declarer, country=left[0], inferred_by=LEFT_OVER)
    return declarer


def acting_parties(scene: Scene, trigger: Span) -> list[Entity]:
    """Return the states and named forces that the words of a trigger tell to act, not whom or where it is done to."""
    return [
        entity
        for token in trigger
        if not _is_done_to(token)
        for entity in scene.cast.entities(token)
        if entity.country and entity.kind in {"state", "organisation", "group"}
    ]


def _guarded(scene: Scene, trigger: Span) -> Iterator[str]:
    """Yield the countries to which the trigger would be done and that do not act in it: "aimed at a Polish city"."""
    acting = {entity.country for entity in acting_parties(scene, trigger)}
    suffering = [token for token in trigger if any(_suffers(one) for one in [token, *_above(token, trigger)])]
    yield from (code for code in _countries(scene, suffering) if code not in acting)


def _above(token: Token, span: Span) -> Iterator[Token]:
    """Yield the heads of a token within a span."""
    return (head for head in ancestors(token) if span.start <= head.i < span.end)


def _suffers(token: Token) -> bool:
    return _is_done_to(token) and preposition(token) != "of"  # not "a move of Polish troops"


def is_warned(entity: Entity, declarer: Entity) -> bool:
    """Say whether the declarer can warn a party: one of another country, or at home an armed group."""
    if entity.name == declarer.name:
        return False
    is_abroad = entity.country != declarer.country or not declarer.country
    return is_abroad or (entity.sector != declarer.sector and {entity.sector, declarer.sector} & _ARMED != set())


def _is_done_to(token: Token) -> bool:
    """Say whether a nominal stands for whom or where something is done to: an object, or after "on", "of", "in"."""
    if token.dep_ == "obj":
        return True
    return relation(token) in {"obl", "nmod"} and token.dep_ != "nmod:poss" and preposition(token) not in _DOING


def names_nation(scene: Scene, entity: Entity) -> bool:
    """Say whether the words of an actor hold the name of a state or its adjective."""
    span = scene.doc.char_span(entity.start, entity.end, alignment_mode="expand")
    return span is not None and any(True for _ in _nations(scene, span))


def _named_by(scene: Scene, tokens: Sequence[Token], speaker: Entity | None) -> Iterator[Entity]:
    """Yield the actors of the nominals that the tokens head."""
    for token in dict.fromkeys(tokens):
        if speaker is not None and is_first_person(token):
            yield speaker
        yield from scene.cast.at(token)


def _nations(scene: Scene, span: Span) -> Iterator[Entity]:
    """Yield the states whose names or adjectives stand among the words."""
    for token in span:
        nation = scene.book.country(token.text) if token.text[0].isupper() else None
        if nation is not None:
            own = token_span(scene.doc, token.i, token.i + 1)
            yield Entity(own.text, own.start, own.end, nation.name, country=nation.iso3, sector="GOV", kind="state")


def _unknown(scene: Scene, span: Span) -> Entity:
    own = token_span(scene.doc, span.start, span.end)
    return Entity(own.text, own.start, own.end, own.text)


def _countries(scene: Scene, words: Iterable[Token]) -> Iterator[str]:
    """Yield the countries that the words name, by actors, places or adjectives."""
    places = {token.i: place.country for token, place in scene.places if place.country}
    for token in words:
        acting = [entity.country for entity in scene.cast.at(token) if entity.country]
        nation = scene.book.country(token.text) if token.text[0].isupper() else None
        code = acting[0] if acting else nation.iso3 if nation else places.get(token.i)
        if code:
            yield code
