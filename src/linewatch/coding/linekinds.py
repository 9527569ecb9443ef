"""Whether words around a trigger repeat, change or take back a red line. Takes a Doc's stretch, gives a kind or None.

"Has dropped the threat" takes it back, "extended its ultimatum" changes it, "said again" repeats it. Words are data
(data/redlines.toml, `kinds` and `again`); they count in the trigger's sentence and the one before, outside the trigger.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from linewatch.coding.linewords import words
from linewatch.coding.modality import is_negated
from linewatch.coding.syntax import children, particle
from linewatch.records import LineKind


def tell_kind(trigger: Span) -> LineKind | None:
    """Return the kind that the words around a trigger tell, None where they tell none."""
    sentence = trigger[0].sent
    first = sentence[0].nbor(-1).sent.start if sentence.start else sentence.start
    for token in trigger.doc[first : sentence.end]:
        if token.pos_ != "VERB" or trigger.start <= token.i < trigger.end or is_negated(token):
            continue
        for kind in ("withdrawal", "amendment", "reaffirmation"):
            if _turns(token, kind):
                return kind
    return "reaffirmation" if any(_repeats(token) for token in sentence if token not in trigger) else None


def _turns(verb: Token, kind: str) -> bool:
    """Say whether the verb does something to a line spoken of: withdraws "its warning", extends "the deadline"."""
    table = words()["kinds"]
    forms = {verb.lemma_.lower(), f"{verb.lemma_.lower()} {particle(verb)}"}
    if not forms & set(table[kind]):
        return False
    return any(noun.lemma_.lower() in table["nouns"] for noun in children(verb, "obj", "nsubj:pass"))


def _repeats(token: Token) -> bool:
    """Say whether a word tells that something is said anew: "repeated", "said again"."""
    if token.lemma_.lower() not in words()["again"]["words"]:
        return False
    said = token if token.pos_ == "VERB" else token.head
    return bool(children(said, "ccomp", "parataxis")) or said.lemma_.lower() in words()["again"]["saying"]
