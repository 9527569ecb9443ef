"""Fact, plan, supposition or denial: how an act stands in its sentence. Takes a trigger token, gives a `Reading`.

The words are data (data/modality.toml). What somebody says is still asserted: a verb of saying does not weaken what it
reports; that it is only reported, the event's `statement_id` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from linewatch.coding.syntax import (
    case_marks,
    children,
    feature,
    is_finite_past,
    is_verbal,
    particle,
    preposition,
    relation,
)
from linewatch.ontology import read_table
from linewatch.records import Modality

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj", "csubj", "advcl", "amod"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
PURPOSE = "to"  # the cue of an act that is only the purpose of another
_ASSERTED = frozenset(
    {"say", "state", "report", "add", "note", "confirm", "claim", "allege", "accuse", "know", "think"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an act stands.

    Attributes:
        is_future: whether its time lies ahead.
        cue: the word that says how it stands.
        is_denied: whether somebody disputes that it took place.
        governor: the place of the token that says so, where the act stands below that word: "plans" to attack.
        is_void: whether not even the opposite is said: who is "urged not to attack" neither attacks nor refrains.
        is_tried: whether somebody has set about it, with whatever success: "tried to storm the palace".
        is_hindered: whether it did not come about by nobody's own will: "prevented attacks", "failed to capture".
    """

    modality: Modality = "actual"
    is_future: bool = False
    cue: str | None = None
    is_denied: bool = False
    governor: int | None = None
    is_void: bool = False
    is_tried: bool = False
    is_hindered: bool = False


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = read_table("modality.toml")
    return {f"{part}.{key}": frozenset(words) for part, keys in raw.items() for key, words in keys.items()}


def read_modality(trigger: Token) -> Reading:
    """Return how the act of the trigger stands; the nearest word that decides wins, negation joins with future."""
    reading = _own_marks(trigger)
    if reading.modality == "actual" and _is_purpose_of_travel(trigger):
        return Reading("hypothetical", True, PURPOSE)
    token = trigger
    for _ in range(8):  # deeper embedding than this is a parse error
        if reading.modality != "actual":
            return _left_undone(reading, token)
        above = token.head
        if above == token or relation(token) not in _COMPLEMENTS | {"conj", "nsubj", "nummod"}:
            return reading
        if token.dep_ == "acl:relcl" or _is_fact_of_its_own(token):
            return reading
        if relation(token) == "conj":
            token = above
            reading = _shared_marks(above)
            continue
        if _is_generic_subject(token) and _own_marks(above).modality == "hypothetical":
            return _own_marks(above)
        if _is_means(token):
            reading, token = _own_marks(above), above
            continue
        governed = _governed(token, above)
        if governed is not None:
            governed = _with_negation(_below_planned(governed, above), above)
            return _with_attempt(replace(governed, governor=above.i), above)
        if not (is_occurrence(above) or _is_caused(token, above)) or (is_verbal(token) and relation(token) != "xcomp"):
            return reading
        reading = _own_marks(above)
        token = above
    return reading


def is_bygone(trigger: Token) -> bool:
    """Say whether the trigger stands in a clause that its sentence puts years back: "a decade after X left"."""
    words = _words()
    token = trigger
    while token.head != token:
        if relation(token) == "advcl" and any(mark.lower_ in words["bygone.marks"] for mark in children(token, "mark")):
            mark = next(mark for mark in children(token, "mark") if mark.lower_ in words["bygone.marks"])
            return mark.i > 0 and mark.nbor(-1).lemma_.lower() in words["bygone.units"]
        token = token.head
    return False


def is_occurrence(verb: Token) -> bool:
    """Say whether a verb only says that the act of its noun takes place: "hold", "launch", "erupt"."""
    return verb.lemma_.lower() in _words()["occurrence.verbs"]


def is_circumstance(name: str) -> bool:
    """Say whether a preposition ties an act to another that only went before or beside it: "after", "despite"."""
    return name in _words()["nominal.given"]


def _is_fact_of_its_own(verb: Token) -> bool:
    """Say whether a verb tells what happened beside an infinitive: "vowed to leave and shelled the town"."""
    return relation(verb) == "conj" and is_finite_past(verb) and feature(verb.head, "VerbForm") == "Inf"


