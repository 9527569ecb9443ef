"""Days, weeks, months and longer periods: their first and last day and their TIMEX3 value.

Pure arithmetic on dates of the Gregorian calendar. Weeks are ISO weeks (Monday first), seasons those of the north by
whole months. Raises ValueError or OverflowError where a date would leave the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from linewatch.records import Precision

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HIJRA = date(622, 7, 18).toordinal()  # the day before the first of the lunar Hijri calendar
_FINER: dict[Precision, Precision] = {
    "day": "day", "week": "day", "month": "week", "season": "month", "year": "season", "decade": "year",
    "vague": "vague",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Days `from_on` to `until_on`, both included, with their TIMEX3 value."""

    value: str
    from_on: date
    until_on: date
    precision: Precision


def day(on: date) -> Period:
    """Return one day."""
    return Period(on.isoformat(), on, on, "day")


def week(on: date) -> Period:
    """Return the ISO week of a day."""
    year_of_week, number, weekday = on.isocalendar()
    monday = on - timedelta(days=weekday - 1)
    return Period(f"{year_of_week:04d}-W{number:02d}", monday, monday + timedelta(days=6), "week")


def weekend(on: date) -> Period:
    """Return Saturday and Sunday of the ISO week of a day."""
    whole = week(on)
    return Period(f"{whole.value}-WE", whole.until_on - timedelta(days=1), whole.until_on, "day")


def month(year_number: int, number: int) -> Period:
    """Return a month of 1 to 12."""
    last = monthrange(year_number, number)[1]
    first_on = date(year_number, number, 1)
    return Period(f"{year_number:04d}-{number:02d}", first_on, first_on.replace(day=last), "month")


def quarter(year_number: int, number: int) -> Period:
    """Return a quarter of 1 to 4."""
    first, last = month(year_number, 3 * number - 2), month(year_number, 3 * number)
    return Period(f"{year_number:04d}-Q{number}", first.from_on, last.until_on, "season")


def half(year_number: int, number: int) -> Period:
    """Return a half of 1 or 2."""
    first, last = month(year_number, 6 * number - 5), month(year_number, 6 * number)
    return Period(f"{year_number:04d}-H{number}", first.from_on, last.until_on, "season")


def season(year_number: int, code: str) -> Period:
    """Return a northern season (SP, SU, FA, WI); winter runs from December to February of the next year."""
    first = month(year_number, _SEASON_START[code])
    last = month(*divmod_month(year_number, _SEASON_START[code] + 2))
    return Period(f"{year_number:04d}-{code}", first.from_on, last.until_on, "season")


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Period:
    """Return ten years from a year that ends in 0."""
    return Period(f"{first_year // 10:03d}", date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """Return a century: 20 is 1900 to 1999, as TIMEX3 counts."""
    first = max(1, (number - 1) * 100)
    return Period(f"{number - 1:02d}", date(first, 1, 1), date((number - 1) * 100 + 99, 12, 31), "vague")


def part(period: Period, which: str) -> Period:
    """Return the early, mid or late third of a period; the value stays, the precision is one step finer."""
    if period.precision == "decade":  # the early 1990s end with 1993, the late ones begin with 1997
        begin, stop = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        first_year = period.from_on.year
        return Period(period.value, date(first_year + begin, 1, 1), date(first_year + stop, 12, 31), "year")
    length = (period.until_on - period.from_on).days + 1
    third = max(1, length // 3)
    first, last = period.from_on, period.until_on
    if which == "early":
        last = first + timedelta(days=third - 1)
    elif which == "late":
        first = last - timedelta(days=third - 1)
    else:
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    if last < first:
        first, last = period.from_on, period.until_on
    return Period(period.value, first, last, _FINER[period.precision])


def divmod_month(year_number: int, number: int) -> tuple[int, int]:
    """Return year and month of 1 to 12 for a month number that may run over either end."""
    years, rest = divmod(number - 1, 12)
    return year_number + years, rest + 1


def add_months(on: date, months: int) -> date:
    """Return the same day some months on, or the last day of that month where it has no such day."""
    year_number, number = divmod_month(on.year, on.month + months)
    return date(year_number, number, min(on.day, monthrange(year_number, number)[1]))


def shift(on: date, unit: str, count: int) -> Period:
    """Return the period of a unit (D, N, W, F, E, M, Q, Y, DE, CE) that lies `count` units from the one of a day."""
    if unit in ("D", "N"):
        return day(on + timedelta(days=count))
    if unit in ("W", "F"):
        return week(on + timedelta(weeks=count * (2 if unit == "F" else 1)))
    if unit == "E":
        return weekend(on + timedelta(weeks=count))
    if unit in ("M", "Q"):
        moved = add_months(on, count * (3 if unit == "Q" else 1))
        return month(moved.year, moved.month) if unit == "M" else quarter(moved.year, (moved.month + 2) // 3)
    if unit == "Y":
        return year(on.year + count)
    if unit == "DE":
        return decade((on.year // 10 + count) * 10)
    return century(on.year // 100 + 1 + count)


def move(on: date, unit: str, count: float) -> date:
    """Return the day some units on, in whole units; hours and less count by full days."""
    whole = int(count)
    if unit in ("TS", "TM", "TH"):
        return on + timedelta(days=int(count / {"TS": 86_400, "TM": 1440, "TH": 24}[unit]))
    days = {"D": 1, "N": 1, "W": 7, "F": 14, "E": 7}.get(unit)
    if days is not None:
        return on + timedelta(days=whole * days)
    return add_months(on, whole * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12_000}[unit])


def is_sharp(period: Period, unit: str) -> bool:
    """Say whether a period is no longer than a unit, so that "the next day" after it is one day."""
    days = {"TS": 1, "TM": 1, "TH": 1, "D": 1, "N": 1, "W": 7, "E": 7, "F": 14, "M": 31, "Q": 92}.get(unit, 366)
    return (period.until_on - period.from_on).days < days


def easter(year_number: int) -> date:
    """Return Western Easter Sunday. Source: the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, b, c = year_number % 19, year_number // 100, year_number % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number, rest = divmod(h + m - 7 * n + 114, 31)
    return date(year_number, number, rest + 1)


def nth_weekday(year_number: int, number: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (Monday 0) of a month; -1 is the last."""
    last = monthrange(year_number, number)[1]
    days = [on for n in range(1, last + 1) if (on := date(year_number, number, n)).weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


def solar_hijri(year_number: int, month_number: int, day_number: int) -> date:
    """Return the Gregorian date of a date of the Solar Hijri calendar, for years from 1300 on.

    Source: the rule (25y + 11) mod 33 < 8 for leap years, which agrees with the astronomical one up to 1531.
    """
    leaps = sum((25 * past + 11) % 33 < 8 for past in range(1300, year_number))
    nowruz = date(1921, 3, 21) + timedelta(days=365 * (year_number - 1300) + leaps)
    return nowruz + timedelta(days=31 * min(month_number - 1, 6) + 30 * max(month_number - 7, 0) + day_number - 1)


def lunar_hijri(year_number: int, month_number: int, day_number: int) -> date:
    """Return the Gregorian date of a date of the lunar Hijri calendar, which the moon as sighted may move by a day.

    Source: the tabular calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of each thirty.
    """
    days = 354 * (year_number - 1) + (3 + 11 * year_number) // 30 + (59 * (month_number - 1) + 1) // 2 + day_number
    return date.fromordinal(_HIJRA + days)
