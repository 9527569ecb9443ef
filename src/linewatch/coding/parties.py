"""The parties of an event: who stands behind the tokens of a slot. Takes slots and a scene, gives entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from linewatch.coding.scene import Scene
from linewatch.coding.slots import Slots
from linewatch.coding.syntax import children, owners, token_span
from linewatch.records import Entity


def parties_of(scene: Scene, slots: Slots, names: Iterable[str], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return the entities of the first slot that has any; coordination counts as one slot."""
    for name in names:
        found = distinct(entity for token in slots.get(name, []) for entity in entities_of(scene, token, speaker))
        if found:
            return found
    return ()


def entities_of(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands behind a token: the cast's actors, the nation of an adjective, the owner of a thing."""
    found = scene.cast.entities(token, speaker)
    if found:
        return found
    nation = scene.book.country(token.text)
    if nation is not None:
        span = token_span(scene.doc, token.i, token.i + 1)
        rule = f"countries.toml:{nation.how}"
        return (Entity(span.text, span.start, span.end, span.text, None, nation.iso3, "GOV", "state", (span,), rule),)
    if token.pos_ in {"NOUN", "PROPN"}:
        for owner in owners(token):
            found = entities_of(scene, owner, speaker) if owner.i != token.i else ()
            if found:
                return found
    return ()


def clause_parties(scene: Scene, slots: Slots, speaker: Entity | None, actors: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return whom the governed clause concerns: its subject ("demanded that X leave"), else its object."""
    for clause in [*slots.get("ccomp", []), *slots.get("xcomp", [])]:
        for token in [*children(clause, "nsubj"), *children(clause, "obj"), *children(clause, "obl")]:
            found = [entity for entity in entities_of(scene, token, speaker) if not _is_compatriot(entity, actors)]
            if found:
                return distinct(found)
    return ()


def _is_compatriot(entity: Entity, actors: Sequence[Entity]) -> bool:
    """Say whether the entity is an actor or of an actor's own state: whom "its border" names is no second party."""
    return is_among(entity, actors) or any(entity.country == actor.country for actor in actors if actor.country)


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities, each actor once."""
    found: dict[tuple[str, str | None], Entity] = {}
    for entity in entities:
        found.setdefault((entity.name.casefold(), entity.country), entity)
    return tuple(found.values())


def is_among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.name.casefold() == other.name.casefold() and entity.country == other.country for other in others)
