"""Whether a warning threatens anybody: who warns of what others do, or of how things are, only tells of a danger.

Takes an event word with its parties, gives yes or no. A warning is a threat where it says what will come of something
("warned that it would strike back", "warned that any delay means war"), or what is not to be done. It is none where
the clause tells how things stand ("warned that the town is running out of water"), where a third party is to act, or
where somebody puts his own people on their guard. Words: data/modality.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from linewatch.coding.modality import modal_words
from linewatch.coding.scene import Scene
from linewatch.coding.syntax import children, is_passive, surface_subject
from linewatch.coding.triggers import Trigger
from linewatch.records import Entity

_PEOPLE = frozenset({"CVL", "BUS", "MED", "EDU"})


def is_only_told(scene: Scene, trigger: Trigger, actors: Sequence[Entity], recipients: Sequence[Entity]) -> bool:
    """Say whether a warning tells of a danger that does not come from who warns."""
    if trigger.token.lemma_.lower() not in modal_words("warning.verbs"):
        return False
    clauses = trigger.slots.get("ccomp", [])
    if any(not _is_of_consequences(clause) for clause in clauses):
        return True
    warned = [token for name in ("obj", "iobj", "to") for token in trigger.slots.get(name, [])]
    sides = [*actors, *(entity for token in warned for entity in scene.cast.entities(token))]
    if any(_is_of_others(scene, clause, sides) for clause in clauses):
        return True
    return bool({"of", "about"} & trigger.slots.keys()) and _are_own_people(actors, recipients)


def _is_of_consequences(clause: Token) -> bool:
    """Say whether a clause tells what is to come, or what hangs on a condition."""
    if any(word.lower_ in modal_words("warning.ahead") for word in children(clause, "aux", "cop")):
        return True
    if clause.lemma_.lower() in modal_words("warning.consequences"):
        return True
    return any(word.lower_ in modal_words("warning.conditions") for word in clause.subtree)


def _is_of_others(scene: Scene, clause: Token, parties: Sequence[Entity]) -> bool:
    """Say whether the clause has a subject that belongs to neither side and does something itself."""
    if is_passive(clause) or clause.lemma_.lower() in modal_words("warning.consequences"):
        return False
    countries = {party.country for party in parties}
    subjects = scene.cast.entities(surface_subject(clause))
    return bool(subjects) and all(one.country is not None and one.country not in countries for one in subjects)


def _are_own_people(actors: Sequence[Entity], recipients: Sequence[Entity]) -> bool:
    countries = {actor.country for actor in actors if actor.country}
    return bool(recipients) and all(
        one.country in countries and (one.kind == "people" or one.sector in _PEOPLE) for one in recipients
    )
