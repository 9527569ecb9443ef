"""Questions to a UD tree: who is the subject, is it passive, what stands after "against". Reads a Doc, writes nothing.

Source: Universal Dependencies v2 guidelines; labels with subtypes as in English EWT and GUM.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from linewatch.language.lookups import children_of, starts_of, text_of, without_subtype
from linewatch.records import Span

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "ROOT"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_OBJECT_CONTROL = frozenset({"for", "from", "of", "into"})
_PART_OF_NAME = frozenset({"det", "amod", "compound", "nummod", "flat", "goeswith", "fixed"})
_NOT_IN_PHRASE = frozenset({"appos", "acl", "parataxis", "conj", "cc", "punct", "advcl", "cop", "nsubj", "aux", "mark"})


def feature(token: Token, name: str) -> str:
    """Return the value of a morphological feature, or the empty string."""
    return _feature(str(token.morph), name)


def is_finite_past(verb: Token) -> bool:
    """Say whether the form of a verb itself is the past: "crossed", not "has crossed"."""
    return feature(verb, "Tense") == "Past" and feature(verb, "VerbForm") == "Fin"


def relation(token: Token) -> str:
    """Return the token's relation to its head without the subtype."""
    return without_subtype(token.dep_)


def children(token: Token, *relations: str) -> list[Token]:
    """Return the children in these relations (full label, or label without subtype), in text order."""
    doc = token.doc
    below = children_of(doc)[token.i]
    if not below:
        return []
    return [doc[place] for place, label, plain in below if label in relations or plain in relations]


@lru_cache(maxsize=4_096)
def _feature(features: str, name: str) -> str:
    """Return the first value of a feature in a list like "Number=Sing|Person=3"."""
    found = dict(entry.partition("=")[::2] for entry in features.split("|"))
    return found.get(name, "").partition(",")[0]


def name_around(token: Token) -> tuple[int, int] | None:
    """Return the token range (end exclusive) of the name that the model saw around a token, None where it saw none."""
    if not token.ent_type_:
        return None
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated below it, in text order."""
    found = [token]
    for member in found:
        found.extend(children(member, "conj"))
    return sorted(found, key=lambda member: member.i)


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token belongs to."""
    while relation(token) == "conj":
        token = token.head
    return token


def is_verbal(token: Token) -> bool:
    """Say whether the token heads a clause: a verb, or a predicate with copula or subject."""
    return token.pos_ == "VERB" or bool(children(token, "cop")) or bool(children(token, "nsubj"))


