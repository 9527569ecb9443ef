"""Days and times of day: full and partial dates, weekdays, "yesterday", clock times, feasts. Match in, readings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from linewatch.world import periods
from linewatch.world.periods import Period
from linewatch.world.timecontext import EXPLICIT, PUBLICATION, TEXT, Reading, TimeContext, dated

Resolver = Callable[[re.Match[str], TimeContext], list[Reading]]

_DEICTIC = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "overnight": 0, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
_PART_OF = {"tonight": "NI", "last night": "NI", "overnight": "NI", "noon": "MI", "midnight": "NI"}
_EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_NEAR = 400  # characters back to the day that a clock time belongs to
_CLOCK_WORDS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def third_of(match: re.Match[str]) -> str | None:
    """Return which third of a period the words before it mean: early, mid or late."""
    groups = match.groupdict()
    edge = groups.get("edge")
    word = (groups.get("mod") or groups.get("mod2") or "").lower()
    return _EDGES[edge.lower()] if edge else {"earlier": "early", "later": "late"}.get(word, word) or None


def narrowed(period: Period | None, match: re.Match[str]) -> Period | None:
    """Return the part of a period that "early", "mid" or "the end of" before it means."""
    third = third_of(match)
    return periods.part(period, third) if period is not None and third and period.precision != "day" else period


def year_of(whose: str, on: date) -> int:
    """Return the year that "last year", "this year" or "next year" means on a day."""
    return on.year + {"last": -1, "this": 0, "next": 1}[plain(whose).split(" ")[0]]


def plain(text: str | None) -> str:
    """Return words in lower case with single spaces; no words give an empty text."""
    return " ".join((text or "").lower().split())


def with_part(reading: Reading, part: str | None, context: TimeContext) -> Reading:
    """Return the reading of a day with the part of the day that was named ("Friday night")."""
    code = _part_code(part, context)
    return replace(reading, kind="time", value=f"{reading.value}T{code}") if code else reading


def _part_code(part: str | None, context: TimeContext) -> str | None:
    word = plain(part).replace("-", " ")
    if not word:
        return None
    return _PART_OF.get(word) or context.words.day_parts.get(word.split()[-1])


def _iso(match: re.Match[str], _context: TimeContext) -> list[Reading]:
    on = date(int(match["year"]), int(match["month"]), int(match["day"]))
    reading = dated(match, periods.day(on), EXPLICIT, "")
    if match["hour"]:
        reading = replace(reading, kind="time", value=f"{reading.value}T{match['hour']}:{match['minute']}")
    return [reading]


def _numeric(match: re.Match[str], _context: TimeContext) -> list[Reading]:
    """Read 06.11.2020 as day first, and 11/06/2020 only where one of the numbers cannot be a month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["mark"] == "." or first > 12:
        return [dated(match, periods.day(date(year, second, first)), EXPLICIT, "")]
    if second > 12 or first == second:
        return [dated(match, periods.day(date(year, first, second)), EXPLICIT, "")]
    return [dated(match, None, EXPLICIT, f"{year}-XX-XX")]


def _month_and_day(match: re.Match[str], context: TimeContext) -> list[Reading]:
    """Read a day and month with or without year; of "5-7 November" each day is a reading of its own."""
    first = _day_reading(match, context, match["day"])
    if not match["day2"]:
        return [with_part(first, match["part"], context)]
    second = _day_reading(match, context, match["day2"])
    return [
        replace(first, end=match.end("day")),
        with_part(replace(second, start=match.start("day2"), end=match.end()), match["part"], context),
    ]


def _day_reading(match: re.Match[str], context: TimeContext, day_text: str) -> Reading:
    number, day = _month_number(match, context), int(re.sub(r"\D", "", day_text))
    if match["year"]:
        return dated(match, periods.day(date(int(match["year"]), number, day)), EXPLICIT, "")
    if match["whose"] and context.published_on is not None:
        year = year_of(match["whose"], context.published_on)
        return dated(match, periods.day(date(year, number, day)), PUBLICATION, "")
    return dated(match, context.month_day(number, day, match), PUBLICATION, f"XXXX-{number:02d}-{day:02d}")


def _month_number(match: re.Match[str], context: TimeContext) -> int:
    return context.words.months[match["month"].lower().rstrip(".")]


def _month_year(match: re.Match[str], context: TimeContext) -> list[Reading]:
    period = periods.month(int(match["year"]), _month_number(match, context))
    return [dated(match, narrowed(period, match), EXPLICIT, "")]


def _month(match: re.Match[str], context: TimeContext) -> list[Reading]:
    number, det = _month_number(match, context), plain(match.groupdict().get("det"))
    if det in ("every", "each"):
        return [Reading(match.start(), match.end(), "set", f"XXXX-{number:02d}")]
    if match["whose"] and context.published_on is not None:
        period: Period | None = periods.month(year_of(match["whose"], context.published_on), number)
    else:
        period = _month_by(det, number, match, context)
    return [dated(match, narrowed(period, match), PUBLICATION, f"XXXX-{number:02d}")]


def _month_by(det: str, number: int, match: re.Match[str], context: TimeContext) -> Period | None:
    on = context.published_on
    if on is None:
        return None
    if det in ("last", "this past", "this last"):
        return periods.month(on.year - (number >= on.month), number)
    if det in ("next", "this coming"):
        return periods.month(on.year + (number <= on.month), number)
    return periods.month(on.year, number) if det == "this" else context.month(number, match)


