"""Weeks, months, quarters, years, decades and centuries, named or relative to a day. Match in, readings out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from linewatch.world import periods
from linewatch.world.daydates import Resolver, narrowed, plain, third_of, year_of
from linewatch.world.periods import Period
from linewatch.world.timecontext import EXPLICIT, PUBLICATION, TEXT, Reading, TimeContext, dated

_BY_PUBLICATION = {"last": -1, "past": -1, "prior": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "latest": 0}
_BY_TEXT = {"previous": -1, "preceding": -1, "same": 0, "that": 0, "following": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 2, "latter": 2}
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_AMOUNT_NEXT = re.compile(r"\s(?:[a-z]+\s)?[a-z]{2,}s\b(?<!ss)|\s?(?:km|kg|tons?|people|per|percent|men|women)\b")
_WORD_BEFORE = re.compile(r"(\S+?)[\s-]{1,2}$")
_VAGUE_BEFORE = frozenset({"of", "to", "and", "between", "from", "by"})


def _unit(match: re.Match[str], context: TimeContext) -> list[Reading]:
    det, noun = plain(match["det"]), plain(match["unit"]).replace("-", " ").split()[-1]
    if match["unit"].istitle() and match["det"].istitle():
        return []  # the name of a programme
    if noun == "period":
        return _same_as_quarter(match, context)
    is_textual, step = _direction(det, noun, match, context)
    if noun in context.words.seasons:
        return [_relative_season(match, context, context.words.seasons[noun], step)]
    unit = context.words.unit(noun)
    base_on = _base_day(context, unit, step) if is_textual else context.published_on
    if noun == "day" and not (is_textual and base_on):
        return []
    if base_on is None:
        return [dated(match, None, TEXT, "XXXX")]
    period = periods.shift(base_on, unit, step)
    if det.endswith("latest") and unit == "Q":
        period = context.quarter or periods.shift(base_on, unit, -1)
    method = TEXT if is_textual else PUBLICATION
    return [_trimmed(dated(match, narrowed(period, match), method, ""), period, match, context)]


def _direction(det: str, noun: str, match: re.Match[str], context: TimeContext) -> tuple[bool, int]:
    """Return whether "the next week" and the like count from the text, and how many units they go."""
    word = det.removeprefix("the ").removeprefix("this ")
    if word in _BY_TEXT:
        return True, _BY_TEXT[word]
    if det == "the next" and context.anchor is not None:
        is_told = noun == "day" or not context.is_ahead(match.start(), match.end())
        return is_told, 1
    return False, _BY_PUBLICATION.get(word, 0)


def _base_day(context: TimeContext, unit: str, step: int) -> date | None:
    """Return the day of the text that a unit is counted from, or None where the text named none as sharp as that."""
    anchor = context.anchor
    if anchor is None or not periods.is_sharp(anchor, unit):
        return None
    return anchor.until_on if step > 0 else anchor.from_on


def _trimmed(reading: Reading, period: Period, match: re.Match[str], context: TimeContext) -> Reading:
    """Return "earlier this month" and "later this year" as what lies before or after publication."""
    word, on = plain(match.groupdict().get("mod")), context.published_on
    if on is None or not period.from_on <= on <= period.until_on:
        return reading
    if word == "earlier":
        return replace(reading, from_on=period.from_on, until_on=on)
    if word == "later":
        return replace(reading, from_on=on, until_on=period.until_on)
    return reading


def _relative_season(match: re.Match[str], context: TimeContext, code: str, step: int) -> Reading:
    on = context.published_on
    if on is None:
        return dated(match, None, PUBLICATION, f"XXXX-{code}")
    near = [periods.season(on.year + years, code) for years in (-2, -1, 0, 1, 2)]
    if step < 0:
        period = [one for one in near if one.until_on < on][-1]
    elif step > 0:
        period = next(one for one in near if one.from_on > on)
    else:
        period = min(near, key=lambda one: max((one.from_on - on).days, (on - one.until_on).days))
    return dated(match, narrowed(period, match), PUBLICATION, "")


def _edge(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if context.published_on is None:
        return [dated(match, None, PUBLICATION, "XXXX")]
    if match["unit2"]:
        return [dated(match, periods.month(context.published_on.year, 12), PUBLICATION, "")]
    period = periods.shift(context.published_on, context.words.unit(match["unit"]), 0)
    return [_trimmed(dated(match, narrowed(period, match), PUBLICATION, ""), period, match, context)]


def _the_unit(match: re.Match[str], context: TimeContext) -> list[Reading]:
    noun = plain(match["unit"])
    if noun == "quarter":
        return _same_as_quarter(match, context)
    if noun in context.words.seasons:
        return [_relative_season(match, context, context.words.seasons[noun], 0)]
    on = context.published_on
    if on is None:
        return [dated(match, None, PUBLICATION, "XXXX-WXX-WE")]
    is_past = on.weekday() < 5 and not context.is_ahead(match.start(), match.end())
    return [dated(match, periods.shift(on, "E", -1 if is_past else 0), PUBLICATION, "")]


def _same_as_quarter(match: re.Match[str], context: TimeContext) -> list[Reading]:
    return [dated(match, context.quarter, TEXT, "")] if context.quarter is not None else []


def _quarter(match: re.Match[str], context: TimeContext) -> list[Reading]:
    number = _ORDINALS[plain(match["ordinal"])]
    year_text, whose = match["year"] or match["year2"], match["whose"] or match["whose2"]
    if year_text:
        return [dated(match, periods.quarter(int(year_text), number), EXPLICIT, "")]
    on = context.published_on
    if on is None:
        return [dated(match, None, PUBLICATION, f"XXXX-Q{number}")]
    if whose:
        return [dated(match, periods.quarter(year_of(whose, on), number), PUBLICATION, "")]
    period = _nearest_quarter(number, on)
    if match["ago"]:
        period = periods.quarter(period.from_on.year - 1, number)
    return [dated(match, period, PUBLICATION, "")]


def _nearest_quarter(number: int, on: date) -> Period:
    """Return the quarter that is running or ended or begins nearest to a day."""
    near = [periods.quarter(on.year + years, number) for years in (-1, 0, 1)]
    return min(near, key=lambda one: max((one.from_on - on).days, (on - one.until_on).days))


def _short_quarter(match: re.Match[str], _context: TimeContext) -> list[Reading]:
    year, number = int(match["year"] or match["year2"]), int(match["number"] or match["number2"])
    is_half = (match["part"] or match["part2"]) == "H"
    if is_half and number > 2:
        return []
    return [dated(match, periods.half(year, number) if is_half else periods.quarter(year, number), EXPLICIT, "")]


def _half(match: re.Match[str], context: TimeContext) -> list[Reading]:
    number = _ORDINALS[plain(match["ordinal"])]
    if match["year"]:
        return [dated(match, periods.half(int(match["year"]), number), EXPLICIT, "")]
    if context.published_on is None:
        return [dated(match, None, PUBLICATION, f"XXXX-H{number}")]
    year = year_of(match["whose"], context.published_on)
    return [dated(match, periods.half(year, number), PUBLICATION, "")]


def _same_period(match: re.Match[str], context: TimeContext) -> list[Reading]:
    """Read "the 1988 period" and "year-earlier" by the quarter that the text spoke of last."""
    anchor = context.quarter or context.anchor
    if anchor is None:
        return []
    if match["year"]:
        year = int(match["year"])
    elif (whose := match["whose"] or match["whose2"]) and context.published_on is not None:
        year = year_of(whose, context.published_on)
    else:
        year = anchor.from_on.year - 1
    return [dated(match, same_in(year, anchor), TEXT, "")]


def same_in(year: int, period: Period) -> Period:
    """Return the same quarter, month or day in another year; of longer periods the year."""
    on = periods.add_months(period.from_on, 12 * (year - period.from_on.year))
    if "-Q" in period.value:
        return periods.quarter(on.year, (on.month + 2) // 3)
    if period.precision == "month":
        return periods.month(on.year, on.month)
    return periods.day(on) if period.precision == "day" else periods.year(year)


def _season(match: re.Match[str], context: TimeContext) -> list[Reading]:
    code = context.words.seasons[plain(match["season"])]
    return [dated(match, narrowed(periods.season(int(match["year"]), code), match), EXPLICIT, "")]


def _year(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if not (match["fiscal"] or third_of(match) or match["until"] or _is_year(match, context)):
        return []
    first = dated(match, narrowed(periods.year(int(match["year"])), match), EXPLICIT, "")
    if not match["until"]:
        return [first]
    last = int(match["year"][: 4 - len(match["until"])] + match["until"])
    if not 0 < last - int(match["year"]) < 100:
        return []
    second = dated(match, periods.year(last), EXPLICIT, "")
    return [replace(first, end=match.end("year")), replace(second, start=match.start("until"))]


def _is_year(match: re.Match[str], context: TimeContext) -> bool:
    """Say whether a number of four digits is a year and no amount."""
    number = int(match["year"])
    found = _WORD_BEFORE.search(context.text, max(0, match.start() - 20), match.start())
    before = found[1].lower() if found else ""
    is_amount = _AMOUNT_NEXT.match(context.text, match.end()) is not None
    if before in context.words.no_year_before or before.endswith(("$", "€", "£", "#")):
        return False
    if before in context.words.year_before and number >= 1400:
        return not (is_amount and before in _VAGUE_BEFORE)
    is_name = found is not None and found[1][0].isupper() and found[1][-1].isalnum()  # "Expo 2020"
    return 1900 <= number <= 2059 and not is_amount and not is_name


def _said_year(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if match["thousand"]:
        return [dated(match, periods.year(2000), EXPLICIT, "")]
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[match["hundreds"].lower()]
    return [dated(match, periods.year(hundreds + int(context.words.count(match["rest"]) or 0)), EXPLICIT, "")]


def _decade(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if match["year"]:
        first = int(match["year"])
    else:
        tens = int(match["short"]) if match["short"] else 20 + 10 * _TENS.index(match["word"].lower())
        now = context.published_on.year if context.published_on is not None else 2000
        first = 2000 + tens if 2000 + tens <= now else 1900 + tens
    return [dated(match, narrowed(periods.decade(first), match), EXPLICIT, "")]


def _century(match: re.Match[str], context: TimeContext) -> list[Reading]:
    word = match["ordinal"].lower()
    digits = re.sub(r"\D", "", word)
    number = int(digits) if digits else context.words.ordinals.get(word, 21)  # "twenty-first" is in no list
    return [dated(match, narrowed(periods.century(number), match), EXPLICIT, "")] if 0 < number < 30 else []


def _fiscal_year(match: re.Match[str], context: TimeContext) -> list[Reading]:
    if plain(match["unit"]) == "quarter":
        return _same_as_quarter(match, context)
    return [Reading(match.start(), match.end(), "duration", "P1Y", precision="year", method=EXPLICIT)]


RESOLVERS: dict[str, Resolver] = {
    "unit": _unit,
    "edge": _edge,
    "the_unit": _the_unit,
    "quarter": _quarter,
    "short_quarter": _short_quarter,
    "half": _half,
    "same_period": _same_period,
    "season": _season,
    "year": _year,
    "said_year": _said_year,
    "decade": _decade,
    "century": _century,
    "fiscal_year": _fiscal_year,
}
