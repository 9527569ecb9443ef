"""Whom an act concerns, where its frame does not name him plainly. Takes a trigger and its actors, gives entities.

In this order: who stands in a slot of the frame and is not the actor's own; whom a governed clause is about; whose the
thing is that is acted upon ("rejected an Indian plan"); who stands further down in it ("a new front in its war with
Iraq"); the country of the place that is hit ("lifted the curfew in Darfur"). What belongs to the actor ("its troops")
is the last resort.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from linewatch.coding.candidates import entity_of_place
from linewatch.coding.homes import is_locative
from linewatch.coding.homewords import home_words
from linewatch.coding.parties import clause_parties, distinct, entities_of, is_own, others_at
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import ancestors, children, conjuncts, owners, preposition, relation
from linewatch.coding.triggers import Trigger
from linewatch.records import Entity

_VERBAL = frozenset({1, 3})  # quad codes of cooperation and conflict in words
_GOVERNED = ("obj", "xcomp", "ccomp", "iobj")
_DESCENDED = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "conj"})
_OWNING = frozenset({"nmod:poss", "nmod:desc", "obl:agent", "obl:unmarked", "nmod:unmarked"})


def recipients_of(
    scene: Scene, trigger: Trigger, names: Iterable[str], actors: Sequence[Entity], speaker: Entity | None
) -> tuple[Entity, ...]:
    """Return the recipients of an act, () where the text shows none.

    Args:
        names: the slots that may hold them, in order.
        actors: who acts.
    """
    slots, group = trigger.slots, trigger.group
    standing = [(name, _in_slot(scene, slots.get(name, []), actors, speaker)) for name in names]
    last: tuple[Entity, ...] = ()
    for name, found in standing:
        others = distinct(entity for token, entity in found if not is_own(scene, token, actors))
        others = _where_sent(scene, group.event_type, [token for token, _ in found], others)
        if any(_is_told(entity, name, trigger, actors) for entity in others):
            return others
        last = last or others
    last = last or distinct(entity for _, found in standing for token, entity in found if scene.cast.at(token))
    if not trigger.is_noun and scene.knowledge.ontology.quad_code(group.event_type) in _VERBAL:
        concerned = clause_parties(scene, slots, speaker, actors)
        if any(not _is_vague(entity) for entity in concerned):
            clauses = [token for name in ("xcomp", "ccomp") for token in slots.get(name, [])]
            objects = [child for clause in clauses for child in children(clause, "obj")]
            return _where_sent(scene, group.event_type, objects, concerned)
    if len(actors) != 1 or group.both or group.event_type == "CONSULT":
        return last
    return (
        _owners_of(scene, trigger, actors, speaker)
        or _further_down(scene, trigger, actors, speaker)
        or _conditional(scene, trigger, actors, speaker)
        or _grievance(scene, trigger, actors, speaker)
        or _place_hit(scene, trigger, actors[0])
        or last
    )


def _in_slot(
    scene: Scene, tokens: Sequence[Token], actors: Sequence[Entity], speaker: Entity | None
) -> list[tuple[Token, Entity]]:
    """Return who stands in a slot, each with its token: who is named, else owners of things, else places."""
    named = [(token, entity) for token in tokens for entity in scene.cast.entities(token, speaker)]
    named = named or [(token, entity) for token in tokens for entity in entities_of(scene, token, speaker)]
    if named or not actors:
        return named
    places = {token.i: place for token, place in scene.places if place.country}
    return [(token, entity_of_place(places[token.i])) for token in tokens if token.i in places]


def _is_vague(entity: Entity) -> bool:
    """Say whether nothing tells that this is a party at all: "a new front", "a panel"."""
    return entity.kind == "organisation" and entity.country is None and entity.sector is None


def _is_told(entity: Entity, name: str, trigger: Trigger, actors: Sequence[Entity]) -> bool:
    """Say whether a slot plainly names a recipient: no vague body, and no scene at home."""
    if _is_vague(entity):
        return False
    if entity.kind not in {"state", "unknown"} or name not in home_words("locative"):
        return True
    is_ours = any(entity.country == actor.country for actor in actors)
    return not is_ours or trigger.group.event_type not in home_words("elsewhere")


def _where_sent(
    scene: Scene, event_type: str, tokens: Sequence[Token], entities: tuple[Entity, ...]
) -> tuple[Entity, ...]:
    """Return the country to which those are sent, or from which they are taken, who belong to none themselves."""
    if event_type not in home_words("sends") or not all(is_means(entity) for entity in entities):
        return entities
    places = {token.i: place for token, place in scene.places if place.country}
    beside = [child for token in tokens for above in (token, token.head) for child in children(above, "nmod", "obl")]
    for child in beside:
        if child.i in places and preposition(child) in home_words("locative") | {"to", "into", "from"}:
            return (entity_of_place(places[child.i]),)
    return entities


def is_means(entity: Entity) -> bool:
    """Say whether somebody is sent or taken away and belongs to none: "peacekeepers"."""
    is_body = entity.kind in {"group", "organisation"} and entity.country is None
    return is_body and entity.sector in {None, *home_words("sent")}


def _owners_of(scene: Scene, trigger: Trigger, actors: Sequence[Entity], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return whose the thing is that is acted upon: the complement of a light verb, else the object."""
    things = [trigger.token.doc[i] for i in sorted(trigger.used)]
    if not trigger.is_noun:
        things += trigger.slots.get("obj", [])
    for thing in things:
        for owner in (owner for member in conjuncts(thing) if not _is_unowned(member) for owner in owners(member)):
            if owner.pos_ != "PRON" and (found := others_at(scene, owner, actors, speaker)):
                return found
    return ()


