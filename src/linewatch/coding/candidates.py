"""Who in a sentence may act or be acted upon: the parties that the reader of relations is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from linewatch.coding.homewords import home_words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import first_conjunct, relation, token_span
from linewatch.records import Entity, Place

_ACTING = frozenset({"nsubj", "nmod", "obl", "compound", "amod", "ROOT", "appos"})
_NATIONAL = frozenset({"amod", "compound"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or some place: its record, its head, its tokens, and whether it can act."""

    entity: Entity
    head: Token
    tokens: tuple[int, ...]
    can_act: bool = True

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from others."""
        return self.entity.name.casefold(), self.entity.country


def parties_in(scene: Scene, sentence: TokenSpan) -> list[Party]:
    """Return the parties of a sentence, each once, in text order: actors, nations of things, places."""
    found: dict[tuple[str, str | None], Party] = {}
    taken: set[int] = set()
    for party in [*_actors(scene, sentence), *_nations(scene, sentence), *_places(scene, sentence)]:
        if not taken & set(party.tokens):
            found.setdefault(party.key, party)
            taken |= set(party.tokens)
    return sorted(found.values(), key=lambda party: party.head.i)


def tokens_of(scene: Scene, entities: Sequence[Entity]) -> tuple[int, ...]:
    """Return the places of the tokens of entities as their records mention them, "Italian engineers" for "Italian"."""
    spans = [scene.doc.char_span(entity.start, entity.end, alignment_mode="expand") for entity in entities]
    return tuple(sorted({token.i for span in spans if span is not None for token in (*span, *_beside(span.root))}))


def _beside(root: Token) -> tuple[Token, ...]:
    """Return the noun whose adjective is all that the record of a nation has."""
    return (root.head,) if relation(root) == "amod" and root.head.pos_ == "NOUN" else ()


def _actors(scene: Scene, sentence: TokenSpan) -> Iterator[Party]:
    for token in sentence:
        for entity in scene.cast.at(token):
            if entity.country or entity.sector:
                acts = relation(first_conjunct(token)) in _ACTING
                yield Party(entity, token, tokens_of(scene, (entity,)), acts)


def _nations(scene: Scene, sentence: TokenSpan) -> Iterator[Party]:
    """Yield the nations that adjectives name beside a thing: "the Chadian proposal"."""
    for token in sentence:
        if token.dep_.partition(":")[0] not in _NATIONAL or token.i in scene.cast.by_head:
            continue
        nation = scene.book.country(token.text)
        if nation is not None and token.head.i not in scene.cast.by_head:
            span = token_span(scene.doc, token.i, token.i + 1)
            where, rule = (span.text, span.start, span.end), f"countries.toml:{nation.how}"
            entity = Entity(*where, nation.name, None, nation.iso3, "GOV", "state", (span,), rule)
            yield Party(entity, token, (token.i,), can_act=token.head.lemma_.lower() not in home_words("unowned"))


def _places(scene: Scene, sentence: TokenSpan) -> Iterator[Party]:
    """Yield the places of a sentence as whom an act may hit: the country in which each lies."""
    for token, place in scene.places:
        if sentence.start <= token.i < sentence.end and place.country:
            entity = entity_of_place(place)
            yield Party(entity, token, tokens_of(scene, (entity,)), can_act=False)


def entity_of_place(place: Place) -> Entity:
    """Return the country of a place as a party that the place stands for."""
    span = place.span
    return Entity(span.text, span.start, span.end, place.name, None, place.country, None, "unknown", (span,), "place")
