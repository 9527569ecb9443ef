"""How an event is said: the form of its trigger and what its clause stands in, read from our own parse.

A trigger has one form and any number of settings. What the parse has wrong is wrong here, too.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from linewatch.coding.lexicon import Lexicon
from linewatch.coding.modality import is_negated, is_occurrence
from linewatch.coding.syntax import ancestors, children, feature, is_passive, relation
from linewatch.records import Span, Statement

FORMS = ("active", "passive", "infinitive or participle", "light verb", "nominal", "adjective")
SETTINGS = (
    "main clause",
    "statement",
    "complement",
    "relative clause",
    "adverbial clause",
    "conditional",
    "coordination",
    "negation",
)

_ARGUMENTS = frozenset({"obj", "obl", "nsubj"})
_CONDITIONS = frozenset({"if", "unless", "whether", "provided"})
_CONTENT = ("VERB", "NOUN", "PROPN", "ADJ")


def form_of(trigger: Token) -> str:
    """Return the form of an event word, one of `FORMS`."""
    if trigger.pos_ == "ADJ":
        return "adjective"
    if trigger.pos_ != "VERB":
        is_carried = relation(trigger) in _ARGUMENTS and is_occurrence(trigger.head)
        return "light verb" if is_carried else "nominal"
    if is_occurrence(trigger) and any(_is_event_noun(noun) for noun in children(trigger, "obj")):
        return "light verb"
    if is_passive(trigger):
        return "passive"
    is_finite = feature(trigger, "VerbForm") == "Fin" or bool(children(trigger, "nsubj", "aux"))
    return "active" if is_finite else "infinitive or participle"


def settings_of(trigger: Token, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """Return what the event word stands in, in the order of `SETTINGS`; the main clause where it is nothing else."""
    above = [trigger, *ancestors(trigger)]
    kinds = {token.dep_ for token in above} | {relation(token) for token in above}
    found = {
        "statement": any(_holds(span, trigger) for statement in statements for span in statement.content),
        "complement": bool(kinds & {"xcomp", "ccomp"}),
        "relative clause": "acl:relcl" in kinds,
        "adverbial clause": "advcl" in kinds,
        "conditional": any(mark.lower_ in _CONDITIONS for token in above for mark in children(token, "mark")),
        "coordination": relation(trigger) == "conj" or bool(children(trigger, "conj")),
        "negation": is_negated(trigger),
    }
    return tuple(name for name in SETTINGS if found.get(name)) or (SETTINGS[0],)


def token_of(doc: Doc, span: Span) -> Token:
    """Return the word of a span that the others hang on."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert words is not None  # a span of the article lies in its Doc
    return words.root


def find_trigger(doc: Doc, words: str) -> Token:
    """Return the first content word of the Doc that is among the words; the head of the first sentence without one."""
    wanted = {word.lower() for word in words.split()}
    named = (token for token in doc if token.pos_ in _CONTENT and token.lower_ in wanted)
    return next(named, next(iter(doc.sents)).root)


def _is_event_noun(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and bool(Lexicon.open().nouns(noun.lemma_.lower()))


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.idx < span.end