def _below_planned(reading: Reading, governor: Token) -> Reading:
    """Return how an act stands that somebody hinders, where the hindering itself is only planned, asked or refused."""
    if reading.modality != "negated" or is_firm(governor):
        return reading
    while relation(governor) == "xcomp" and not children(governor, "mark") and governor.head.lemma_ == "help":
        governor = governor.head  # "sent troops to help stop the attack"
    above = read_modality(governor)
    if above.modality == "future":
        return replace(reading, is_future=True)
    return replace(reading, modality="hypothetical", is_void=True) if above.modality == "hypothetical" else reading


def _is_generic_subject(noun: Token) -> bool:
    """Say whether a subject is any act of its kind: "attacks could spark a war", not "the attacks"."""
    return (
        noun.pos_ == "NOUN"
        and noun.dep_ == "nsubj"
        and not children(noun, "det", "nmod:poss", "nummod")
        and not any(feature(child, "Tense") == "Past" for child in children(noun, "amod", "acl"))
    )


def _is_means(verb: Token) -> bool:
    """Say whether an act is only what a noun is good for: "support in freeing the hostages"."""
    is_clause = relation(verb) == "acl" and feature(verb, "VerbForm") == "Ger" and bool(children(verb, "mark"))
    return is_clause and not is_planner(verb.head)


def _is_caused(noun: Token, verb: Token) -> bool:
    """Say whether a verb says that something brings the act of its object about, or hinders it."""
    return relation(noun) == "obj" and verb.lemma_.lower() in _words()["causing.verbs"]


def is_question(sentence: SpacySpan) -> bool:
    """Say whether the sentence is a question, which asserts nothing."""
    return any(mark.text == "?" for mark in sentence[-3:])


def is_negated(token: Token) -> bool:
    """Say whether "not", "never" or "no" stands directly on the token, or before its "to"."""
    return is_left_undone(token) or any(
        child.dep_ in {"advmod", "det", "cc:preconj"}
        and child.lower_ in _NEGATIONS
        and not (child.i > token.i and child.i + 1 < len(child.doc) and child.nbor(1).lower_ == "to")
        for child in token.children
    )


def is_left_undone(verb: Token) -> bool:
    """Say whether the verb is an infinitive that is denied: "not to attack", wherever the parser hangs the "not"."""
    for mark in children(verb, "mark"):
        first = max(0, mark.i - 2)
        before = [word.lower_ for word in verb.doc[first : mark.i]]
        if before[-1:] in (["again"], ["ever"]):  # "never again to attack"
            before.pop()
        between = {word.lower_ for word in verb.doc[mark.i : verb.i]}  # "to never attack"
        if mark.lower_ == "to" and ((before[-1:] and before[-1] in _NEGATIONS) or between & _NEGATIONS - {"no"}):
            return True
    return False


def _left_undone(reading: Reading, verb: Token) -> Reading:
    """Return how an act stands that somebody promised, asked or refused not to do; any other reading as it is."""
    if reading.modality != "negated" or not is_left_undone(verb):
        return reading
    governed = _governed(verb, verb.head) if verb.head != verb else None
    if governed is None:
        return replace(reading, is_future=True)
    if governed.modality == "future" and not is_negated(verb.head):
        return replace(reading, is_future=True, governor=verb.head.i)
    return Reading("hypothetical", True, reading.cue, governor=verb.head.i, is_void=True)


def _is_none(noun: Token) -> bool:
    """Say whether a nominal denies what is said of it: "no troops", "nobody"."""
    return noun.lower_ in {"nobody", "none", "nothing"} or any(c.lower_ == "no" for c in children(noun, "det"))


def _own_marks(token: Token) -> Reading:
    """Return what auxiliaries, negation, subordinator and adjectives on the token itself say."""
    words = _words()
    auxiliaries = children(token, "aux")
    future = next((child for child in auxiliaries if child.lower_ in words["auxiliaries.future"]), None)
    maybe = next((child for child in auxiliaries if child.lower_ in words["auxiliaries.hypothetical"]), None)
    marks = [
        child
        for child in children(token, "mark", "advmod")
        if child.lower_ in words["marks.hypothetical"] or child.lower_ in words["marks.averted"]
    ]
    if marks:
        return Reading("hypothetical", True, marks[0].text)
    if instead := _mark_of_absence(token):
        return Reading("hypothetical", True, instead, is_void=True)
    if is_negated(token) or (token.pos_ == "VERB" and any(_is_none(noun) for noun in children(token, "nsubj", "obj"))):
        return Reading("negated", future is not None or maybe is not None, "not")
    if future is not None:
        return Reading("future", True, future.text)
    if is_scheduled := _scheduled(token):
        return Reading("future", True, f"{is_scheduled.text} to")
    if maybe is not None:
        return Reading("hypothetical", True, maybe.text)
    if relation(token) == "advcl" and any(child.lower_ == "to" for child in children(token, "mark")):
        return Reading("hypothetical", True, PURPOSE)
    if token.pos_ == "NOUN" and (ahead := _long_preposition(token)) in words["nominal.ahead"]:
        return Reading("future", True, ahead)
    return _adjectives(token)


