"""The parties of an event: who stands behind the tokens of a slot. Takes slots and a scene, gives entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from linewatch.coding.scene import Scene
from linewatch.coding.slots import Slots
from linewatch.coding.syntax import children, name_around, owners, possessor, preposition, relation, token_span
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


def actors_of(scene: Scene, slots: Slots, names: Iterable[str], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who acts. Bodies of no country may be another's: in "A sped up the withdrawal of troops" A acts."""
    found = parties_of(scene, slots, names, speaker)
    if found and all(entity.country is None and entity.kind in {"group", "organisation"} for entity in found):
        masters = parties_of(scene, slots, ("subj",), speaker)
        return masters if any(entity.country for entity in masters) else found
    return found


def entities_of(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands behind a token: the cast's actors, the nation of an adjective, the owner of a thing."""
    found = scene.cast.entities(token, speaker) or _apposed(scene, token, speaker)
    if found:
        return found
    if (named := _nation(scene, token) or _body(scene, token)) is not None:
        return (named,)
    if token.pos_ in {"NOUN", "PROPN"}:
        for owner in owners(token):
            found = entities_of(scene, owner, speaker) if not _is_same_place(owner, token) else ()
            if found and not stands_for_several(scene, owner):
                return found
    return ()


def _nation(scene: Scene, token: Token) -> Entity | None:
    """Return the state that an adjective or name stands for."""
    nation = scene.book.country(token.text)
    if nation is None:
        return None
    span = token_span(scene.doc, token.i, token.i + 1)
    rule = f"countries.toml:{nation.how}"
    return Entity(span.text, span.start, span.end, span.text, None, nation.iso3, "GOV", "state", (span,), rule)


def _body(scene: Scene, token: Token) -> Entity | None:
    """Return the known organisation or armed group whose name stands before its things: "a Hamas rocket"."""
    around = name_around(token)
    if around is None or relation(token) != "compound":
        return None
    span = token_span(scene.doc, *around)
    known = scene.book.named(span.text, scene.article.published_on)
    if known is None or known.is_nobody or known.kind == "person":
        return None
    told = (known.name, None, known.country, known.sector, known.kind)
    return Entity(span.text, span.start, span.end, *told, (span,), f"{known.rule}+thing")


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
    around = name_around(token) if token.ent_type_ == "LOC" else None
    return around is not None and around[0] <= owner.i < around[1]


def _apposed(scene: Scene, token: Token, speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands beside a nominal in apposition: "the old foes Oslo and Rome"."""
    return distinct(entity for name in children(token, "appos") for entity in scene.cast.entities(name, speaker))


def clause_parties(scene: Scene, slots: Slots, speaker: Entity | None, actors: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return whom the governed clause concerns: its subject ("demanded that X leave"), else its object."""
    for clause in [*slots.get("ccomp", []), *slots.get("xcomp", [])]:
        for token in [*children(clause, "nsubj"), *children(clause, "obj"), *children(clause, "obl")]:
            if found := others_at(scene, token, actors, speaker):
                return found
    return ()


def others_at(scene: Scene, token: Token, actors: Sequence[Entity], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return who stands behind a token and is neither an actor, nor an actor's own, nor the state of an actor."""
    owner = possessor(token)
    is_some_thing = owner is not None and owner.pos_ == "PRON" and not scene.cast.at(token)  # "their barracks"
    if is_some_thing or is_own(scene, token, actors):
        return ()
    return distinct(entity for entity in entities_of(scene, token, speaker) if not _is_same_side(entity, actors))


def is_own(scene: Scene, token: Token, actors: Sequence[Entity]) -> bool:
    """Say whether a nominal belongs to an actor: "its troops", "Kenya's troops" of Kenya."""
    owner = possessor(token)
    if owner is None or (stands_for_several(scene, owner) and not scene.cast.at(token)):  # "their ties with Oslo"
        return False
    return any(is_among(entity, actors) for entity in scene.cast.entities(owner))


def stands_for_several(scene: Scene, token: Token) -> bool:
    """Say whether a pronoun stands for several actors; whose a thing is, it tells less than what stands beside it."""
    return token.pos_ == "PRON" and len(scene.cast.at(token)) > 1


def _is_same_side(entity: Entity, actors: Sequence[Entity]) -> bool:
    """Say whether the entity is an actor, or its state where the actor is a state's organ: nobody acts on himself."""
    if entity.kind != "state":
        return is_among(entity, actors)
    return is_among(entity, actors) or any(entity.country == actor.country for actor in actors if actor.country)


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities, each actor once."""
    found: dict[tuple[str, str | None], Entity] = {}
    for entity in entities:
        found.setdefault((entity.name.casefold(), entity.country), entity)
    return tuple(found.values())


def is_among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.name.casefold() == other.name.casefold() and entity.country == other.country for other in others)
