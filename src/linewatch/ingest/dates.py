"""Publication dates as newspapers and records write them. Never guessed: 03/04/2020 is nobody's day.

A date counts as written, in the zone it was written in. Years from 1800 to 2199.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from linewatch.ingest.knowledge import either, ingest_tables

LONGEST_DATE_LINE = 120

_NUMERIC = r"(?P<first>\d{1,2})(?P<mark>[/.\-])(?P<second>\d{1,2})(?P=mark)(?P<last>(?:1[89]|2[01])\d\d)"
_ISO = r"(?P<year>(?:1[89]|2[01])\d\d)(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})"
_CLOCK = (
    r"t?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\.?)?z?"
    r"|\d{1,2}\s?[ap]\.?m\.?|\d{4}\s?(?:hrs|gmt|utc)|[+\-−]\d{2}:?\d{2}"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a date and nothing else; `day` is None where it can be read in two ways or does not exist."""

    day: date | None
    is_update: bool


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(ingest_tables()["dates"]["months"], 1) for name in names}


@cache
def _date_pattern() -> re.Pattern[str]:
    name, year = either(list(_months())), r"(?:1[89]|2[01])\d\d"
    ordinal, gap = r"(?:st|nd|rd|th)?", r"[\s\-]{1,3}"
    month_first = rf"(?P<md_month>{name})\.?\s{{1,3}}(?P<md_day>\d{{1,2}}){ordinal},?\s{{1,3}}(?P<md_year>{year})"
    day_first = rf"(?P<dm_day>\d{{1,2}}){ordinal}{gap}(?:of\s)?(?P<dm_month>{name})[.,]?{gap}(?P<dm_year>{year})"
    return re.compile(rf"(?<![\d\w])(?:{_ISO}|{_NUMERIC}|{month_first}|{day_first})(?!\d)", re.IGNORECASE)


@cache
def _beside_pattern() -> re.Pattern[str]:
    table = ingest_tables()["dates"]
    words = either([*table["weekdays"], *table["labels"], *table["updates"], *table["zones"]])
    return re.compile(rf"(?:{_CLOCK}|(?<!\w)(?:{words})(?!\w)|[\s,;:.|/()\[\]·•–—−-])", re.IGNORECASE)


@cache
def _update_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(ingest_tables()['dates']['updates'])})\b", re.IGNORECASE)


def read_date_line(line: str) -> DateLine | None:
    """Return the date of a line such as ``Published: Fri, 06 Nov 2020 13:35 GMT``, or None when more stands on it.

    Of several dates the first that is not an update counts.
    """
    words = line.strip()
    if len(words) > LONGEST_DATE_LINE:
        return None
    matches = list(_date_pattern().finditer(words))
    if not matches or _beside_pattern().sub("", _date_pattern().sub(" ", words)):
        return None
    ends = [0, *(match.end() for match in matches)]
    found = [
        DateLine(_day_of(match), bool(_update_pattern().search(words, ends[place], match.start())))
        for place, match in enumerate(matches)
    ]
    return next((one for one in found if not one.is_update), found[0])


def read_date(value: object) -> date | None:
    """Return the day that a record's date field names (ISO date or time, RFC 2822, words, 20201106), or None."""
    words = str(value).strip() if isinstance(value, str | int) else ""
    if re.fullmatch(r"(?:1[89]|2[01])\d{6}", words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    line = read_date_line(words)
    return line.day if line else None


def find_day(words: str) -> date | None:
    """Return the one whole date among other words, or None where there is none, more than one, or a doubtful one."""
    days = {_day_of(match) for match in _date_pattern().finditer(words)}
    return days.pop() if len(days) == 1 else None


def is_ambiguous(found: date, text: str) -> bool:
    """Say whether the text gives this day only in figures that can be read in two ways."""
    readings = [match for match in _date_pattern().finditer(text) if match["first"]]
    twofold = {frozenset((int(match["first"]), int(match["second"]))) for match in readings if _day_of(match) is None}
    if frozenset((found.day, found.month)) not in twofold:
        return False
    return all(_day_of(match) != found for match in _date_pattern().finditer(text)) and f"{found:%Y%m%d}" not in text


def _day_of(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["year"]:
        return _real_day(int(part["year"]), int(part["month"]), int(part["day"]))
    if part["last"]:
        return _numeric_day(int(part["first"]), int(part["second"]), int(part["last"]))
    order = "md" if part["md_month"] else "dm"
    month = _months()[part[f"{order}_month"].lower()]
    return _real_day(int(part[f"{order}_year"]), month, int(part[f"{order}_day"]))


def _numeric_day(first: int, second: int, year: int) -> date | None:
    if first != second and first <= 12 and second <= 12:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return _real_day(year, month, day)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
