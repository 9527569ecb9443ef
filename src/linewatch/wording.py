"""Lines, steps and parties in plain words, the same wherever a person reads them. Takes records, gives text without
markup; the text may hold words of strangers, so who prints it still escapes or cleans it.
"""

from __future__ import annotations

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
    "not_answered": "left without an answer",
    "withdrawn": "withdrawn",
    "denied": "denied",
    "expired": "expired",
}


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
