"""Lines, steps and parties in plain words and signs, the same wherever a person reads them. Takes records, gives text
without markup; the text may hold words of strangers, so who prints it still escapes it and shows it by `visible`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from linewatch.records import Entity, Line, RedLine

STATES = {
    "declared": "declared",
    "reaffirmed": "reaffirmed",
    "amended": "amended",
    "tested": "tested",
    "crossed": "crossed",
    "answered": "answered",
    "not_answered": "not answered",
    "withdrawn": "withdrawn",
    "denied": "denied",
    "expired": "expired",
}
SIGNS = {
    "declared": "○",
    "reaffirmed": "◎",
    "amended": "◇",
    "tested": "▲",
    "crossed": "✖",
    "answered": "↩",
    "not_answered": "◌",
    "withdrawn": "−",
    "denied": "⊘",
    "expired": "◦",
}
"""The sign of each state; no two are alike."""

# What could move a cursor, turn the direction of words or hide some of them. Line ends and tabs stay.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return text with each control, direction or invisible character shown as U+FFFD; line ends and tabs stay."""
    return _UNSAFE.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text on one line without control characters."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))


def quoted(text: str) -> str:
    """Return text on one line in quotation marks, once where it stands in them already."""
    words = plain(text)
    return words if words.startswith("“") and words.endswith("”") else f"“{words}”"


def named(entity: Entity) -> str:
    """Return who it is, with the country where the name is not that of a state."""
    words = f"{entity.name} ({entity.country})" if entity.country and entity.kind != "state" else entity.name
    return plain(words)


def parties(entities: Iterable[Entity]) -> str:
    """Return who they are, each once."""
    return ", ".join(dict.fromkeys(named(entity) for entity in entities))


def terms_words(terms: RedLine) -> str:
    """Return whose line it is, to whom, and what crosses it."""
    to = parties(terms.addressees)
    who = f"{named(terms.declarer)} → {to}" if to else named(terms.declarer)
    return f"{who}: {plain(terms.trigger.text)}"


def line_words(line: Line) -> str:
    """Return whose line it is, to whom, and what crosses it."""
    return terms_words(line.terms)


def day_words(day: date | None) -> str:
    """Return ``6 November 2020``, or that the day is not known."""
    return f"{day.day} {day:%B %Y}" if day else "day not known"