def _mark_of_absence(verb: Token) -> str | None:
    """Return the words that say of a gerund that it is not done: "without declaring war", "instead of attacking"."""
    if verb.tag_ != "VBG":
        return None
    marks = {word.lower_: word for mark in children(verb, "mark", "case", "cc") for word in [mark, *mark.children]}
    return next((marks[name].text for name in sorted(marks.keys() & _words()["marks.absent"])), None)


def _long_preposition(noun: Token) -> str:
    """Return the last two words of what stands before a nominal, however the parser ties the first: "ahead of"."""
    marks = case_marks(noun)
    return f"{marks[-1].nbor(-1).lower_} {marks[-1].lower_}" if marks and marks[-1].i else ""


def _scheduled(verb: Token) -> Token | None:
    """Return the form of "be" that sets an infinitive for later: "is to visit"."""
    marks = [mark for mark in children(verb, "mark") if mark.lower_ == "to"]
    forms = [form for form in children(verb, "aux", "cop") if form.lemma_.lower() == "be" and form.lower_ != "be"]
    return next((form for form in forms if marks and form.i < marks[0].i), None)


def _is_purpose_of_travel(noun: Token) -> bool:
    """Say whether the act of a noun is what somebody travels for."""
    above = noun.head
    if relation(noun) == "nmod" and relation(above) == "obl":
        above = above.head  # "left for Oslo for talks", with the talks hung on the town
    return (
        relation(noun) in {"obl", "nmod"}
        and preposition(noun) == "for"
        and above.pos_ == "VERB"
        and above.lemma_.lower() in _words()["purpose.verbs"]
    )