def _is_unowned(thing: Token) -> bool:
    """Say whether a thing has the name of a nation without being its own: "the Russian language", "the Thai border"."""
    return thing.lemma_.lower() in home_words("unowned")


def _further_down(
    scene: Scene, trigger: Trigger, actors: Sequence[Entity], speaker: Entity | None
) -> tuple[Entity, ...]:
    """Return the first party that "against", "with", "to" or "on" ties to something below what is acted upon."""
    for token in _below(trigger):
        if preposition(token) in home_words("towards") and (found := others_at(scene, token, actors, speaker)):
            return found
    return ()


def _conditional(
    scene: Scene, trigger: Trigger, actors: Sequence[Entity], speaker: Entity | None
) -> tuple[Entity, ...]:
    """Return on whose conduct a threat depends: "threatened to strike unless Kenya left"."""
    if trigger.group.event_type not in home_words("conditional"):
        return ()
    for clause in (token for token in trigger.token.subtree if relation(token) == "advcl"):
        if any(mark.lower_ in home_words("conditions") for mark in children(clause, "mark")):
            for subject in children(clause, "nsubj"):
                if found := others_at(scene, subject, actors, speaker):
                    return found
    return ()


def _grievance(scene: Scene, trigger: Trigger, actors: Sequence[Entity], speaker: Entity | None) -> tuple[Entity, ...]:
    """Return against whom a protest is, as its purpose or manner tells: "to press demands on the ministry"."""
    if trigger.group.event_type != "PROTEST":
        return ()
    for token in trigger.token.subtree:
        if token.i <= trigger.token.i or relation(token) not in {"obj", "obl", "nmod"}:
            continue
        if _is_in_circumstance(token, trigger):
            continue
        is_place = token.ent_type_ == "LOC" and preposition(token) in home_words("hit")
        if not is_place and (found := others_at(scene, token, actors, speaker)):
            return found
    return ()


def _is_in_circumstance(token: Token, trigger: Trigger) -> bool:
    """Say whether a token stands in a clause of time, place or cause below the trigger: "after police arrested ..."."""
    for above in [token, *ancestors(token)]:
        if above == trigger.token:
            return False
        if relation(above) == "advcl" and any(mark.lower_ != "to" for mark in children(above, "mark", "advmod")):
            return True
        if relation(above) in {"parataxis", "ccomp"} or above.dep_ == "acl:relcl":
            return True
    return True


def _place_hit(scene: Scene, trigger: Trigger, actor: Entity) -> tuple[Entity, ...]:
    """Return the country of the place that an act hits: what is acted upon or lies there, else where a guest acts."""
    event_type = trigger.group.event_type
    places = {token.i: place for token, place in scene.places if place.country}
    if event_type in home_words("hits_places"):
        for token in _below(trigger):
            is_left = preposition(token) == "from" and event_type in home_words("leaves")
            if token.i in places and (is_left or is_locative(token, "hit") or relation(token) == "obj"):
                return (entity_of_place(places[token.i]),)
    is_abroad = event_type == "PROTEST" or not (trigger.slots.get("obj") or trigger.used)
    if event_type in home_words("hits_scene"):
        for token in _around(trigger.token):
            place = places.get(token.i)
            is_left = preposition(token) == "from" and event_type in home_words("leaves")
            is_hit = place is not None and (is_left or is_locative(token, "hit"))
            if place is not None and is_hit and not (is_abroad and place.country == actor.country):
                return (entity_of_place(place),)
    return ()


def _around(token: Token) -> Iterator[Token]:
    """Yield the nominals that tell where an act is done, and what they are of: "on the port of Massawa"."""
    for child in children(token, "obl", "nmod"):
        yield child
        yield from (inner for inner in children(child, "nmod", "appos", "flat") if preposition(inner) in {"", "of"})


def _below(trigger: Trigger) -> Iterator[Token]:
    """Yield the nominals of what is acted upon from the top down, without what clauses and places beside it tell."""
    doc = trigger.token.doc
    tops = [doc[i] for i in sorted(trigger.used)]
    tops += [token for name in _GOVERNED for token in trigger.slots.get(name, []) if token.i > trigger.token.i]
    waiting = [trigger.token] if trigger.is_noun else tops
    yield from waiting
    while waiting:
        token = waiting.pop(0)
        if token.ent_type_ == "LOC" or preposition(token) in home_words("beside"):
            continue
        for child in token.children:
            if relation(child) in _DESCENDED and child.dep_ not in _OWNING:
                yield child
                waiting.append(child)
