"""A word, its part of speech and its tag → its lemma, as Universal Dependencies writes English lemmas.

Irregular forms and closed classes come from tables; regular inflection is undone by rule, and where a rule leaves two
spellings (hoping, hopping) the table of base words decides. Which inflection to undo is read from the tag, so a word
that the tag calls a base form stays as it is. It must never look at another word.

Source: WordNet 3.0 through spacy-lookups-data (data/lemmas/*.tsv), UD English EWT guidelines (data/lemmas/words.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_PREFIXES: Final = ("counter", "under", "inter", "over", "fore", "out", "mis", "pre", "un", "re", "up", "de", "co")
_DOUBLED: Final = re.compile(r".*[aeiou]([bdgklmnprtvz])\1")
_SILENT: Final = re.compile(r".*(?:[^aeiou]l|[cvuz]|[^aeiou]s|[aiou][st]|[ao]r|[^aeiou]g|at|iz|is|[^n]ng|as|rs)")
_HISS: Final = re.compile(r".*(?:ss|sh|ch|x|zz|o)es")
_LONGEST_ACRONYM: Final = 6
_KEEPS_CASE: Final = frozenset(["PROPN", "X", "SYM"])


@dataclass(frozen=True, slots=True)
class Lemmatiser:
    """The tables. `forms` and `bases` are by word class (noun, verb, adj), `words` by tag or part of speech."""

    forms: dict[str, dict[str, str]]
    bases: dict[str, frozenset[str]]
    words: dict[str, dict[str, str]]

    @classmethod
    def open(cls) -> Lemmatiser:
        """The lemmatiser with the tables that ship with Linewatch."""
        return _open_tables()

    def lemma(self, word: str, pos: str, tag: str, *, is_first: bool = False) -> str:
        """The lemma; proper nouns, symbols, foreign words, acronyms and adjectives made of names keep their case.

        Args:
            is_first: whether the word begins its sentence, where a capital says nothing.
            word: as it stands in the text.
            pos: universal part of speech.
            tag: Penn Treebank tag; an unknown one means a base form.
        """
        lower = word.lower().replace("’", "'")
        for table in (tag, pos):
            known = self.words.get(table, {}).get(lower)
            if known is not None:
                return known
        undo = _UNDO.get(tag)
        if pos in _KEEPS_CASE or tag in ("NNP", "NNPS"):
            return self._plural_name(word) if tag == "NNPS" else word
        if undo is None or not lower[-1].isalpha():
            return self._spell(word, lower, pos, is_first)
        kind, rules = undo
        return self._irregular(lower, kind) or rules(self, lower) or lower

    @staticmethod
    def _spell(word: str, lower: str, pos: str, is_first: bool) -> str:
        """The word itself, in small letters unless its capitals mean something; a number without its commas."""
        if pos == "NUM":
            return word.replace(",", "") if word[0].isdigit() else lower if word.istitle() else word
        if word == lower:
            return lower
        is_acronym = word[-1].isupper() and 1 < len(word) <= _LONGEST_ACRONYM and pos == "NOUN"
        return word if is_acronym or (pos == "ADJ" and not is_first and not word.isupper()) else lower

    def _plural_name(self, word: str) -> str:
        """The singular of a proper noun."""
        lower = word.lower()
        lemma = self._irregular(lower, "noun") or _singular(self, lower)
        shared = next((i for i, (old, new) in enumerate(zip(lower, lemma, strict=False)) if old != new), len(lemma))
        return word[:shared] + (lemma[shared:].upper() if word.isupper() else lemma[shared:])

    def _irregular(self, word: str, kind: str) -> str | None:
        """The lemma of an irregular form, also behind a prefix or a hyphen ("outfought", "co-wrote")."""
        table = self.forms[kind]
        if word in table:
            return table[word]
        head, _, last = word.rpartition("-")
        return f"{head}-{table[last]}" if head and last in table else None

    def choose(self, kind: str, candidates: Iterable[str]) -> str | None:
        """The first candidate that is a base word, also behind a hyphen or, of verbs, a prefix."""
        bases = self.bases[kind]
        spelled = list(candidates)
        strips = (str, _strip_hyphen, _strip_prefix) if kind == "verb" else (str, _strip_hyphen)
        for strip in strips:
            for candidate in spelled:
                if strip(candidate) in bases:
                    return candidate
        return None


def _base_verb(lemmatiser: Lemmatiser, word: str, ending: str) -> str:
    """The base of a past form, participle or gerund."""
    if ending == "ed" and word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    candidates = [stem + "e", stem, stem[:-1]] if _DOUBLED.fullmatch(stem) else [stem + "e", stem]
    known = lemmatiser.choose("verb", candidates)
    if known is not None:
        return known
    if _DOUBLED.fullmatch(stem) and stem[-1] not in "lz":
        return stem[:-1]
    return stem + "e" if _SILENT.fullmatch(stem) else stem


def _third_person(lemmatiser: Lemmatiser, word: str) -> str:
    """The base of a third person singular."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("es"):
        known = lemmatiser.choose("verb", (word[:-1], word[:-2]))
        return known or (word[:-2] if _HISS.fullmatch(word) else word[:-1])
    return word[:-1]


