"""The head of a report in plain text: title, date line and byline above the body, and the dateline that opens the body.

The body is a piece of the text: nothing in it is changed, only the head above it and the blanks around it are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from linewatch.ingest.bylines import read_byline
from linewatch.ingest.datelines import Dateline, read_dateline
from linewatch.ingest.dates import DateLine, read_date_line
from linewatch.ingest.lines import is_blank, split_lines

LONGEST_TITLE_CHARS = 250
LONGEST_TITLE_WORDS = 35
LONGEST_HEAD_LINES = 12

_FULL_STOP = re.compile(r"(?<![.…])[.:;,][\"'”’»)\]]*$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_SEGMENTS = re.compile(r"\s[|·•]\s|\t")


@dataclass(frozen=True, slots=True)
class Report:
    """A text taken apart. `body` stands in the text as it is."""

    title: str | None
    published_on: date | None
    byline: str | None
    body: str


@dataclass(frozen=True, slots=True)
class _HeadLine:
    dates: tuple[DateLine, ...]
    names: tuple[str, ...]


def split_report(text: str, *, title: str | None = None) -> Report:
    """Return title, date, byline and body of a text.

    The first line is the title when it looks like one and a blank line, a date line or a byline follows. A text that
    is all head keeps its title as body. A day that can be read in two ways is left out; an "Updated" day counts only
    where no other stands.

    Args:
        title: the title when it is known; a first line that repeats it is left out of the body.
    """
    lines = split_lines(text)
    found_title, head, start = _read_head(lines, title)
    body = "".join(lines[start:]).strip()
    if not body:
        found_title, body = None, found_title or text.strip()
    dates = [one for line in head for one in line.dates if one.day]
    day = next((one.day for one in sorted(dates, key=lambda one: one.is_update)), None)
    byline = next((name for line in head for name in line.names), None)
    return Report(title or found_title, day, byline, body)


def _read_head(lines: list[str], known: str | None) -> tuple[str | None, list[_HeadLine], int]:
    """Return the title line, the date lines and bylines around it, and the place of the line after them."""
    first = next((place for place, line in enumerate(lines) if not is_blank(line)), len(lines))
    title, head = None, list[_HeadLine]()
    for place in range(first, min(first + LONGEST_HEAD_LINES, len(lines))):
        if is_blank(lines[place]):
            continue
        if (found := _head_line(lines[place])) is not None:
            head.append(found)
        elif title is None and _is_title(lines, place, known):
            title = lines[place].strip()
        else:
            return title, head, place
    return title, head, min(first + LONGEST_HEAD_LINES, len(lines))


def _head_line(line: str) -> _HeadLine | None:
    """Return what a line of dates and bylines says, or None when anything else stands on it."""
    if len(line) > LONGEST_TITLE_CHARS:
        return None
    if whole := read_date_line(line):
        return _HeadLine((whole,), ())
    dates, names = list[DateLine](), list[str]()
    for segment in _SEGMENTS.split(line.strip()):
        if dated := read_date_line(segment):
            dates.append(dated)
        elif name := read_byline(segment):
            names.append(name)
        else:
            return None
    return _HeadLine(tuple(dates), tuple(names))


def find_dateline(body: str, title: str | None = None) -> Dateline | None:
    """Return the dateline that opens the body (``TEHRAN — ...``); a repeated title is passed over."""
    lines = [line for line in split_lines(body[:4_000]) if not is_blank(line)][:2]
    opening = lines[1:] if title and lines and lines[0].strip() == title else lines[:1]
    return read_dateline(opening[0].strip()) if opening else None


def _is_title(lines: list[str], place: int, known: str | None) -> bool:
    words = lines[place].strip()
    if known is not None:
        return words == known.strip()
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return looks_like_title(words) and (is_blank(following) or _head_line(following) is not None)


def looks_like_title(words: str) -> bool:
    """Say whether a line could be a headline: short, no full stop at its end, no dateline at its start."""
    if len(words) > LONGEST_TITLE_CHARS or len(words.split()) > LONGEST_TITLE_WORDS:
        return False
    stops = _FULL_STOP.search(words) and not _INITIALS.search(words)
    return not stops and any(sign.isalpha() for sign in words) and read_dateline(words) is None
