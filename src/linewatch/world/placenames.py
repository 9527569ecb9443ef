"""The one spelling of a place name by which the gazetteer is searched; no I/O, no knowledge of places.

Takes names as written in news (diacritics, hyphens, "the", "St.", "U.S."); gives keys of plain words. The build
scripts and the look-up use the same function, so a change here means a new gazetteer build.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a",
    ".": "", "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʹ": "", "ʿ": "", "ʾ": "", "`": "", "´": "",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s$")
_SHORT_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_MARKS = re.compile(r"[\u0300-\u036f]")


def place_key(name: str) -> str:
    """Return the search key of a name: lower-case words without diacritics, hyphens, points and a leading "the".

    A name without any letter or digit has the key "".
    """
    folded = _POSSESSIVE.sub("", name).casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", folded).casefold()).translate(_LETTERS)
    words = [_SHORT_WORDS.get(word, word) for word in _WORD.findall(plain)]
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def is_latin(name: str) -> bool:
    """Say whether every letter of a name is Latin."""
    return all(not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in name)