def _adjectives(token: Token) -> Reading:
    """Return what an adjective or determiner of a noun says: "possible", "planned", "any attack"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return Reading()
    words = _words()
    for child in children(token, "amod", "det"):
        if child.lemma_.lower() in words["governors.hypothetical"]:
            return Reading("hypothetical", True, child.text)
        if child.lemma_.lower() in words["governors.future"] and not _is_carried_out(token):
            return Reading("future", True, child.text)
    for subject in children(token, "nsubj"):  # "the solution is a withdrawal"
        if children(token, "cop") and subject.lemma_.lower() in words["governors.hypothetical"]:
            return Reading("hypothetical", True, subject.text)
    return Reading()


def _is_carried_out(noun: Token) -> bool:
    """Say whether the act of a noun is under way by its verb: "launched the planned attack"."""
    return relation(noun) == "obj" and noun.head.lemma_.lower() in _words()["occurrence.doing"]


def _shared_marks(head: Token) -> Reading:
    """Return what coordination passes on: auxiliaries and subordinators, not negation."""
    reading = _own_marks(head)
    return reading if reading.modality != "negated" else Reading()


def _governed(token: Token, above: Token) -> Reading | None:
    """Return the modality that the governor gives to what stands below it, or None."""
    lemma = above.lemma_.lower()
    words = _words()
    is_clause = is_verbal(token) and token.pos_ in {"VERB", "AUX"}
    is_infinitive = feature(token, "VerbForm") == "Inf" or relation(token) in {"xcomp", "acl"}
    if _is_given(token, above) or (_is_carried_out(token) and lemma in words["governors.future"]):
        return None
    if _names(above) & words["governors.deferring"]:
        is_put_off = relation(token) == "obj" or token.dep_ == "nsubj:pass"
        return Reading("hypothetical", True, above.text) if is_put_off else None
    if _is_short_of(token, above):
        return Reading("negated", False, f"{above.head.text} {above.text}")
    if token.dep_ == "nsubj" and above.pos_ == "ADJ" and lemma not in words["governors.excluded"]:
        return _said_of(above) if children(above, "cop") else None  # "an attack is possible"
    if lemma in words["governors.excluded"]:
        return Reading("hypothetical", True, above.text, is_void=True)
    is_planned = token.dep_ == "nsubj:pass" and lemma in words["governors.future"]  # "talks are planned"
    if not is_planned and (relation(token) in {"nsubj", "csubj", "advcl"} or (is_clause and lemma in _ASSERTED)):
        return None
    if above.lower_ == "going" and relation(token) == "xcomp":
        return Reading("future", True, "going to")
    if lemma in words["governors.resolved"]:
        return Reading("future", True, above.text) if is_negated(above) else None
    if _names(above) & words["governors.negated"]:
        own = _own_marks(above)
        if own.modality != "actual":
            return replace(own, modality="hypothetical")
        is_ahead, is_denied, is_hindered = (
            bool(_names(above) & words[f"governors.{name}"]) for name in ("refusing", "denying", "hindering")
        )
        return Reading("negated", is_ahead, above.text, is_denied, is_hindered=is_hindered)
    if lemma in words["governors.hypothetical"] and (
        is_infinitive or relation(token) in {"obl", "nmod", "obj", "ccomp"}
    ):
        return Reading("hypothetical", True, above.text)
    if lemma in words["governors.future"] and (is_infinitive or not is_clause) and relation(token) != "advcl":
        return Reading("future", True, above.text)
    return None


def _is_given(token: Token, above: Token) -> bool:
    """Say whether an act is only the circumstance of another: "offered talks after the attack" takes it as a fact."""
    if relation(token) not in {"obl", "nmod"}:
        return False
    words, name = _words(), preposition(token)
    is_beside = above.pos_ == "VERB" and bool(children(above, "obj")) and name not in words["nominal.held"]
    return is_circumstance(name) or (is_beside and bool(_names(above) & words["governors.negated"]))


def _is_short_of(token: Token, above: Token) -> bool:
    """Say whether an act is what somebody does not go as far as: "stopped short of condemning"."""
    return above.lower_ == "short" and above.head.lemma_.lower() in {"stop", "fall"} and token.i > above.i


def _said_of(adjective: Token) -> Reading | None:
    """Return how an act stands of which an adjective is said: "possible", "likely", "no longer possible"."""
    lemma, words = adjective.lemma_.lower(), _words()
    if lemma not in words["governors.hypothetical"] | words["governors.future"]:
        return None
    if is_negated(adjective):
        return Reading("hypothetical", True, adjective.text, is_void=True)
    return Reading("hypothetical" if lemma in words["governors.hypothetical"] else "future", True, adjective.text)


def _with_negation(reading: Reading, governor: Token) -> Reading:
    """Return the reading under a negated governor: "did not plan to attack" denies it, "did not deny it" does not."""
    words = _words()
    turned = words["governors.resolved"] | words["governors.negated"]
    above = governor.head
    is_unsaid = governor.pos_ == "NOUN" and relation(governor) == "obj" and not _names(above) & turned
    is_denied = is_negated(governor) or (is_unsaid and is_negated(above))  # "no plans", "did not announce plans"
    if is_denied and reading.modality != "negated" and not _names(governor) & turned:
        return Reading("negated", reading.is_future, f"not {reading.cue}")
    return reading


def _with_attempt(reading: Reading, governor: Token) -> Reading:
    """Return the reading of what was tried with that said; an attempt that itself only may come stays as it is."""
    is_tried = reading.modality == "future" and governor.lemma_.lower() in _words()["governors.trying"]
    return replace(reading, is_tried=is_tried and read_modality(governor).modality == "actual")


def _names(governor: Token) -> frozenset[str]:
    """Return the lemma of a governor, alone and with its particle: "rule", "rule out"."""
    lemma = governor.lemma_.lower()
    return frozenset({lemma, f"{lemma} {particle(governor)}"})


def is_planner(noun: Token) -> bool:
    """Say whether a noun tells what somebody has in mind: "plans", "no intention", "a threat"."""
    words = _words()
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and lemma in words["governors.future"] | words["governors.hypothetical"]


def modal_words(name: str) -> frozenset[str]:
    """Return the words of one list of data/modality.toml: "warning.verbs"."""
    return _words()[name]


def is_agreeing(governor: Token) -> bool:
    """Say whether a word says that several are of one mind."""
    return bool(_names(governor) & _words()["governors.agreeing"])


def is_firm(governor: Token) -> bool:
    """Say whether a word that governs an act is itself the event: who "threatens" has done so."""
    return bool(_names(governor) & _words()["governors.firm"])
