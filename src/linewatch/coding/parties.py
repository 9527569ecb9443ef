"""The parties of an event: who stands behind the tokens of a slot. Takes slots and a scene, gives entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from linewatch.coding.scene import Scene
from linewatch.coding.slots import Slots
from linewatch.coding.syntax import children, owners, preposition, token_span
from linewatch.records import Entity


def parties_of(scene: Scene, slots: Slots, names: Iterable[str], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return the entities of the first slot that has any; coordination counts as one slot.

    Who is named in a slot comes before the owners of things in it: in "left for Oslo for talks with Rome" it is Oslo.
    """
    for name in names:
        tokens = slots.get(name, [])
        found = distinct(entity for token in tokens for entity in scene.cast.entities(token, speaker))
        found = found or distinct(entity for token in tokens for entity in entities_of(scene, token, speaker))
        if found:
            return found
    return ()


def entities_of(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands behind a token: the cast's actors, the nation of an adjective, the owner of a thing."""
    found = scene.cast.entities(token, speaker) or _apposed(scene, token, speaker)
    if found:
        return found
    nation = scene.book.country(token.text)
    if nation is not None:
        span = token_span(scene.doc, token.i, token.i + 1)
        rule = f"countries.toml:{nation.how}"
        return (Entity(span.text, span.start, span.end, span.text, None, nation.iso3, "GOV", "state", (span,), rule),)
    if token.pos_ in {"NOUN", "PROPN"}:
        for owner in owners(token):
            found = entities_of(scene, owner, speaker) if not _is_same_place(owner, token) else ()
            if found:
                return found
    return ()


def sides_of(
    scene: Scene, noun: Token, slots: Slots, found: tuple[Entity, ...], speaker: Entity | None
) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Return actors and recipients of a noun that names the same parties as both.

    "Ties with B" are those of the clause's subject with B; in "ties between A and B" both are actors.
    """
    links = {preposition(below) for below in noun.subtree}
    subjects = parties_of(scene, slots, ("subj",), speaker) if "with" in links and "between" not in links else ()
    return (subjects, found) if subjects else (found, ())


def _is_same_place(owner: Token, token: Token) -> bool:
    """Say whether a modifier is a part of the place's own name: nobody's sea is "the Gulf of Sarovia"."""
    if token.ent_type_ != "LOC" or owner.ent_type_ != "LOC":
        return False
    first, last = sorted((owner.i, token.i))
    return any(entity.start <= first and last < entity.end for entity in token.doc.ents)


def _apposed(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands beside a nominal in apposition: "the old foes Oslo and Rome"."""
    return distinct(entity for name in children(token, "appos") for entity in scene.cast.entities(name, speaker))


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
