"""One sense of a word: its entry in the lexicon, the group whose frame it shares, and whether a clause fits it.

Takes lemmas and filled slots as plain strings, so that it can be tested and used without a parsed document; it never
looks at a document itself. A slot is ``subj`` (the agent, passives turned round), ``obj``, ``iobj``, ``xcomp``,
``ccomp``, a preposition, or for nouns ``poss``, ``amod``, ``compound`` and prepositions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from linewatch.errors import BugError

Kind = Literal["verb", "light", "noun", "adjective"]
Filled = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of the lexicon.

    Attributes:
        text: the entry as the file has it.
        head: the lemma that it is found by: the verb, or the head of a noun or adjective phrase.
        words: the other words that must be there: particles and prepositions of a verb, words before a noun.
        noun: the noun that must hang on the head: the object of a light verb, or "life" in "attempt on life".
        noun_words: the words before that noun.
        preposition: the preposition that governs it; empty for a direct object.
        weight: how surely the entry alone means its group, where it differs from the group's own.
    """

    text: str
    kind: Kind
    head: str
    words: tuple[str, ...] = ()
    noun: str = ""
    noun_words: tuple[str, ...] = ()
    preposition: str = ""
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that share a meaning and a frame. The fields are described at the head of data/lexicon.toml."""

    id: str
    event_type: str
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    frame: Literal["", "appraise", "predicate"] = ""
    actor: tuple[str, ...] = ("subj",)
    recipient: tuple[str, ...] = ("obj",)
    actor_nouns: tuple[str, ...] = ("poss", "by", "amod", "compound", "of")
    recipient_nouns: tuple[str, ...] = ("on", "against", "of", "in")
    both: bool = False
    clause: Literal["", "xcomp", "ccomp"] = ""
    speech: bool = False
    weight: float = 0.8
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    only_subj: frozenset[str] = frozenset()
    not_subj: frozenset[str] = frozenset()
    only_obj: frozenset[str] = frozenset()
    not_obj: frozenset[str] = frozenset()
    is_own: bool = False  # of the user's own words, which no model overrules

    @property
    def conditions(self) -> int:
        """How many conditions a verb of the group must meet."""
        lists = (self.needs, self.without, self.only_subj, self.not_subj, self.only_obj, self.not_obj)
        return sum(bool(condition) for condition in lists)


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Words that are looked through: calendar words govern no particle; after quantities, "of" tells the object."""

    calendar: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """An entry in its group."""

    entry: Entry
    group: Group
    classes: WordClasses = WordClasses()

    @property
    def weight(self) -> float:
        """How surely the word alone means this, in [0, 1]."""
        return self.group.weight if self.entry.weight is None else self.entry.weight

    @property
    def rank(self) -> tuple[int, int, float]:
        """Sorting key: more words first, then more conditions, then the greater weight."""
        entry = self.entry
        words = len(entry.words) + len(entry.noun_words) + bool(entry.noun)
        return -words, -(self.group.conditions if entry.kind == "verb" else 0), -self.weight

    def fits(self, filled: Filled, words: Collection[str] = ()) -> bool:
        """Return whether a clause or noun phrase has what the sense asks for.

        Args:
            filled: the slots that are filled, each with the lemmas of its heads.
            words: lemmas of the particles of the verb and of the words before its object, or before the noun.
        """
        entry = self.entry
        if not all(self._governs(filled[word]) if word in filled else word in words for word in entry.words):
            return False
        if entry.noun:
            governed = filled.get(entry.preposition or "obj", ())
            return entry.noun in governed and all(word in words for word in entry.noun_words)
        return entry.kind != "verb" or self._meets_conditions(filled)

    def _governs(self, heads: Collection[str]) -> bool:
        return any(head not in self.classes.calendar and not head.isdigit() for head in heads)

    def _meets_conditions(self, filled: Filled) -> bool:
        group, objects = self.group, [*filled.get("obj", ())]
        if any(head in self.classes.quantities for head in objects):
            objects += filled.get("of", ())
        governed = [head for word in self.entry.words for head in filled.get(word, ())]  # "met with approval"
        return (
            all(filled.get(slot) for slot in group.needs)
            and not any(filled.get(slot) for slot in group.without)
            and _allows(filled.get("subj", ()), group.only_subj, group.not_subj)
            and _allows(objects, group.only_obj, group.not_obj)
            and _allows(governed, frozenset(), group.not_obj)
        )


def _allows(heads: Collection[str], only: frozenset[str], never: frozenset[str]) -> bool:
    return (not only or any(head in only for head in heads)) and not any(head in never for head in heads)


def read_entry(text: str, kind: Kind, prepositions: Collection[str]) -> Entry:
    """Return the entry that a string of the lexicon stands for: ``call up``, ``put + on alert``, ``hit ~0.5``.

    Raises:
        BugError: LW901 when the string is not of that form.
    """
    phrase, tilde, number = text.partition(" ~")
    weight = _read_weight(number, text) if tilde else None
    left, plus, right = (part.split() for part in phrase.partition(" + "))
    if kind == "light":
        return _read_light(text, left, right, weight, prepositions)
    inside = [
        place for place, word in enumerate(left[1:-1], 1) if word in prepositions and left[-1] not in prepositions
    ]
    if not left or plus or (inside and kind == "verb"):
        raise BugError("LW901", f"{text!r} is no {kind}; a verb with an object is written verb + object", "lexicon")
    if kind == "verb":
        return Entry(text, kind, left[0], tuple(left[1:]), weight=weight)
    cut = inside[0] if inside else len(left)
    noun, noun_words, preposition = (left[-1], tuple(left[cut + 1 : -1]), left[cut]) if inside else ("", (), "")
    return Entry(text, kind, left[cut - 1], tuple(left[: cut - 1]), noun, noun_words, preposition, weight)


def split_hyphens(entry: Entry) -> Entry:
    """Return the entry as the tokenizer splits its hyphens: "cease-fire" is "fire" with "cease" before it."""
    *before_head, head = entry.head.split("-")
    *before_noun, noun = entry.noun.split("-")
    words = (*(word.rpartition("-")[2] for word in entry.words), *before_head)
    noun_words = (*(word.rpartition("-")[2] for word in entry.noun_words), *before_noun)
    return replace(entry, head=head, words=words, noun=noun, noun_words=noun_words)


def _read_light(
    text: str, verb: list[str], noun: list[str], weight: float | None, prepositions: Collection[str]
) -> Entry:
    preposition = noun.pop(0) if len(noun) > 1 and noun[0] in prepositions else ""
    if not (verb and noun) or noun[-1] in prepositions:
        raise BugError("LW901", f"{text!r} is no light verb; write it as verb + object", "lexicon")
    return Entry(text, "light", verb[0], tuple(verb[1:]), noun[-1], tuple(noun[:-1]), preposition, weight)


def _read_weight(weight: str, text: str) -> float:
    try:
        number = float(weight)
    except ValueError as error:
        raise BugError("LW901", f"{text!r} has no number after ~; give one in (0, 1]", "lexicon") from error
    if not 0 < number <= 1:
        raise BugError("LW901", f"{text!r} has a weight outside (0, 1]", "lexicon")
    return number
