"""Who a pronoun stands for: the actor that fits it and is most in mind. Takes a token and actors, gives one of them.

Most in mind is who was named in the latest sentence, a subject before others; "they" looks for several first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token

from linewatch.coding.homes import is_locative
from linewatch.coding.identity import Actor
from linewatch.coding.pairwords import cast_words
from linewatch.coding.syntax import ancestors, children, feature, relation, surface_subject

PRONOUN_REACH = 4  # sentences back in which a pronoun may find its antecedent
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_OPENING, _CLOSING = frozenset({'"', "“", "``"}), frozenset({'"', "”", "''"})
_LONGEST_QUOTE = 150  # tokens
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


def find_antecedent(token: Token, actors: Iterable[Actor], sentence_of: Callable[[int], int]) -> Actor | None:
    """Return the actor of a pronoun, None where none fits.

    Args:
        actors: those near enough.
        sentence_of: the number of the sentence of a token.
    """
    if _is_empty(token):
        return None
    fitting = [actor for actor in actors if fits(actor, token) and not _is_other(actor, token)]
    if token.lower_ in _IT:
        fitting = [actor for actor in fitting if not _is_scene(actor, token.doc)]
    gender = gender_of_pronoun(token)
    if gender and (words := _words_said(token)):
        fitting = [actor for actor in fitting if actor.last_head not in words]
    fitting = [actor for actor in fitting if actor.gender or actor.called in {None, gender}] or fitting
    return max(
        fitting,
        key=lambda actor: (salience(actor, token, sentence_of), max(actor.last_subject, 0) or actor.last_head),
        default=None,
    )


def gender_of_pronoun(token: Token) -> str | None:
    """Return "he" or "she" of a pronoun of a person."""
    return "he" if token.lower_ in _HE else "she" if token.lower_ in _SHE else None


def fits(actor: Actor, token: Token) -> bool:
    """Say whether number, kind and gender allow the pronoun to stand for the actor."""
    word = token.lower_
    if gender := gender_of_pronoun(token):
        return actor.kind == "person" and not actor.is_plural and actor.gender in {None, gender}
    if word in _IT:
        is_many = actor.is_plural and actor.kind == "group"
        return actor.kind in {"state", "organisation", "group", "igo"} and not is_many
    if word in cast_words("lands")["nouns"]:
        return actor.kind == "state" and bool(actor.subjects or len(actor.mentions) > 1)
    return actor.kind in {"group", "people", "organisation"} or actor.is_plural


def salience(actor: Actor, token: Token, sentence_of: Callable[[int], int]) -> float:
    """Return how much in mind an actor is: 0 for one of the token's own sentence, one less a sentence back."""
    here = sentence_of(token.i)
    told = [sentence_of(actor.last_head) - here + 0.0]
    if actor.last_subject >= 0:
        told.append(sentence_of(actor.last_subject) - here + SUBJECT_BONUS)
    is_her = token.lower_ in _SHE and actor.gender == "she"  # of the others too many may be "he"
    is_one = token.lower_ in THEY and not actor.is_plural and actor.kind not in {"group", "people"}
    return max(told) + GENDER_BONUS * is_her - SINGULAR_MALUS * is_one


SUBJECT_BONUS = 0.5  # sentences that a subject counts as nearer: of one sentence it goes first
GENDER_BONUS = 0.6  # sentences that a woman by her title counts as nearer to "she"
SINGULAR_MALUS = 1.5  # sentences that one body counts as farther from "they"


def _is_empty(token: Token) -> bool:
    """Say whether "it" takes up what was said and nobody: "it would be an act of war", not "it was angry"."""
    is_subject = token.lower_ == "it" and relation(token) == "nsubj" and bool(children(token.head, "cop"))
    is_supposed = any(child.tag_ == "MD" for child in children(token.head, "aux"))
    return is_subject and is_supposed and not children(token.head, "xcomp")


def _is_scene(actor: Actor, doc: Doc) -> bool:
    """Say whether a state has only been named as where something is: "at a forum in Singapore"."""
    return actor.kind == "state" and not actor.subjects and all(is_locative(doc[one.head]) for one in actor.mentions)


def _words_said(token: Token) -> range:
    """Return the tokens of the quotation right before "he said": who is named in it is seldom who says it."""
    doc, end = token.doc, min(token.i, token.head.i) - 1
    if relation(token) != "nsubj" or end < 0 or doc[end].text not in _CLOSING:
        return range(0)
    first = max(end - _LONGEST_QUOTE, -1)
    start = next((place for place in range(end - 1, first, -1) if doc[place].text in _OPENING), end)
    return range(start, end)


def _is_other(actor: Actor, token: Token) -> bool:
    """Say whether the sentence keeps the pronoun from the actor: "she thanked her", "demanded that it leave"."""
    if actor.last_subject < 0:
        return False
    if relation(token) in {"obj", "iobj"} and feature(token, "Reflex") != "Yes":
        subject = surface_subject(token.head)  # "lashed out at him, accusing her": she did not accuse herself
        return subject is not None and subject.i == actor.last_subject
    return relation(token) == "nsubj" and any(actor.last_subject == subject.i for subject in _demanders(token))


def _demanders(token: Token) -> list[Token]:
    """Return the subjects of a verb that asks others to do what the clause of the token says."""
    clause = token.head
    if relation(clause) != "ccomp" or clause.head.lemma_.lower() not in cast_words("others")["verbs"]:
        return []
    return children(clause.head, "nsubj")


def fronted_subject(token: Token) -> Token | None:
    """Return the subject that follows a pronoun which points ahead: "As soon as she landed, Ann Roe spoke"."""
    for above in ancestors(token):
        subjects = [child for child in children(above, "nsubj") if child.i > token.i and above.i > token.i]
        if subjects and token not in subjects:
            return subjects[0]
    return None
