"""Datelines: the place words that open a report, as in ``GENEVA, Nov 5 (Agency) - The talks ...``.

Source: the house styles of news agencies: the place in capitals, the day and the agency after it, a dash or colon, the
text. A place in small letters counts only where a day or an agency stands beside it. A day without a year is nobody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from linewatch.ingest.dates import find_day
from linewatch.ingest.knowledge import either, ingest_tables

LONGEST_DATELINE = 90
LONGEST_PLACE_WORDS = 5
SHORTEST_BEFORE_COLON = 4  # "US: ..." is no dateline

_MARK = re.compile(r"\s?(?:—|–|―|--)\s?(?=\S)|\s-\s(?=\S)|(?<=\))\s?[-:]\s?(?=\S)|:\s(?=\S)")
_OPENING = re.compile(r"[\"'“‘«(\[]?[^\W_]")
_AGENCY = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_PLACE = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[.'’\- /][^\W\d_.'’\- /]*)*")


@cache
def _day() -> re.Pattern[str]:
    dates = ingest_tables()["dates"]
    months, days = either([name for names in dates["months"] for name in names]), either(dates["weekdays"])
    month_day = rf"(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months})\.?|(?:{days})\.?"
    return re.compile(rf"(?:{month_day})(?:,?\s\d{{4}})?", re.IGNORECASE)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(ingest_tables()["datelines"]["not_places"])


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a report: its place, and its day where they give it with the year."""

    place: str
    day: date | None = None


def read_dateline(line: str) -> Dateline | None:
    """Return the dateline that opens a line, or None."""
    mark = _MARK.search(line, 0, LONGEST_DATELINE)
    if mark is None or not _opens_sentence(line[mark.end() :]):
        return None
    head = line[: mark.start()]
    place = _place_words(head, is_colon=":" in mark[0])
    return Dateline(place, find_day(head)) if place else None


def _opens_sentence(rest: str) -> bool:
    opening = _OPENING.match(rest)
    return opening is not None and not opening[0][-1].islower()


def _place_words(head: str, *, is_colon: bool) -> str | None:
    agency = _AGENCY.search(head)
    parts = [part.strip() for part in (head[: agency.start()] if agency else head).split(",")]
    places = [part for part in parts if not _day().fullmatch(part) and not re.fullmatch(r"\d{4}", part)]
    has_sign = agency is not None or len(places) < len(parts)
    place, has_day_beside = _cut_day(places[0]) if places else ("", False)
    words = ", ".join([place, *places[1:]])
    if not place or not all(_is_place(part) for part in [place, *places[1:]]):
        return None
    if not (has_sign or has_day_beside) and not place.isupper():
        return None
    if is_colon and not has_sign and len(place) < SHORTEST_BEFORE_COLON:
        return None
    return None if place.lower() in _not_places() else words


def _cut_day(place: str) -> tuple[str, bool]:
    """Return the place without a day after it (``GENEVA Nov 5``), and whether one stood there."""
    words = place.split(" ")
    for cut in range(1, len(words)):
        if _day().fullmatch(" ".join(words[cut:])):
            return " ".join(words[:cut]), True
    return place, False


def _is_place(part: str) -> bool:
    words = part.split()
    has_shape = _PLACE.fullmatch(part) is not None and len(words) <= LONGEST_PLACE_WORDS
    return has_shape and words[0][:1].isupper() and words[0].lower() != "by"
