"""By when: the words of a deadline → days. Takes the times of a scene and when it was said.

A date is what the calendar makes of it; a day of the week that would lie behind is the next one, as a deadline lies
ahead. A span of days or of whole days in hours counts from the day of the saying.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Span

from linewatch.coding.scene import Scene
from linewatch.coding.syntax import token_span
from linewatch.records import Deadline, Interval, Time

_SPAN_OF_TIME = re.compile(r"P(T?)(\d+)([DHW])")
_WEEK = timedelta(days=7)


def find_deadline(scene: Scene, span: Span, said: Interval) -> Deadline:
    """Return the deadline with its days, both None where they cannot be told."""
    own = token_span(scene.doc, span.start, span.end)
    base = said.from_on or scene.article.published_on
    inside = [time for _, time in scene.times if time.span.start < own.end and own.start < time.span.end]
    for time in inside:
        days = _days(time, base)
        if days is not None:
            return Deadline(own, *days)
    return Deadline(own, None, None)


def _days(time: Time, base: date | None) -> tuple[date, date] | None:
    if time.kind in {"date", "time"} and time.from_on and time.until_on:
        is_behind = base is not None and time.until_on < base <= time.until_on + _WEEK
        shift = _WEEK if is_behind else timedelta(0)
        return time.from_on + shift, time.until_on + shift
    match = _SPAN_OF_TIME.fullmatch(time.value) if time.kind == "duration" else None
    if match is None or base is None:
        return None
    number, unit = int(match[2]), match[3]
    if (match[1] == "T") != (unit == "H") or (unit == "H" and number % 24):
        return None
    last = base + timedelta(days=number // 24 if unit == "H" else number * (7 if unit == "W" else 1))
    return last, last
