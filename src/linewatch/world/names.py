"""Names in running text: words, their folded keys, and a tree that finds the longest known name.

Takes text as written (diacritics, curly apostrophes, hyphens, "U.S."), gives offsets into that text. It knows no name
itself. Folding is for comparison only: no text is ever changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a",
    "ʻ": "", "ʼ": "", "ʹ": "", "ʿ": "", "ʾ": "",
})  # fmt: skip
_JOINERS = frozenset({"", "-", "‑", "–", "/", "&", "+", "'", "’", "‘", "ʼ", "`"})
_SHORT = 3  # longest abbreviation whose full stop does not end a name ("St. Lucia", "U.S. Navy")
_LONGEST_GAP = 3
_LONGEST_MIXED = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its place, its folded key and whether it goes on from the word before it."""

    start: int
    end: int
    text: str
    key: str
    is_joined: bool

    @property
    def is_capital(self) -> bool:
        """Say whether the first character is a capital or no cased letter at all."""
        return self.text[0].isupper() or not self.text[0].islower()


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Return a word in lower case without diacritics."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)


def read_words(text: str) -> list[Word]:
    """Return the words of a text, in linear time; punctuation or a blank line before a word parts it from the last."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        before = words[-1] if words else None
        joined = before is not None and _is_joining(text[before.end : match.start()], before)
        words.append(Word(match.start(), match.end(), match.group(), fold(match.group()), joined))
    return words


@lru_cache(maxsize=8_192)
def phrase_words(phrase: str) -> tuple[Word, ...]:
    """Return the words of a phrase, which is asked about again and again."""
    return tuple(read_words(phrase))


def _is_joining(gap: str, before: Word) -> bool:
    if len(gap) > _LONGEST_GAP or gap.count("\n") > 1:
        return False
    mark = gap.strip()
    return mark in _JOINERS or (mark == "." and len(before.text) <= _SHORT and before.is_capital)


def name_end(text: str, words: Sequence[Word], start: int, end: int) -> int:
    """Return the character at which the name of words `start` to `end` stops; "U.S." keeps its last full stop."""
    last = words[end - 1]
    is_dotted = end - start > 1 and len(last.text) == 1 and text[last.start - 1 : last.start] == "."
    return last.end + 1 if is_dotted and text[last.end : last.end + 1] == "." else last.end


def plural_forms(noun: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the plurals of a noun phrase: of the word before "of", "-in-" and the like, else of the last word."""
    head, mark, rest = noun, "", ""
    for link in (" of ", " to ", " for ", "-in-", " in "):
        if link in noun:
            head, _, rest = noun.partition(link)
            mark = link
            break
    start, space, last = head.rpartition(" ")
    plurals = {_plural(last, irregular)}
    if "-" in last and not mark:  # secretaries-general, passers-by
        first, _, tail = last.partition("-")
        plurals.add(f"{_plural(first, irregular)}-{tail}")
    if last == "general" and start:  # attorneys general, secretaries general
        return (f"{_plural(start, irregular)} general", f"{start} generals")
    return tuple(sorted(f"{start}{space}{plural}{mark}{rest}" for plural in plurals))


def _plural(noun: str, irregular: Mapping[str, str]) -> str:
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("man", "men")):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"


@dataclass(slots=True)
class _Node(Generic[T]):
    """The names that begin with one run of words."""

    children: dict[str, _Node[T]] = field(default_factory=dict)
    names: list[tuple[tuple[str, ...], T]] = field(default_factory=list)


class NameTree(Generic[T]):
    """Names by their words. The longest name wins; of names spelled alike the one added first comes first.

    An acronym ("US", "LeT", "M23") matches in its own letters only. With `needs_capitals` every word that has a
    capital in the name must have one in the text.
    """

    def __init__(self, spellings: Mapping[str, str] | None = None) -> None:
        self._root: _Node[T] = _Node()
        self._spellings = dict(spellings or {})

    def add(self, name: str, value: T, *, is_first: bool = False) -> None:
        """Add a name, before those spelled alike where it `is_first`; a leading "the" is no part of it."""
        words = read_words(name)
        if len(words) > 1 and words[0].key == "the":
            words = words[1:]
        node = self._root
        for word in words:
            node = node.children.setdefault(self._key(word), _Node())
        spelled = (tuple(word.text for word in words), value)
        node.names.insert(0 if is_first else len(node.names), spelled)

    def match(self, words: Sequence[Word], start: int, *, needs_capitals: bool = False) -> tuple[int, list[T]] | None:
        """Return where the longest name at word `start` ends (exclusive) and its values, or None."""
        node, found = self._root, None
        for index in range(start, len(words)):
            if index > start and not words[index].is_joined:
                break
            following = node.children.get(self._key(words[index]))
            if following is None:
                break
            node = following
            written = words[start : index + 1]
            values = [value for name, value in node.names if _is_written(name, written, needs_capitals)]
            if values:
                found = (index + 1, values)
        return found

    def match_all(self, words: Sequence[Word]) -> list[T]:
        """Return the values of the name that takes up all the words."""
        found = self.match(words, 0) if words else None
        return found[1] if found is not None and found[0] == len(words) else []

    def _key(self, word: Word) -> str:
        return self._spellings.get(word.key, word.key)


def _is_written(name: Sequence[str], words: Sequence[Word], needs_capitals: bool) -> bool:
    for part, word in zip(name, words, strict=True):
        if part != word.text and (part.isupper() or _is_mixed(part)):
            return False
        if needs_capitals and part[0].isupper() and not word.is_capital:
            return False
    return True


def _is_mixed(part: str) -> bool:
    """Say whether a word is a short acronym with small letters ("LeT", "BiH"), which would be a word without case."""
    return len(part) <= _LONGEST_MIXED and any(char.isupper() for char in part[1:])


@lru_cache(maxsize=8_192)
def bare_words(phrase: str) -> tuple[Word, ...]:
    """Return the words of a phrase without a leading "the" and a closing possessive 's."""
    words = phrase_words(phrase)
    if len(words) > 1 and words[0].key == "the":
        words = words[1:]
    if len(words) > 1 and words[-1].key == "s" and phrase[words[-1].start - 1] in "'’ʼ`":
        words = words[:-1]
    return words
