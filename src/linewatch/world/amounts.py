"""Amounts of time: durations, distances from a day ("three weeks ago"), sets, "now". Match in, readings out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from linewatch.records import Precision
from linewatch.world import periods
from linewatch.world.daydates import Resolver, plain
from linewatch.world.periods import Period
from linewatch.world.spandates import same_in
from linewatch.world.timecontext import EXPLICIT, PUBLICATION, TEXT, Reading, TimeContext, dated

_PRECISION: dict[str, Precision] = {
    "TS": "day", "TM": "day", "TH": "day", "D": "day", "N": "day", "E": "day", "W": "week", "F": "week", "M": "month",
    "Q": "season", "Y": "year", "DE": "decade", "CE": "vague", "ML": "vague",
}  # fmt: skip
_MULTIPLES = {"DE": ("Y", 10), "CE": ("Y", 100), "F": ("W", 2), "ML": ("Y", 1000)}
_HALVES = {"TM": "PT{}M30S", "TH": "PT{}H30M", "D": "P{}DT12H", "Y": "P{}Y6M", "DE": "P{}5Y"}
_UNKNOWN = {"CE": "C", "ML": "L"}
_BACK = frozenset({"past", "last", "previous", "preceding"})
_AHEAD = frozenset({"next", "coming"})
_RATE_UNITS = re.compile(r"(?:([a-z]+)|[\d%])\s$", re.IGNORECASE)
_NO_SINGLE = frozenset({"TS", "Q", "N", "E", "CE", "ML"})  # "a second", "a quarter", "a night": rarely a length of time


def _amount_value(unit: str, count: float | None, has_half: bool = False) -> str:
    """Return the TIMEX3 value of a length of time; an unknown number is X."""
    if count is None:
        return f"P{'T' * unit.startswith('T')}X{_UNKNOWN.get(unit, unit.removeprefix('T'))}"
    number = int(count) if count == int(count) else count
    if has_half and unit in _HALVES:
        return _HALVES[unit].format(number)
    if unit in _MULTIPLES:
        letter, factor = _MULTIPLES[unit]
        return f"P{number * factor}{letter}"
    letters = {"N": "NI", "E": "WE"}.get(unit, unit.removeprefix("T"))
    return f"P{'T' * unit.startswith('T')}{number}{letters}"


def _length(match: re.Match[str], context: TimeContext) -> tuple[str, float | None, str]:
    """Return unit, number and TIMEX3 value of the amount in a match; of "two or three" the second number."""
    groups = match.groupdict()
    unit = context.words.unit(groups["unit"])
    count = context.words.count(groups.get("number2") or groups["number"])
    return unit, count, _amount_value(unit, count, bool(groups.get("half")))


def _duration(match: re.Match[str], context: TimeContext) -> list[Reading]:
    bare = match["bare"] or match["bare2"]
    if bare:
        unit = context.words.unit(bare)
        value = _amount_value(unit, None if bare.lower().endswith("s") or match["bare2"] else 1)
        return [_plain_length(match, unit, value)]
    unit, _, value = _length(match, context)
    is_single = plain(match["number"]) in ("a", "an")
    if match["unit"].istitle() and match["number"][0].isdigit():
        return []  # the name of a programme
    if (is_single and unit in _NO_SINGLE) or (unit == "Q" and not match["long"]):
        return []
    if is_single and not match["long"] and _is_rate(match, context):
        return [Reading(match.start(), match.end(), "set", value, precision=_PRECISION[unit], method=EXPLICIT)]
    return [_plain_length(match, unit, value)]


def _plain_length(match: re.Match[str], unit: str, value: str) -> Reading:
    return Reading(match.start(), match.end(), "duration", value, precision=_PRECISION[unit], method=EXPLICIT)


def _is_rate(match: re.Match[str], context: TimeContext) -> bool:
    before = _RATE_UNITS.search(context.text, max(0, match.start() - 20), match.start())
    return before is not None and (before[1] is None or before[1].lower() in context.words.rate_words)


def _counted(match: re.Match[str], context: TimeContext) -> list[Reading]:
    """Read "the past three weeks": a length that ends or begins on the day of publication."""
    unit, count, value = _length(match, context)
    reading, way, on = _plain_length(match, unit, value), plain(match["way"]), context.published_on
    if count is None or on is None or way not in _BACK | _AHEAD:
        return [reading]
    other = periods.move(on, unit, -count if way in _BACK else count)
    return [replace(reading, from_on=min(on, other), until_on=max(on, other), method=PUBLICATION)]


def _distance(match: re.Match[str], context: TimeContext) -> list[Reading]:
    way = plain(match["way"])
    is_back = way in ("ago", "earlier", "beforehand")
    if match["bare"] or (count := context.words.count(match["number2"] or match["number"])) is None:
        return [Reading(match.start(), match.end(), "date", "PAST_REF" if is_back else "FUTURE_REF")]
    unit, _, value = _length(match, context)
    by_publication = way in ("ago", "from now", "hence")
    if unit == "Y" and is_back and context.quarter is not None and context.anchor == context.quarter:
        return [dated(match, same_in(context.quarter.from_on.year - int(count), context.quarter), TEXT, "")]
    if not by_publication and context.anchor is None:
        return [Reading(match.start(), match.end(), "date", value)]
    period = _moved(context, unit, -count if is_back else count, by_publication)
    return [dated(match, period, PUBLICATION if by_publication else TEXT, "XXXX-XX-XX")]


def _moved(context: TimeContext, unit: str, count: float, by_publication: bool) -> Period | None:
    if by_publication:
        return _from_day(context.published_on, unit, count) if context.published_on is not None else None
    anchor = context.anchor
    if anchor is None or not periods.is_sharp(anchor, unit):
        return None
    if unit == "Y" and anchor.precision in ("day", "month"):
        return same_in(anchor.from_on.year + int(count), anchor)
    return _from_day(anchor.from_on if count < 0 else anchor.until_on, unit, count)


def _from_day(on: date, unit: str, count: float) -> Period:
    """Return the day, week, month or year some units from a day."""
    if unit in ("TS", "TM", "TH"):
        other = periods.move(on, unit, count)
        first, last = min(on, other), max(on, other)
        return Period(first.isoformat() if count < 0 else last.isoformat(), first, last, "day")
    if unit in ("CE", "ML"):
        return periods.year(on.year + int(count) * (100 if unit == "CE" else 1000))
    if unit == "DE":
        return periods.year(on.year + int(count) * 10)
    return periods.shift(on, unit, int(count))


def _in_amount(match: re.Match[str], context: TimeContext) -> list[Reading]:
    """Read "in three days" as a day ahead where the clause speaks of the future, else as a length of time."""
    unit, count, value = _length(match, context)
    if context.is_ahead(match.start(), match.end()) and count is not None and context.published_on is not None:
        return [dated(match, _from_day(context.published_on, unit, count), PUBLICATION, value)]
    if plain(match["number"]) in ("a", "an") and unit in _NO_SINGLE:
        return []
    return [_plain_length(match, unit, value)]


def _vague_units(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if match["unit2"]:
        unit = context.words.unit(match["unit2"])
        return [_plain_length(match, unit, _amount_value(unit, None))]
    value = "FUTURE_REF" if plain(match["way"]) == "coming" else "PAST_REF"
    return [Reading(match.start(), match.end(), "date", value)]


def _rate(match: re.Match[str], context: TimeContext) -> list[Reading]:
    unit = context.words.unit(match["unit"] or match["unit2"])
    return [_plain_set(match, unit, 1)]


def _set(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if match["adverb"]:
        if context.is_name(match):
            return []
        value = context.words.sets[match["adverb"].lower()]
        return [Reading(match.start(), match.end(), "set", value, method=EXPLICIT)]
    unit = context.words.unit(match["unit"])
    count = context.words.count(match["number"]) if match["number"] else 1
    return [_plain_set(match, unit, count)]


def _plain_set(match: re.Match[str], unit: str, count: float | None) -> Reading:
    return replace(_plain_length(match, unit, _amount_value(unit, count)), kind="set")


def _reference(match: re.Match[str], context: TimeContext) -> list[Reading]:
    return [Reading(match.start(), match.end(), "date", context.words.references[plain(match.group())])]


RESOLVERS: dict[str, Resolver] = {
    "distance": _distance,
    "counted": _counted,
    "vague_units": _vague_units,
    "in_amount": _in_amount,
    "duration": _duration,
    "rate": _rate,
    "set": _set,
    "reference": _reference,
}
