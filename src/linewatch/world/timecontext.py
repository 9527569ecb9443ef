"""What a time expression is read against: the day of publication, what the text dated before, the tense around it.

Takes the text and what is known of it; gives the nearest day of a kind (a Thursday, a 6 November). It reads no
expression itself. A reading without days has None, never the day of publication in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from linewatch.records import Precision, TimeKind
from linewatch.world import periods
from linewatch.world.periods import Period
from linewatch.world.timewords import TimeWords

Side = Literal["ahead", "behind"]
"""Where something lies as seen from the day of publication."""
EXPLICIT, PUBLICATION, TEXT, UNRESOLVED = "explicit", "relative-to-publication", "relative-to-text", "unresolved"

_WINDOW = 120  # characters around an expression in which words of the future are looked for
_SENTENCE_END = re.compile(r"(?<![.\s]\w)[.!?][\"'”’)]?\s+(?=[A-Z\"'“‘])|\n\s*\n")
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|would|must|(?:has|have|needs?|ought) to|scheduled|expect(?:ed|s)?|(?:is|are) (?:to|due)"
    r"|to be|plan(?:s|ned|ning)?|going to|until|deadline|set (?:to|for)|as (?:early|soon) as)\b|['’]ll\b"
)
_BACK = re.compile(
    r"\b(?:said|says|told|was|were|had|has|have|did|announced|reported|warned|added|accused|killed|began|met|took|came"
    r"|went|made)\b"
)
_DONE = re.compile(r"\b(?!scheduled|expected|planned|delayed|postponed|slated)\w+ed(?: (?:on|in|late|early|by))? ?$")
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?$", re.IGNORECASE)
_FUTURE_COST = 1.2  # a day ahead must be this much nearer than one behind: news tells of what was


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means, with the characters it stands on."""

    start: int
    end: int
    kind: TimeKind
    value: str
    from_on: date | None = None
    until_on: date | None = None
    precision: Precision = "vague"
    method: str = UNRESOLVED

    @property
    def period(self) -> Period | None:
        """Return the days as a period, or None where they are not known."""
        if self.from_on is None or self.until_on is None:
            return None
        return Period(self.value, self.from_on, self.until_on, self.precision)


class TimeContext:
    """The text, its day of publication and the days that it has named so far."""

    def __init__(
        self, words: TimeWords, text: str, published_on: date | None, side_at: Callable[[int], Side | None] | None
    ) -> None:
        self.words = words
        self.text = text
        self.published_on = published_on
        self.anchor: Period | None = None
        self.anchor_at = 0
        self.quarter: Period | None = None
        self._side_at = side_at or (lambda _: None)

    def note(self, reading: Reading) -> None:
        """Remember the days of a reading for what comes after it; a comparison ("a year earlier") moves nothing."""
        period = reading.period
        if reading.kind not in ("date", "time") or period is None:
            return
        if reading.method == TEXT and self.anchor is not None and period.from_on < self.anchor.from_on:
            return
        self.anchor, self.anchor_at = period, reading.end
        if "-Q" in reading.value:
            self.quarter = period

    def is_ahead(self, start: int, end: int) -> bool:
        """Say whether the clause around an expression speaks of the future."""
        before = self._before(start)
        if _SINCE.search(before):
            return False
        if (side := self._side_at(start)) is not None:
            return side == "ahead"
        if self.is_done(start):
            return False
        if len(before.split()) > 1:
            return _last(_AHEAD, before) > _last(_BACK, before)
        after = _SENTENCE_END.split(self.text[end : end + _WINDOW], maxsplit=1)[0]
        return _first(_AHEAD, after) < _first(_BACK, after)

    def is_done(self, start: int) -> bool:
        """Say whether the clause around an expression, or "since" before it, tells of the past ("resigned in May")."""
        before = self._before(start)
        return self._side_at(start) == "behind" or _DONE.search(before) is not None or _SINCE.search(before) is not None

    def is_name(self, match: re.Match[str]) -> bool:
        """Say whether the words are capitalised inside a sentence, as in the name of a programme or newspaper."""
        start, text = match.start(), self.text
        return start > 1 and text[start].isupper() and text[start - 1] == " " and text[start - 2].isalnum()

    def _before(self, start: int) -> str:
        return _SENTENCE_END.split(self.text[max(0, start - _WINDOW) : start])[-1]

    def month_day(self, month: int, day: int, match: re.Match[str]) -> Period | None:
        """Return the day of a year near publication, ahead of it where the tense says so."""
        if self.published_on is None:
            return None
        year = self.published_on.year
        days = [on for y in (year - 1, year, year + 1) if (on := _day_of(y, month, day)) is not None]
        return periods.day(self.nearest(days, match)) if days else None

    def month(self, number: int, match: re.Match[str]) -> Period | None:
        """Return the month of a year near publication."""
        if self.published_on is None:
            return None
        year = self.published_on.year
        on = self.nearest([date(y, number, 1) for y in (year - 1, year, year + 1)], match)
        return periods.month(on.year, on.month)

    def weekday(self, number: int, match: re.Match[str], det: str) -> Period | None:
        """Return a weekday: the latest one up to publication, or the next one where words or tense say so."""
        if self.published_on is None:
            return None
        back = (self.published_on.weekday() - number) % 7
        if det in ("next", "this coming"):
            return periods.day(self.published_on + timedelta(days=7 - back))
        if det in ("last", "this past", "this last"):
            return periods.day(self.published_on - timedelta(days=back or 7))
        if det == "this":
            return periods.day(periods.week(self.published_on).from_on + timedelta(days=number))
        if back and self.is_ahead(match.start(), match.end()):
            return periods.day(self.published_on + timedelta(days=7 - back))
        return periods.day(self.published_on - timedelta(days=back))

    def nearest(self, days: list[date], match: re.Match[str]) -> date:
        published_on = self.published_on or days[0]
        ahead = [on for on in days if on >= published_on]
        if ahead and self.is_ahead(match.start(), match.end()):
            return min(ahead)
        past = [on for on in days if on <= published_on]
        if past and self.is_done(match.start()):
            return max(past)
        return min(days, key=lambda on: max((on - published_on).days * _FUTURE_COST, (published_on - on).days))


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February, 31 June
        return None


def _first(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else len(text) + 1


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def dated(match: re.Match[str], period: Period | None, method: str, value: str, kind: TimeKind = "date") -> Reading:
    """Return the reading of a match: with the days of the period, or `value` unresolved where there is none."""
    if period is None:
        return Reading(match.start(), match.end(), kind, value)
    return Reading(
        match.start(), match.end(), kind, period.value, period.from_on, period.until_on, period.precision, method
    )
