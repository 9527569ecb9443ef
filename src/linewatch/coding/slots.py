"""The slots of an event word: which tokens fill subject, object and each preposition. Passives are turned round.

Takes a trigger token, gives slot name → tokens, in the names that data/lexicon.toml uses: ``subj`` (who does it),
``obj``, ``iobj``, ``xcomp``, ``ccomp``, ``poss``, ``amod``, ``compound`` and prepositions.
"""

from __future__ import annotations

from spacy.tokens import Token

from linewatch.coding.modality import is_circumstance, is_occurrence, is_planner
from linewatch.coding.syntax import (
    agent,
    children,
    conjuncts,
    feature,
    is_passive,
    is_verbal,
    particle,
    patient,
    possessor,
    preposition,
    relation,
)

Slots = dict[str, list[Token]]


def verb_slots(verb: Token) -> Slots:
    """Return the filled slots of a verb; an object's own prepositions come after the verb's."""
    slots: Slots = {}
    _put(slots, "subj", _planner(verb) or agent(verb))
    _put(slots, "obj", patient(verb))
    perfect = _perfect_of(verb)
    if perfect is not None:
        _put(slots, "subj", agent(perfect))
        _put(slots, "obj", verb.head)
    for name in ("iobj", "xcomp", "ccomp"):
        for child in children(verb, name):
            _put(slots, name, child)
    if "obj" not in slots and "iobj" in slots and not {"xcomp", "ccomp"} & slots.keys():
        slots["obj"] = list(slots["iobj"])  # "thanked him": a lone indirect object is the object
    if is_passive(verb) and (inner := children(verb, "obj")):
        _put(slots, "iobj", patient(verb))
        slots["obj"] = list(inner)
    _put_prepositions(slots, verb, "obl", "advmod", "nmod")
    if relation(verb) == "conj" and verb.head.pos_ == "VERB":
        _put_prepositions(slots, verb.head, "obl", after=verb.i)
    for noun in slots.get("obj", [])[:1]:
        _put_prepositions(slots, noun, "nmod", "acl")
    return slots


def _planner(verb: Token) -> Token | None:
    """Return who plans what hangs on a noun: Oslo in "Oslo announced plans to leave" and "Oslo's plans to leave"."""
    noun = verb.head
    if relation(verb) != "acl" or feature(verb, "VerbForm") != "Inf" or is_passive(verb) or not is_planner(noun):
        return None
    clause = noun.head if relation(noun) in {"obj", "obl"} and noun.head.pos_ == "VERB" else None
    return possessor(noun) or (agent(clause) if clause is not None else None)


def _perfect_of(verb: Token) -> Token | None:
    """Return the "have" of a perfect whose participle the parser has given to the object: "have renewed ties"."""
    above = verb.head.head
    is_perfect = verb.tag_ == "VBN" and relation(verb) == "amod" and relation(verb.head) == "obj"
    return above if is_perfect and above.lemma_ == "have" and above.i == verb.i - 1 else None


def noun_slots(noun: Token) -> Slots:
    """Return the filled slots of a noun that names an event, with those of the verb that only says it takes place."""
    slots = phrase_slots(noun)
    governor = noun.head
    if governor != noun and is_verbal(governor) and relation(noun) in {"nsubj", "obj", "obl"}:
        if relation(noun) != "nsubj" or is_passive(governor):
            _put(slots, "subj", agent(governor))
        own = list(slots.get("by", []))
        _put_prepositions(slots, governor, "obl")
        if not is_occurrence(governor) and "by" in slots:  # who condemned the attack has not made it
            slots["by"] = own
        if is_occurrence(governor) and not slots.get("poss"):
            slots.setdefault("by", list(slots.get("subj", [])))
    return slots


def phrase_slots(noun: Token) -> Slots:
    """Return the slots of a noun that its own phrase fills."""
    slots: Slots = {}
    _put(slots, "poss", possessor(noun))
    for name in ("amod", "compound"):
        for child in children(noun, name):
            for member in conjuncts(child):
                _put(slots, name, member)
    _put_prepositions(slots, noun, "nmod", "obl")
    for inner in children(noun, "nmod"):
        for below in inner.subtree:
            if below != inner and preposition(below) == "by" and relation(below) in {"nmod", "obl"}:
                _put(slots, "by", below)
    return slots


def lemmas(slots: Slots) -> dict[str, tuple[str, ...]]:
    """Return the slots with the lemmas of their heads, of everything coordinated with them, and of titles of names."""
    return {
        name: tuple(word for token in tokens for member in conjuncts(token) for word in _words_for(member))
        for name, tokens in slots.items()
    }


def _words_for(token: Token) -> list[str]:
    """Return the lemmas of a token and its titles: "Minister Roe" is a minister, "three Italians" are nationals."""
    found = [word.lemma_.lower() for word in (token, *children(token, "nmod:desc"))]
    is_people = token.tag_ == "NNPS" and token.ent_type_ == "MISC"
    return [*found, "national"] if is_people else found


def words_around(token: Token, slots: Slots) -> frozenset[str]:
    """Return the lemmas of a verb's particle, of the words before its object, or of those before a noun."""
    found = {particle(token)} if token.pos_ == "VERB" else set()
    inner = [name for name in slots if name not in {"subj", "obj"} and not is_circumstance(name)]
    holders = slots.get("obj", []) + [token for name in inner for token in slots[name]]
    for holder in [token, *holders]:
        found |= {child.lemma_.lower() for child in children(holder, "compound", "amod", "advmod", "case", "nmod")}
    return frozenset(found - {""})


def _put(slots: Slots, name: str, token: Token | None) -> None:
    if token is not None and token not in slots.get(name, []):
        slots.setdefault(name, []).append(token)


def _put_prepositions(slots: Slots, holder: Token, *relations: str, after: int = -1) -> None:
    for child in children(holder, *relations):
        name = preposition(child)
        if name and child.i > after:
            _put(slots, name, child)