def _weekday(match: re.Match[str], context: TimeContext) -> list[Reading]:
    number, det = context.words.weekdays[match["weekday"].lower().rstrip(".")], plain(match["det"])
    if det in ("every", "each") or match["plural"] or match["parts"]:
        part = _part_code(match["part"], context)
        return [Reading(match.start(), match.end(), "set", f"XXXX-WXX-{number + 1}{'T' + part if part else ''}")]
    if match["rel"] and context.published_on is not None:
        weeks = {"last": -1, "this": 0, "next": 1}[plain(match["rel"])]
        monday = periods.week(context.published_on).from_on + timedelta(weeks=weeks)
        period: Period | None = periods.day(monday + timedelta(days=number))
        method = PUBLICATION
    elif det in ("the following", "the previous", "that"):
        period, method = _weekday_by_anchor(number, det, context), TEXT
    else:
        period, method = context.weekday(number, match, det), PUBLICATION
    return [with_part(dated(match, period, method, f"XXXX-WXX-{number + 1}"), match["part"], context)]


def _weekday_by_anchor(number: int, det: str, context: TimeContext) -> Period | None:
    if context.anchor is None or context.anchor.precision not in ("day", "week"):
        return None
    anchor_on = context.anchor.from_on
    if det == "the previous":
        return periods.day(anchor_on - timedelta(days=(anchor_on.weekday() - number) % 7 or 7))
    step = (number - anchor_on.weekday()) % 7
    return periods.day(anchor_on + timedelta(days=step or (7 if det == "the following" else 0)))


def _deictic(match: re.Match[str], context: TimeContext) -> list[Reading]:
    word = plain(match["word"])
    if context.is_name(match):
        return []
    period = None
    if context.published_on is not None:
        period = periods.day(context.published_on + timedelta(days=_DEICTIC[word]))
    reading = dated(match, period, PUBLICATION, "XXXX-XX-XX")
    part = match["part"] or match["before"] or (word if word in _PART_OF or word.startswith("this ") else None)
    return [with_part(reading, part, context)]


def _day_part(match: re.Match[str], context: TimeContext) -> list[Reading]:
    det = plain(match["det"])
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(det, 0)
    anchor = context.anchor if context.anchor is not None and context.anchor.precision == "day" else None
    period = periods.day(anchor.from_on + timedelta(days=step)) if anchor is not None else None
    reading = dated(match, period, TEXT, "XXXX-XX-XX", "time")
    return [with_part(reading, match["part"] or match["mid"], context)]


def _clock(match: re.Match[str], context: TimeContext) -> list[Reading]:
    clock = _clock_value(match)
    anchor = context.anchor
    if anchor is None or anchor.precision != "day" or match.start() - context.anchor_at > _NEAR:
        return [Reading(match.start(), match.end(), "time", clock)]
    value = anchor.from_on.isoformat() + clock
    return [Reading(match.start(), match.end(), "time", value, anchor.from_on, anchor.until_on, "day", TEXT)]


def _clock_value(match: re.Match[str]) -> str:
    if match["word"]:
        return _CLOCK_WORDS[match["word"].lower()]
    if match["military"]:
        return f"T{match['military'][:2]}:{match['military'][2:]}"
    hour, minute = int(match["hour"] or match["hour24"]), match["minute"] or match["minute24"] or "00"
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"T{hour:02d}:{minute}"


def _solar(match: re.Match[str], context: TimeContext) -> list[Reading]:
    return _hijri(match, context.words.solar_months, periods.solar_hijri)


def _lunar(match: re.Match[str], context: TimeContext) -> list[Reading]:
    return _hijri(match, context.words.lunar_months, periods.lunar_hijri)


def _hijri(match: re.Match[str], months: Mapping[str, int], to_date: Callable[[int, int, int], date]) -> list[Reading]:
    """Return the day or month of another calendar, in which a year has twelve months, too."""
    year, number = int(match["year"]), months[match["month"].lower().replace("’", "'")]
    day_text = match["day"] or match["day2"]
    if day_text:
        period = periods.day(to_date(year, number, int(re.sub(r"\D", "", day_text))))
    else:
        first = to_date(year, number, 1)
        last = to_date(year, number + 1, 1) if number < 12 else to_date(year + 1, 1, 1)
        period = Period(first.isoformat()[:7], first, last - timedelta(days=1), "month")
    return [dated(match, period, EXPLICIT, "")]


def _feast(match: re.Match[str], context: TimeContext) -> list[Reading]:
    name = match["feast"].replace("’", "'")
    if name in context.words.named_days:
        return [dated(match, periods.day(date.fromisoformat(context.words.named_days[name])), EXPLICIT, "")]
    if match["year"]:
        return [dated(match, periods.day(_feast_day(name, int(match["year"]), context)), EXPLICIT, "")]
    if context.published_on is None:
        return [dated(match, None, PUBLICATION, "XXXX-XX-XX")]
    near = [_feast_day(name, context.published_on.year + step, context) for step in (-1, 0, 1)]
    return [dated(match, periods.day(context.nearest(near, match)), PUBLICATION, "")]


def _feast_day(name: str, year: int, context: TimeContext) -> date:
    words = context.words
    if name in words.feasts:
        return date(year, *words.feasts[name])
    if name in words.easter_feasts:
        return periods.easter(year) + timedelta(days=words.easter_feasts[name])
    month, weekday, nth, extra = words.moving_feasts[name]
    return periods.nth_weekday(year, month, weekday, nth) + timedelta(days=extra)


RESOLVERS: dict[str, Resolver] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_day": _month_and_day,
    "day_month": _month_and_day,
    "month_year": _month_year,
    "month": _month,
    "guarded_month": _month,
    "weekday": _weekday,
    "deictic": _deictic,
    "day_part": _day_part,
    "clock": _clock,
    "lunar": _lunar,
    "solar": _solar,
    "feast": _feast,
}
