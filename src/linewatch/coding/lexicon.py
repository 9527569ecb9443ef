"""The lexicon of event words: found by lemma, checked against the ontology when it is read.

Takes data/lexicon.toml; gives the senses of a verb, a light verb with its object, a noun or an adjective, most
specific first. It knows nothing of documents: the coder asks with lemmas and filled slots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import msgspec

from linewatch.coding.senses import Entry, Filled, Group, Kind, Sense, WordClasses, read_entry, split_hyphens
from linewatch.errors import BugError
from linewatch.ontology import Ontology, read_table
from linewatch.tables import OwnTable

__all__ = ["Entry", "Group", "Lexicon", "Sense", "best_sense", "extend_lexicon", "read_lexicon"]

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("verb", "verbs"), ("light", "light"), ("noun", "nouns"), ("adjective", "adjectives"),
)  # fmt: skip
_SLOT_LISTS = ("actor", "recipient", "actor_nouns", "recipient_nouns", "needs", "without")
_WORD_LISTS = ("only_subj", "not_subj", "only_obj", "not_obj")
_KEYS = {field.name for field in fields(Group)} - {"event_type", "is_own"} | {"type"}

Index = Mapping[tuple[str, ...], tuple[Sense, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All senses, found by kind and lemma. Lemmas may come in British or American spelling, in lower case.

    `suffered` are nouns whose owner suffers the act: "his arrest".
    """

    groups: Mapping[str, Group]
    index: Index
    spelling: Mapping[str, str]
    suffered: frozenset[str] = frozenset()

    @staticmethod
    def open() -> Lexicon:
        """Return the one lexicon of this installation; it is read once.

        Raises:
            ModelError: LW302 when the data file is missing, LW301 when it is not TOML.
            BugError: LW901 when a group contradicts the ontology or the format.
        """
        return _open()

    def verbs(self, lemma: str) -> tuple[Sense, ...]:
        """Return the senses of a verb, phrasal ones included, most specific first."""
        return self._find("verb", lemma)

    def light(self, verb_lemma: str, noun_lemma: str) -> tuple[Sense, ...]:
        """Return the senses of a verb with that object or prepositional object: ``launch`` and ``airstrike``."""
        return self._find("light", verb_lemma, noun_lemma)

    def nouns(self, lemma: str) -> tuple[Sense, ...]:
        """Return the senses of a noun, those of phrases that end in it included, most specific first."""
        return self._find("noun", lemma)

    def adjectives(self, lemma: str) -> tuple[Sense, ...]:
        """Return the senses of an adjective."""
        return self._find("adjective", lemma)

    def count(self) -> int:
        """Return the number of entries as the file has them."""
        return sum(len(getattr(group, field)) for group in self.groups.values() for _, field in _KINDS)

    def _find(self, *key: str) -> tuple[Sense, ...]:
        return self.index.get(tuple(self.spelling.get(part, part) for part in key), ())


def best_sense(
    senses: Iterable[Sense], filled: Filled, words: Collection[str] = (), least: float = 0.0
) -> Sense | None:
    """Return the first sense of at least that weight that fits the filled slots and the words; see `Sense.fits`."""
    return next((sense for sense in senses if sense.weight >= least and sense.fits(filled, words)), None)


def read_lexicon(table: Mapping[str, Any], ontology: Ontology) -> Lexicon:
    """Return the lexicon of a parsed file.

    Raises:
        BugError: LW901 when a group contradicts the ontology or the format.
    """
    slots, lists = frozenset(table["slots"]), table["words"]
    groups: dict[str, Group] = {}
    for row in table["group"]:
        group = _read_group(row, lists)
        _check_group(group, slots, ontology)
        if group.id in groups:
            raise BugError("LW901", "two groups have this id; rename one", f"lexicon {group.id}")
        groups[group.id] = group
    classes = WordClasses(frozenset(table["calendar"]), frozenset(table["quantities"]))
    return Lexicon(groups, _index(groups.values(), slots, classes), table["spelling"], frozenset(table["suffered"]))


