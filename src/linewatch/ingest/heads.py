"""The head of a report in plain text: title, date line and byline above the body, and the dateline that opens the body.

The body is a piece of the text: nothing in it is changed, only the head above it and the blanks around it are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from linewatch.ingest.bylines import read_byline
from linewatch.ingest.datelines import read_dateline
from linewatch.ingest.dates import read_date_line
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


@dataclass(slots=True)
class _Head:
    title: str | None
    dates: list[date]
    updates: list[date]
    byline: str | None = None

    def take(self, line: str) -> bool:
        """Note what a date line or byline says; say whether it was one."""
        segments = [segment for segment in _SEGMENTS.split(line.strip()) if segment.strip()]
        whole = read_date_line(line)
        dated = [whole] if whole else [read_date_line(segment) for segment in segments]
        names = [None if found else read_byline(segment) for found, segment in zip(dated, segments, strict=False)]
        if not segments or not (whole or all(found or name for found, name in zip(dated, names, strict=True))):
            return False
        for found in dated:
            if found and found.day:
                (self.updates if found.is_update else self.dates).append(found.day)
        self.byline = self.byline or next((name for name in names if name), None)
        return True


def split_report(text: str, *, title: str | None = None) -> Report:
    """Return title, date, byline and body of a text.

    The first line is the title when it looks like one and a blank line, a date line or a byline follows. A text that
    is all head keeps its title as body. A day that can be read in two ways is left out; an "Updated" day counts only
    where no other stands.

    Args:
        title: the title when it is known; a first line that repeats it is left out of the body.
    """
    lines = split_lines(text)
    first = next((place for place, line in enumerate(lines) if not is_blank(line)), len(lines))
    head, start = _Head(title, [], []), first
    has_title = False
    for place in range(first, min(first + LONGEST_HEAD_LINES, len(lines))):
        line = lines[place]
        if is_blank(line) or head.take(line):
            start = place + 1
        elif not has_title and _is_title(lines, place, title):
            has_title, start = True, place + 1
            head.title = title or line.strip()
        else:
            break
    body = "".join(lines[start:]).strip()
    if not body:
        head.title, body = title, head.title or text.strip()
    day = next(iter([*head.dates, *head.updates]), None)
    return Report(head.title, day, head.byline, body)


def find_dateline(body: str, title: str | None = None) -> str | None:
    """Return the place words that open the body (``TEHRAN`` of ``TEHRAN — ...``); a repeated title is passed over."""
    lines = [line for line in split_lines(body[:4_000]) if not is_blank(line)][:2]
    opening = lines[1:] if title and lines and lines[0].strip() == title else lines[:1]
    return read_dateline(opening[0].strip()) if opening else None


def _is_title(lines: list[str], place: int, known: str | None) -> bool:
    words = lines[place].strip()
    if known is not None:
        return words == known.strip()
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return looks_like_title(words) and (is_blank(following) or _Head(None, [], []).take(following))


def looks_like_title(words: str) -> bool:
    """Say whether a line could be a headline: short, no full stop at its end, no dateline at its start."""
    if len(words) > LONGEST_TITLE_CHARS or len(words.split()) > LONGEST_TITLE_WORDS:
        return False
    stops = _FULL_STOP.search(words) and not _INITIALS.search(words)
    return not stops and any(sign.isalpha() for sign in words) and read_dateline(words) is None
