"""The words of time expressions (data/calendar.toml) and the patterns made of them (data/timex.toml).

Gives tables from word to number and compiled patterns by name. Each pattern finds one family of expressions; nothing
here resolves a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from string import digits
from typing import Any

from linewatch.errors import BugError
from linewatch.world.countries import read_table

_BEFORE, _AFTER = r"(?<![\w$€£%])(?<!\d[.,])", r"(?!\w)"
_SPACE = r"(?:\s{1,2})"
_MARK = re.compile(r"\{([a-z_]+)(?::([a-z_0-9]+))?\}")
_NUMBER_WORD = re.compile(r"[a-z]+|[\d.,]*\d")
_FACTORS = frozenset({"dozen", "hundred", "thousand"})


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables by lower-case word, and the patterns by name."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, str]
    day_parts: dict[str, str]
    sets: dict[str, str]
    references: dict[str, str]
    solar_months: dict[str, int]
    lunar_months: dict[str, int]
    feasts: dict[str, list[int]]
    moving_feasts: dict[str, list[int]]
    easter_feasts: dict[str, int]
    named_days: dict[str, str]
    rate_words: frozenset[str]
    no_year_before: frozenset[str]
    year_before: frozenset[str]
    patterns: dict[str, re.Pattern[str]]
    signs: dict[str, tuple[str, ...]]

    def count(self, text: str) -> float | None:
        """Return the number that digits or words say, None for "several" and the like."""
        total: float | None = None
        for word in _NUMBER_WORD.findall(text.lower()):
            if word[0].isdigit():
                return float(word.replace(",", ""))
            if word in ("few", "several", "many", "dozens", "hundreds", "thousands", "numerous", "countless"):
                return None
            number = 2 if word == "couple" else self.numbers.get(word)
            if number is not None:
                is_factor = word in _FACTORS or word == "couple"
                total = (total or 1) * number if is_factor else (total or 0) + number
        return total

    def possible(self, text: str) -> Iterator[str]:
        """Yield the names of the patterns that may match in a text, by the signs that each match would have."""
        small = _plain(text)
        found: dict[str, bool] = {}
        for name in self.patterns:
            for sign in self.signs[name]:
                if sign not in found:
                    found[sign] = sign in small
                if found[sign]:
                    yield name
                    break

    def unit(self, text: str) -> str:
        """Return the TIMEX3 letters of a unit in singular or plural."""
        word = text.lower().split()[-1].rsplit("-", 1)[-1]
        singular = {"centuries": "century", "millennia": "millennium"}.get(word, word)
        return self.units.get(singular) or self.units[singular.removesuffix("s")]


@cache
def read_time_words() -> TimeWords:
    """Return the words and patterns; they are built once per process.

    Raises:
        ModelError: LW301 or LW302 when calendar.toml or timex.toml is damaged or missing.
        BugError: LW901 when a pattern names a fragment that is not there.
    """
    table, timex = read_table("calendar.toml"), read_table("timex.toml")
    references = dict.fromkeys(table["present"]["words"], "PRESENT_REF")
    references |= dict.fromkeys(table["past"]["words"], "PAST_REF")
    references |= dict.fromkeys(table["future"]["words"], "FUTURE_REF")
    return TimeWords(
        months=_numbered(table["months"], 1) | _lower(table["month_abbreviations"]),
        weekdays=_numbered(table["weekdays"], 0) | _lower(table["weekday_abbreviations"]),
        units=table["units"],
        numbers=table["numbers"],
        ordinals=_numbered(table["ordinals"], 1),
        seasons=table["seasons"],
        day_parts=table["day_parts"],
        sets=table["sets"],
        references=references,
        solar_months=_numbered(table["solar_hijri_months"], 1),
        lunar_months=_lower(table["lunar_hijri_months"]),
        feasts=table["feasts"],
        moving_feasts=table["moving_feasts"],
        easter_feasts=table["easter_feasts"],
        named_days=table["named_days"],
        rate_words=frozenset(table["rate_words"]),
        no_year_before=frozenset(table["no_year_before"]),
        year_before=frozenset(table["year_before"]),
        patterns=_build_patterns(timex, _word_fragments(table, references)),
        signs=_read_signs(timex["signs"], table),
    )


def _read_signs(signs: dict[str, list[str]], table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the signs of each pattern, those of a list of calendar.toml where its name stands for them."""
    listed = {f"{{{name}}}": [_longest_word(entry) for entry in _entries(told)] for name, told in table.items()}
    listed["{digits}"] = list(digits)
    return {
        name: tuple(dict.fromkeys(sign for entry in named for sign in listed.get(entry, [entry])))
        for name, named in signs.items()
    }


