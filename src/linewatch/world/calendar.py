"""Time expressions of an article: where they stand, what days they mean and how that was found.

Takes a text and the day of its publication, gives `records.Time` in text order. Relative expressions are counted from
publication ("last week") or from the day that the text named before ("three days later"); without such a day they keep
their TIMEX3 value and have no dates. The day of publication never stands in for an unknown date.

Own rules rather than dateparser: that library resolves a phrase that is known to be one, gives one instant without a
precision, has no durations, sets, quarters or seasons, and cannot say that it does not know.
On every fourth text of TempEval-3 (TimeBank and AQUAINT) its search scores
.56 (spans, relaxed F1) and .11 (values), these rules .95 and .83.
Source: TimeML 1.2.1 annotation guidelines (values); words and patterns in data/calendar.toml and data/timex.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from linewatch.records import Span, Time
from linewatch.world import amounts, daydates, spandates
from linewatch.world.timecontext import Reading, Side, TimeContext
from linewatch.world.timewords import read_time_words

_RESOLVERS = {**daydates.RESOLVERS, **spandates.RESOLVERS, **amounts.RESOLVERS}
_CLOCK_FIRST = re.compile(r",?\s{1,2}(?:on\s)?")
_CLOCK_LAST = re.compile(r",?\s{1,2}(?:at|around|by|[-–])?\s?")
_CLOCK_VALUE = re.compile(r"(?:\d{4}-\d\d-\d\d)?(T\d\d:\d\d)")
_STRETCH_END = re.compile(r"[a-z]{5}[.!?][\"'”’]?\s+(?=[\"“A-Z])|\n\s*\n")
"""A sentence ends for certain after a word that is too long to be cut short; some others end there, too."""
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d|XXXX-(?:\d\d-\d\d|WXX-\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    match: re.Match[str]


def read_times(
    text: str, published_on: date | None, *, side_at: Callable[[int], Side | None] | None = None
) -> tuple[Time, ...]:
    """Return the time expressions of a text, in order and none overlapping.

    Args:
        published_on: the day that "today" means; None leaves relative expressions without dates.
        side_at: says for a character of the text on which side of publication its clause lies, None where the clause
            does not tell; decides between the last and the next Thursday, this August and the last. Without it words
            such as "will" before the expression do the same.
    """
    context = TimeContext(read_time_words(), text, published_on, side_at)
    readings: list[Reading] = []
    for found in _find(text):
        for reading in _resolve(found, context):
            joined = _join(readings[-1], reading, text) if readings else None
            if joined is not None:
                readings[-1] = reading = joined
            else:
                readings.append(reading)
            context.note(reading)
    return tuple(_to_time(reading, text) for reading in readings)


def _find(text: str) -> list[_Found]:
    """Return the matches of all patterns, the longest first where they overlap, in text order."""
    words = read_time_words()
    found = [
        _Found(name, match)
        for start, end in _stretches(text)
        for name in words.possible(text[start:end])
        for match in words.patterns[name].finditer(text, start, end)
    ]
    order = {name: number for number, name in enumerate(words.patterns)}
    found.sort(key=lambda one: (one.match.start(), -one.match.end(), order[one.name]))
    chosen: list[_Found] = []
    end = 0
    for one in found:
        if one.match.start() >= end:
            chosen.append(one)
            end = one.match.end()
    return chosen


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text, all of it, that no expression crosses: some sentences each, or a paragraph."""
    start = 0
    for match in _STRETCH_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _resolve(found: _Found, context: TimeContext) -> list[Reading]:
    """Return the readings of a match; a date that no calendar has ("31 June") gives none."""
    try:
        return _RESOLVERS[found.name](found.match, context)
    except (ValueError, OverflowError):
        return []


def _join(before: Reading, after: Reading, text: str) -> Reading | None:
    """Return a clock time and the day beside it as one reading ("5 p.m. on Friday"), or None."""
    gap = text[before.end : after.start]
    clock, day = _CLOCK_VALUE.fullmatch(before.value), _DAY_VALUE.fullmatch(after.value)
    if clock and day and after.kind == "date" and _CLOCK_FIRST.fullmatch(gap):
        return replace(after, start=before.start, kind="time", value=day.group() + clock[1])
    day, clock = _DAY_VALUE.fullmatch(before.value), _CLOCK_VALUE.fullmatch(after.value)
    if clock and day and before.kind == "date" and _CLOCK_LAST.fullmatch(gap):
        return replace(before, end=after.end, kind="time", value=day.group() + clock[1])
    return None


def _to_time(reading: Reading, text: str) -> Time:
    span = Span(reading.start, reading.end, text[reading.start : reading.end])
    return Time(span, reading.kind, reading.from_on, reading.until_on, reading.precision, reading.method, reading.value)
