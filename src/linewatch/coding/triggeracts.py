"""Which act the words of a trigger name, as a PLOVER type. Takes a stretch of tokens, gives an `Act` or None.

The act that is named counts, whatever is said of it: who shall "stop arming the rebels" crosses the line by AID. So
words that only tell how an act stands ("stop", "attempt") hand on to what they govern; a noun that is no act hands on
to the clause that describes it ("the men who cross"). Words and weights are data (data/triggeracts.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Span, Token

from linewatch.coding.syntax import children, particle, relation
from linewatch.ontology import read_table

_MOST_STEPS = 6
SURE = 0.5
"""Acts of this weight and more are named by a word alone."""
_GOVERNED = ("xcomp", "ccomp", "obj", "csubj", "nsubj", "obl", "advcl", "conj")
_CLAUSES = ("xcomp", "ccomp", "conj")
_DESCRIBING = ("acl", "compound", "appos", "conj")
_GERUND = "ing"


@dataclass(frozen=True, slots=True)
class Act:
    """The act that a trigger names; `weight` is how much that counts beside the shares of the reader."""

    event_type: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table, its lists of words put in."""

    act: Act
    verbs: frozenset[str]
    nouns: frozenset[str]
    objects: frozenset[str]
    without: frozenset[str]

    def fits(self, forms: frozenset[str], beside: frozenset[str], *, is_verb: bool) -> bool:
        """Say whether the row is about a word in one of these forms beside other words of the trigger."""
        is_named = bool((self.verbs if is_verb else self.nouns) & forms)
        return is_named and (not self.objects or bool(self.objects & beside)) and not self.without & beside


def name_act(trigger: Span) -> Act | None:
    """Return the act that the words name, None where no row of the table knows them."""
    return _act_of(trigger.root, trigger, _MOST_STEPS)


def _act_of(token: Token, trigger: Span, steps: int) -> Act | None:
    """Return the act of a word of the trigger, or of what it governs."""
    if not steps or not trigger.start <= token.i < trigger.end:
        return None
    is_verb = token.pos_ in {"VERB", "AUX"}
    row = _row_of(token, trigger, is_verb)
    if row is not None and (row.objects or (row.act.weight >= SURE and not _is_passing(token, is_verb))):
        return row.act
    below = (_act_of(child, trigger, steps - 1) for child in _governed(token, is_verb))
    told = [act for act in below if act is not None]
    own = [row.act] if row is not None else []
    return max([*told[:1], *own], key=lambda act: act.weight, default=None)


def _is_passing(token: Token, is_verb: bool) -> bool:
    return token.lemma_.lower() in _table()["passing_verbs" if is_verb else "passing_nouns"]


def _governed(token: Token, is_verb: bool) -> list[Token]:
    """Return the words below that may tell the act, likeliest first."""
    is_passing = _is_passing(token, is_verb)
    order: tuple[str, ...]
    if is_verb:
        order = _GOVERNED if is_passing or token.pos_ == "AUX" else _CLAUSES
    else:
        order = (*_DESCRIBING, "nmod") if is_passing or token.pos_ != "NOUN" else _DESCRIBING
    if children(token, "cop"):
        order = (*order, "nsubj")
    return sorted(children(token, *order), key=lambda child: order.index(relation(child)))


def _row_of(token: Token, trigger: Span, is_verb: bool) -> _Row | None:
    """Return the first row that fits the word itself; a noun made of a verb is known by the verb, too."""
    lemma = token.lemma_.lower()
    beside = frozenset(word for other in trigger if other.i != token.i for word in (other.lemma_.lower(), other.lower_))
    forms = frozenset({lemma, *(f"{lemma} {word}" for word in _followers(token))} if is_verb else {lemma})
    row = next((row for row in _rows() if row.fits(forms, beside, is_verb=is_verb)), None)
    if row is None and not is_verb and lemma.endswith(_GERUND):
        stem = lemma.removesuffix(_GERUND)
        verbs = frozenset({stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem})
        row = next((row for row in _rows() if row.fits(verbs, beside, is_verb=True)), None)
    return row


def _followers(verb: Token) -> Iterator[str]:
    """Yield the particle of a verb, and the adverbs and prepositions that may be part of what it says."""
    yield particle(verb)
    for child in children(verb, "advmod", "compound", "obl", "xcomp", "obj", "ccomp"):
        if child.i > verb.i:
            yield child.lower_
            yield from (mark.lower_ for mark in children(child, "case", "advmod"))


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_read_row(row) for row in _table()["act"])


def _read_row(row: dict[str, Any]) -> _Row:
    lists = ("verbs", "nouns", "objects", "not_objects")
    return _Row(Act(row["type"], row["weight"]), *(frozenset(_expand(row.get(name, ()))) for name in lists))


def _expand(words: list[str]) -> Iterator[str]:
    """Yield the words with each ``@name`` replaced by the list of that name."""
    for word in words:
        if word.startswith("@"):
            yield from _table()["words"][word[1:]]
        else:
            yield word


@cache
def _table() -> dict[str, Any]:
    return read_table("triggeracts.toml")