def is_passive(verb: Token) -> bool:
    """Say whether the verb's subject is its patient: passive clauses and bare past participles."""
    if children(verb, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
        return True
    if verb.tag_ != "VBN" or feature(verb, "VerbForm") != "Part":
        return False
    return verb.dep_ == "acl" or (_shares_clause(verb) and is_passive(verb.head))


def _shares_clause(verb: Token) -> bool:
    """Say whether a participle takes subject and auxiliary from what it is coordinated with: "killed or injured"."""
    return relation(verb) == "conj" and verb.head.pos_ == "VERB" and not children(verb, "aux", "nsubj", "csubj", "obj")


def clause_head(token: Token) -> Token:
    """Return the head of the smallest clause that holds the token (the token itself if it heads one)."""
    while token.head != token:
        if relation(token) in CLAUSAL or (relation(token) == "conj" and is_verbal(token)):
            return token
        token = token.head
    return token


def surface_subject(verb: Token) -> Token | None:
    """Return the subject of the verb: its own, or the one that it shares by control, coordination or as a modifier."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = children(verb, "nsubj:outer") or children(verb, "nsubj")
        if own:
            return _antecedent(own[0], verb)
        kind = relation(verb)
        if kind == "acl":
            return verb.head
        if kind == "advcl" and _tells_result(verb):
            return agent(verb.head)  # "was attacked by rebels, killing six": the rebels killed
        if kind == "xcomp" and (control := _controller(verb.head)) is not None:
            return control
        if kind == "advcl" and any(mark.lower_ in _OBJECT_CONTROL for mark in children(verb, "mark")):
            thanked = children(verb.head, "obj")  # "thanked her for helping": she helped
            if thanked:
                return thanked[0]
        if kind in {"xcomp", "conj", "advcl"} or (kind == "ccomp" and feature(verb, "VerbForm") in {"Inf", "Ger"}):
            verb = verb.head
            continue
        return None
    return None


def _tells_result(verb: Token) -> bool:
    """Say whether a participle behind a comma tells what a passive act led to."""
    is_apart = verb.i > verb.head.i and verb.i > 0 and verb.nbor(-1).text == ","
    return is_apart and verb.tag_ == "VBG" and not children(verb, "mark") and is_passive(verb.head)


def agent(verb: Token) -> Token | None:
    """Return who does it: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(verb):
        by_phrases = children(verb, "obl:agent") or with_preposition(verb, "by")
        if not by_phrases and _shares_clause(verb):
            return agent(verb.head)
        return by_phrases[0] if by_phrases else None
    return surface_subject(verb)


def patient(verb: Token) -> Token | None:
    """Return whom it is done to: the object of an active verb, the subject of a passive one.

    In "the pact that they signed" and "the pact they signed" it is the pact.
    """
    if is_passive(verb):
        return surface_subject(verb)
    found = children(verb, "obj")
    if found:
        return _antecedent(found[0], verb)
    if _leaves_out_object(verb):
        return verb.head
    if relation(verb) == "conj" and verb.head.pos_ == "VERB" and (shared := children(verb.head, "obj")):
        after = [token for token in shared if token.i > verb.i]
        return after[0] if after else None
    return None


def preposition(token: Token) -> str:
    """Return the lower-cased preposition of a nominal ("against", "because of"), or the empty string."""
    marks = case_marks(token)
    return " ".join(word.lower_ for mark in marks[:1] for word in [mark, *children(mark, "fixed")])


def case_marks(token: Token) -> list[Token]:
    """Return the heads of the prepositions of a nominal; they may hang on the title before it ("to President Roe")."""
    holders = [token, *children(token, "nmod:desc")]
    return [case for holder in holders for case in children(holder, "case") if case.i < token.i and case.tag_ != "POS"]


def with_preposition(token: Token, wanted: str) -> list[Token]:
    """Return the nominals below the token that carry this preposition."""
    return [child for child in children(token, "obl", "nmod", "advmod") if preposition(child) == wanted]


def possessor(noun: Token) -> Token | None:
    """Return the possessor of a noun: "Iran's", "their"."""
    found = children(noun, "nmod:poss")
    return found[0] if found else None


def owners(noun: Token) -> list[Token]:
    """Return the modifiers that may tell whose a thing is: "Iran's", "Iranian", "sent by Iran"."""
    senders = [by for verb in children(noun, "acl") if is_passive(verb) for by in with_preposition(verb, "by")]
    return [*children(noun, "nmod:poss", "nmod", "amod", "compound"), *senders]


def particle(verb: Token) -> str:
    """Return the particle of a phrasal verb ("up", "out"), or the empty string."""
    found = children(verb, "compound:prt")
    return found[0].lower_ if found else ""


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above the token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def phrase(head: Token, *, keep_of: bool = True) -> tuple[int, int]:
    """Return the token range of a nominal without its relative clauses, appositions, conjuncts and preposition.

    Args:
        keep_of: whether nominal modifiers with a preposition ("of Iran") belong to it.
    """
    low = high = head.i
    doc = head.doc
    for place, _, kind in children_of(doc)[head.i]:
        if kind in _NOT_IN_PHRASE or kind == "case":
            continue
        child = doc[place]
        if kind == "nmod" and child.dep_ != "nmod:poss" and not (keep_of and preposition(child) == "of"):
            if child.dep_ == "nmod:desc":
                low, high = min(low, child.left_edge.i), max(high, child.right_edge.i)
            continue
        if kind in {"advmod", "discourse"} and child.i > head.i:
            continue
        if kind not in _PART_OF_NAME | {"nmod", "advmod", "det"}:
            continue
        low, high = min(low, child.left_edge.i), max(high, child.right_edge.i)
    return low, high + 1


def subtree(head: Token) -> tuple[int, int]:
    """Return the token range of everything below the token."""
    return head.left_edge.i, head.right_edge.i + 1


def token_span(doc: Doc, start: int, end: int) -> Span:
    """Return the span of tokens start..end-1 without white space and brackets of the edges."""
    first = doc[start]
    while start < end - 1 and (first.is_space or first.text in "([,;:–—-"):
        start += 1
        first = doc[start]
    last = doc[end - 1]
    while end > start + 1 and (last.is_space or last.text in ")],;:–—-"):
        end -= 1
        last = doc[end - 1]
    low, high = first.idx, last.idx + len(last)
    return Span(low, high, text_of(doc)[low:high])


def sentence_start(token: Token) -> int:
    """Return the place of the first token of the sentence that holds the token."""
    return starts_of(token.doc)[token.i]


def sentence_span(token: Token) -> Span:
    """Return the span of the sentence that holds the token."""
    sentence = token.sent
    return token_span(token.doc, sentence.start, sentence.end)


def _controller(verb: Token) -> Token | None:
    """Return the object that controls an infinitive ("ordered the troops to leave"), if there is one."""
    found = children(verb, "obj", "iobj")
    return found[0] if found else None


def _antecedent(token: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if feature(token, "PronType") == "Rel" or (token.tag_ in {"WDT", "WP"} and relation(verb) == "acl"):
        for above in [verb, *ancestors(verb)]:
            if above.dep_ in {"acl:relcl", "acl"}:
                return above.head
    return token


def _leaves_out_object(verb: Token) -> bool:
    """Say whether a clause on a noun has a subject of its own and no relative word: "the sanctions Rome imposed"."""
    if verb.dep_ != "acl:relcl" or not children(verb, "nsubj"):
        return False
    return not any(feature(token, "PronType") == "Rel" or token.tag_ in _RELATIVE for token in verb.children)
