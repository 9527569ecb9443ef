"""Finds in a text the names of countries and of the hand-kept regions, lines, waters and crossings.

Takes a text; gives the spans of the names in it, for what a recogniser of entities misses ("Line of Control",
"Khoda Afarin"). The time is linear in the text: a trie over words, walked once from each word. Capitals count: a
name must be written with the capitals that it has, or in capitals throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from linewatch.records import Span
from linewatch.world.gazetteer import Gazetteer
from linewatch.world.placenames import place_key

_WORD = re.compile(r"[^\W_]+")
_JOINER = re.compile(r"[\s.'’‘ʿ-]{0,2}")  # between two words of a name: "Nagorno-Karabakh", "U.S."
_END = ""  # key of the names that end at a node

Trie = dict[str, "Trie | tuple[str, ...]"]


def known_names(text: str) -> list[Span]:
    """Return the spans of known names, from left to right, the longest at each word, without overlap or "the".

    Raises:
        ModelError: LW301 or LW302 when the gazetteer is damaged or missing.
    """
    words = list(_WORD.finditer(text))
    spans, position = [], 0
    while position < len(words):
        first, length = position, _longest(text, words, position)
        if words[position][0].lower() == "the":  # "the Golan" must not hide Golan Heights
            after = _longest(text, words, position + 1)
            first, length = position + 1, max(after, length - 1)
        if length > 0:
            start, end = words[first].start(), words[first + length - 1].end()
            end += "." in text[start:end] and text[end : end + 1] == "."  # U.S.
            spans.append(Span(start, end, text[start:end]))
        position = max(first + length, position + 1)
    return spans


def _longest(text: str, words: Sequence[re.Match[str]], position: int) -> int:
    """Return how many words the longest name takes that begins at a word; 0 when none does."""
    node: object = _trie()
    longest = 0
    for offset in range(position, len(words)):
        if offset > position and not _JOINER.fullmatch(text, words[offset - 1].end(), words[offset].start()):
            break
        node = node.get(place_key(words[offset][0])) if isinstance(node, dict) else None
        if node is None:
            break
        names = node.get(_END, ()) if isinstance(node, dict) else ()
        written = [word[0] for word in words[position : offset + 1]]
        if any(_is_written(written, name) for name in names):
            longest = offset - position + 1
    return longest


def _is_written(written: Sequence[str], name: str) -> bool:
    """Say whether words of the text have the capitals of a name; DMZ must be DMZ, Sahel may be SAHEL."""
    wanted = _WORD.findall(name)
    return all(word == want or (want.istitle() and word.isupper()) or _same_case(word, want)
               for word, want in zip(written, wanted, strict=True))  # fmt: skip


def _same_case(word: str, want: str) -> bool:
    if want.isupper():
        return word.isupper()
    return word[:1].isupper() or not want[:1].isupper()


@lru_cache(maxsize=1)
def _trie() -> Trie:
    root: Trie = {}
    for name in Gazetteer.open().tables.written:
        keys = list(_keys(name))
        if not keys or not any(char.isupper() for char in name):
            continue
        node = root
        for key in keys:
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node[_END] = (*node.get(_END, ()), name)
    return root


def _keys(name: str) -> Iterator[str]:
    return (place_key(word) for word in _WORD.findall(name))