def extend_lexicon(ontology: Ontology, tables: Iterable[OwnTable]) -> Lexicon:
    """Return the shipped lexicon with the user's groups; theirs come before shipped ones of as many words.

    A group with the id of a shipped one takes its place.

    Raises:
        ModelError: LW305 a group contradicts the ontology or the format.
    """
    shipped, base = read_table("lexicon.toml"), Lexicon.open()
    slots, lists = frozenset(shipped["slots"]), dict(shipped["words"])
    classes = WordClasses(frozenset(shipped["calendar"]), frozenset(shipped["quantities"]))
    own: dict[str, Group] = {}
    for table in tables:
        table.check_keys(("group", "words"))
        lists |= table.row(dict[str, list[str]], ("words",), table.content.get("words", {}))
        for index, row in enumerate(table.row(list[dict[str, Any]], ("group",), table.content.get("group", []))):
            try:
                group = replace(_read_group(row, lists), is_own=True)
                _check_group(group, slots, ontology)
                _index([group], slots, classes)
            except BugError as error:
                raise table.fault(("group", index), f"{error.about}: {error.reason}") from error
            if group.id in own:
                raise table.fault(("group", index), f"two groups have the id {group.id}; rename one")
            own[group.id] = group
    groups = own | {name: group for name, group in base.groups.items() if name not in own}
    return Lexicon(groups, _index(groups.values(), slots, classes, frozenset(own)), base.spelling, base.suffered)


@cache
def _open() -> Lexicon:
    return read_lexicon(read_table("lexicon.toml"), Ontology.open())


def _read_group(row: Mapping[str, Any], lists: Mapping[str, list[str]]) -> Group:
    about = f"lexicon {row.get('id', '?')}"
    if unknown := sorted(row.keys() - _KEYS):
        raise BugError("LW901", f"unknown key {unknown[0]}; see the head of lexicon.toml", about)
    values = {("event_type" if key == "type" else key): value for key, value in row.items()}
    values |= {key: _expand(values[key], lists, about) for key in _WORD_LISTS if key in values}
    try:
        return msgspec.convert(values, Group)
    except msgspec.ValidationError as error:
        raise BugError("LW901", f"a value is wrong: {error}", about) from error


def _expand(names: list[str], lists: Mapping[str, list[str]], about: str) -> list[str]:
    """Return the words with each ``@name`` replaced by the list of that name."""
    words: list[str] = []
    for name in names:
        if not name.startswith("@"):
            words.append(name)
        elif name[1:] in lists:
            words += lists[name[1:]]
        else:
            raise BugError("LW901", f"there is no word list {name}; add it under [words]", about)
    return words


def _check_group(group: Group, slots: Collection[str], ontology: Ontology) -> None:
    about = f"lexicon {group.id}"
    ontology.intensity(group.event_type, group.mode)  # raises LW901 for an unknown type or mode
    for context in group.contexts:
        if context not in ontology.contexts:
            raise BugError("LW901", f"there is no context {context}", about)
    for slot in (slot for name in _SLOT_LISTS for slot in getattr(group, name)):
        if slot not in slots:
            raise BugError("LW901", f"there is no slot {slot}; add it to slots if it is a preposition", about)
    if group.cameo is not None and group.cameo not in ontology.cameo:
        raise BugError("LW901", f"there is no CAMEO code {group.cameo}", about)
    if not 0 < group.weight <= 1:
        raise BugError("LW901", f"the weight {group.weight} is outside (0, 1]", about)
    if bool(group.frame) != bool(group.adjectives):
        raise BugError("LW901", "adjectives need a frame, and only they have one", about)


def _index(
    groups: Iterable[Group], slots: Collection[str], classes: WordClasses, own: frozenset[str] = frozenset()
) -> Index:
    """Return the senses by kind and lemma, most specific first; of as many words, those of the groups `own` first."""
    found: dict[tuple[str, ...], list[Sense]] = {}
    for group in groups:
        for kind, field in _KINDS:
            texts: tuple[str, ...] = getattr(group, field)
            if len(set(texts)) < len(texts):
                raise BugError("LW901", f"one of its {field} is there twice", f"lexicon {group.id}")
            for text in texts:
                entry = read_entry(text, kind, slots)
                for form in dict.fromkeys((entry, split_hyphens(entry))):
                    found.setdefault(_key(form), []).append(Sense(form, group, classes))

    def rank(sense: Sense) -> tuple[float, ...]:
        words, *others = sense.rank
        return words, sense.group.id not in own, *others

    return {key: tuple(sorted(senses, key=rank)) for key, senses in found.items()}


def _key(entry: Entry) -> tuple[str, ...]:
    return (entry.kind, entry.head, entry.noun) if entry.kind == "light" else (entry.kind, entry.head)
