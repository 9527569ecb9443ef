"""The words of cells → days, numbers, points. What cannot be read is refused by name, never guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from linewatch.errors import DocumentError
from linewatch.ingest.dates import read_date
from linewatch.ingest.eventfiles.rows import Row
from linewatch.records import Interval, Precision

_LARGEST = 2**53
_CLOCK = re.compile(r"[ T]\d{1,2}:\d\d.*$|(?<=^\d{8})\d{6}$")


def day_in(row: Row, name: str) -> date | None:
    """Return the day in a cell, None where the cell is empty.

    Raises:
        DocumentError: LW213 the cell has no day.
    """
    words = row.get(name)
    if not words:
        return None
    day = read_date(_CLOCK.sub("", words))
    if day is None:
        raise _unreadable(row, name, "is no date; write it as 2026-03-31")
    return day


def number_in(row: Row, name: str) -> float | None:
    """Return the number in a cell, None where the cell is empty.

    Raises:
        DocumentError: LW213 the cell has no number.
    """
    words = row.get(name)
    if not words:
        return None
    try:
        number = float(words)
    except ValueError as error:
        raise _unreadable(row, name, "is no number; mend it") from error
    if number - number != 0:  # infinity and NaN
        raise _unreadable(row, name, "is no number; mend it")
    return number


def count_in(row: Row, name: str) -> int | None:
    """Return the whole number in a cell, also where it is written as ``3.0``; None where the cell is empty.

    Raises:
        DocumentError: LW213 the cell has no number, or one that no table can hold.
    """
    number = number_in(row, name)
    if number is not None and abs(number) >= _LARGEST:
        raise _unreadable(row, name, "is too large; mend it")
    return None if number is None else int(number)


def point_in(row: Row) -> tuple[float, float] | None:
    """Return latitude and longitude, None where one of the cells is empty.

    Raises:
        DocumentError: LW213 they lie on no globe.
    """
    lat, lon = number_in(row, "lat"), number_in(row, "lon")
    if lat is None or lon is None:
        return None
    if abs(lat) > 90:
        raise _unreadable(row, "lat", "lies beyond 90 degrees; mend it")
    if abs(lon) > 180:
        raise _unreadable(row, "lon", "lies beyond 180 degrees; mend it")
    return lat, lon


def widened(day: date, precision: Precision) -> Interval:
    """Return the days that a day stands for: the week around it, its month or its year."""
    if precision == "week":
        return Interval(day - timedelta(days=3), day + timedelta(days=3), "week", "explicit")
    if precision == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return Interval(day.replace(day=1), day.replace(day=last), "month", "explicit")
    if precision == "year":
        return Interval(date(day.year, 1, 1), date(day.year, 12, 31), "year", "explicit")
    return Interval(day, day, "day", "explicit")


def _unreadable(row: Row, name: str, why: str) -> DocumentError:
    return DocumentError("LW213", f"{row.names[name]} {row.get(name)[:60]!r} {why}", "import")