def _entries(told: Any) -> Iterable[str]:
    """Return the entries of a list or a table of calendar.toml, or of a list under the key "words"."""
    words: Iterable[str] = told["words"] if isinstance(told, dict) and "words" in told else told
    return words


def _longest_word(entry: str) -> str:
    return max(_plain(entry).split(), key=len)


def _plain(text: str) -> str:
    """Return a text in the letters of signs."""
    return text.casefold().replace("’", "'")


def _numbered(names: Iterable[str], first: int) -> dict[str, int]:
    return {name.lower(): number for number, name in enumerate(names, first)}


def _lower(table: dict[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in table.items()}


def _word_fragments(table: dict[str, Any], references: Iterable[str]) -> dict[str, str]:
    """Return one alternation for each word list. Names of months and weekdays must be written as names are."""
    free = [name for name in table["months"] if name not in table["guarded_months"]]
    plain = [word for word in table["numbers"] if word not in ("a", "an") and word not in _FACTORS]
    feasts = [name for key in ("feasts", "moving_feasts", "easter_feasts", "named_days") for name in table[key]]
    return {
        "month": _either([*_cased(table["months"]), *(name.lower() for name in free)]),
        "free_month": _either([*_cased(free), *(name.lower() for name in free)]),
        "guarded_month": _either(_cased(table["guarded_months"])),
        "short_month": _either(_cased(table["month_abbreviations"])),
        "weekday": _either([*_cased(table["weekdays"]), *(name.lower() for name in table["weekdays"])]),
        "short_weekday": _either(table["weekday_abbreviations"]),
        "solar_month": _either(table["solar_hijri_months"]),
        "lunar_month": _either(table["lunar_hijri_months"]),
        "day_part": _either(table["day_parts"]),
        "season": _either(table["seasons"]),
        "ordinal": f"(?:{_either(table['ordinals'])}|\\d{{1,2}}(?:st|nd|rd|th))",
        "plain_number": _either(plain),
        "unit": _either(table["units"]),
        "set": _either(table["sets"]),
        "reference": _either(references),
        "feast": _either(feasts),
    }


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word.upper())]


def _either(words: Iterable[str]) -> str:
    """Return an alternation of words, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered) + ")"


def _build_patterns(table: dict[str, Any], fragments: dict[str, str]) -> dict[str, re.Pattern[str]]:
    for name, source in table["fragments"].items():
        fragments[name] = _expand(source, fragments)
    return {
        name: re.compile(f"{_BEFORE}(?:{_expand(source, fragments)}){_AFTER}".replace(" ", _SPACE))
        for name, source in table["patterns"].items()
    }


def _expand(source: str, fragments: dict[str, str]) -> str:
    """Return a pattern source with its fragments put in."""

    def fill(mark: re.Match[str]) -> str:
        name, group = mark.groups()
        if name not in fragments:
            raise BugError("LW901", f"timex.toml names the unknown fragment {name}", "world")
        return f"(?P<{group}>{fragments[name]})" if group else fragments[name]

    return _MARK.sub(fill, source.replace("\n", ""))