def _singular(lemmatiser: Lemmatiser, word: str) -> str:
    """The singular of a noun."""
    if word.endswith("men"):
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith("ss") or len(word) < 3 or word[0].isdigit():
        return word
    known = lemmatiser.choose("noun", (word[:-1], word[:-2])) if word.endswith("es") else None
    if known is not None:
        return known
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if _HISS.fullmatch(word) else word[:-1]


def _positive(lemmatiser: Lemmatiser, word: str) -> str:
    """The positive of a comparative or superlative."""
    ending = "est" if word.endswith("est") else "er"
    stem = word.removesuffix(ending)
    if stem == word:
        return word
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if lemmatiser.choose("adj", (stem + "e",)) is not None:
        return stem + "e"
    return stem[:-1] if _DOUBLED.fullmatch(stem) and stem[-1] not in "l" else stem


_UNDO: Final[dict[str, tuple[str, Callable[[Lemmatiser, str], str]]]] = {
    "NNS": ("noun", _singular),
    "VBZ": ("verb", _third_person),
    "VBD": ("verb", lambda lemmatiser, word: _base_verb(lemmatiser, word, "ed")),
    "VBN": ("verb", lambda lemmatiser, word: _base_verb(lemmatiser, word, "ed")),
    "VBG": ("verb", lambda lemmatiser, word: _base_verb(lemmatiser, word, "ing")),
    "JJR": ("adj", _positive),
    "JJS": ("adj", _positive),
    "RBR": ("adj", _positive),
    "RBS": ("adj", _positive),
}


def _strip_hyphen(word: str) -> str:
    """What stands behind the last hyphen."""
    return word.rpartition("-")[2]


def _strip_prefix(word: str) -> str:
    """The word without its prefix, if it has one and enough is left."""
    found = (prefix for prefix in _PREFIXES if word.startswith(prefix) and len(word) > len(prefix) + 2)
    return word.removeprefix(next(found, word))


@cache
def _open_tables() -> Lemmatiser:
    """The tables of data/lemmas."""
    folder = files("linewatch").joinpath("data/lemmas")
    forms: dict[str, dict[str, str]] = {}
    for line in folder.joinpath("forms.tsv").read_text(encoding="utf-8").splitlines():
        kind, form, lemma = line.split("\t")
        forms.setdefault(kind, {})[form] = lemma
    bases: dict[str, set[str]] = {}
    for line in folder.joinpath("bases.tsv").read_text(encoding="utf-8").splitlines():
        kind, word = line.split("\t")
        bases.setdefault(kind, set()).add(word)
    words = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    return Lemmatiser(forms, {kind: frozenset(found) for kind, found in bases.items()}, words)
