"""Event words in a Doc: which sense of the lexicon a token has, and which tokens fill its slots.

Takes a token, gives a `Trigger` or None. Light verbs ("launch an attack") come before plain ones; adjectives count
where somebody applies them ("described the visit as important") or where they are said of a party ("is opposed to").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from linewatch.coding.lexicon import Lexicon, best_sense
from linewatch.coding.modality import is_left_undone
from linewatch.coding.senses import Group, Sense
from linewatch.coding.slots import Slots, lemmas, noun_slots, phrase_slots, verb_slots, words_around
from linewatch.coding.syntax import ancestors, children, conjuncts, owners, relation

LEAST_WEIGHT = 0.5
_APPRAISING = frozenset({"describe", "call", "brand", "label", "hail", "deem", "consider", "find", "term"})
_APPLIED = frozenset({"xcomp", "obl", "advcl", "amod", "obj"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: its token, its sense, the tokens of each slot, and the token numbers that it uses up."""

    token: Token
    sense: Sense
    slots: Slots
    used: frozenset[int] = frozenset()

    @property
    def group(self) -> Group:
        """The group of senses whose type, mode and frame it shares."""
        return self.sense.group

    @property
    def is_noun(self) -> bool:
        """Whether the slots of nouns apply."""
        return self.sense.entry.kind == "noun"


def read_trigger(token: Token, lexicon: Lexicon) -> Trigger | None:
    """Return the event word that the token is, or None."""
    if token.pos_ == "VERB":
        return _read_verb(token, lexicon)
    if token.pos_ in {"NOUN", "PROPN"} and not token.ent_type_:
        slots = noun_slots(token)
        if token.lemma_.lower() in lexicon.suffered and "poss" in slots and "of" not in slots:
            slots["of"] = slots.pop("poss")  # "their arrest" as "the arrest of them"
        senses = lexicon.nouns(token.lemma_.lower())
        sense = best_sense(senses, lemmas(slots), words_around(token, slots), LEAST_WEIGHT) if senses else None
        return Trigger(token, sense, slots) if sense is not None else None
    if token.pos_ == "ADJ":
        return _read_adjective(token, lexicon)
    return None


def _read_verb(verb: Token, lexicon: Lexicon) -> Trigger | None:
    """Return the sense of a verb: with its object if the two belong together, else alone."""
    slots = verb_slots(verb)
    light = _read_light(verb, slots, lexicon)
    if light is not None:
        return light
    senses = lexicon.verbs(verb.lemma_.lower())
    sense = best_sense(senses, lemmas(slots), words_around(verb, slots), LEAST_WEIGHT) if senses else None
    return Trigger(verb, sense, slots) if sense is not None else None


def _read_light(verb: Token, slots: Slots, lexicon: Lexicon) -> Trigger | None:
    """Return the sense of a verb with one of its complements; the complement adds its own slots."""
    filled = lemmas(slots)
    for name, tokens in slots.items():
        if name == "subj":
            continue
        for noun in [member for token in tokens for member in conjuncts(token)]:
            senses = lexicon.light(verb.lemma_.lower(), noun.lemma_.lower())
            if not senses or is_left_undone(noun):  # "vowed not to attack" is no "vow to attack"
                continue
            sense = best_sense(senses, filled, words_around(verb, slots) | words_around(noun, {}), LEAST_WEIGHT)
            if sense is not None:
                own = _own_slots(noun, verb)
                return Trigger(verb, sense, _join(slots, own, name), frozenset({noun.i}))
    return None


def _own_slots(complement: Token, verb: Token) -> Slots:
    """Return the slots of a verb's complement; "the pact that they signed" has its object above the verb."""
    if complement.pos_ == "VERB":
        return verb_slots(complement)
    is_above = complement.i in {token.i for token in ancestors(verb)}
    return phrase_slots(complement) if is_above else noun_slots(complement)


def _join(ours: Slots, theirs: Slots, used: str) -> Slots:
    """Return the slots of a verb and its complement together, without the slot that the complement itself fills."""
    joined = {name: list(tokens) for name, tokens in ours.items() if name != used}
    for name, tokens in theirs.items():
        joined.setdefault(name, []).extend(token for token in tokens if token not in joined.get(name, []))
    return joined


def _read_adjective(adjective: Token, lexicon: Lexicon) -> Trigger | None:
    """Return the sense of an adjective that somebody applies to a thing, or that is said of a party."""
    senses = lexicon.adjectives(adjective.lemma_.lower())
    sense = best_sense(senses, {}, words_around(adjective, {}), LEAST_WEIGHT) if senses else None
    if sense is None:
        return None
    if sense.group.frame == "predicate":
        is_predicate = bool(children(adjective, "cop")) and bool(children(adjective, "nsubj"))
        return Trigger(adjective, sense, verb_slots(adjective)) if is_predicate else None
    return _read_appraisal(adjective, sense)


def _read_appraisal(adjective: Token, sense: Sense) -> Trigger | None:
    """Return "described X as important" with X and whose it is as objects."""
    verb = next((above for above in (adjective.head, adjective.head.head) if above.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _APPRAISING or relation(adjective) not in _APPLIED:
        return None
    slots = verb_slots(verb)
    is_shifted = adjective.i > 0 and adjective.nbor(-1).lower_ == "as"  # "described as important her visit"
    if relation(adjective) == "amod" and not is_shifted and adjective.head not in slots.get("as", []):
        return None
    things = slots.get("obj", [])
    whose = [owner for thing in things for member in conjuncts(thing) for owner in owners(member)]
    return Trigger(adjective, sense, {"subj": slots.get("subj", []), "obj": [*things, *whose]})
