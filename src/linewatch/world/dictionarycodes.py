"""The codes of a dictionary in the text format of PETRARCH: ``HOBGOV 19950601 - 19990815``, ``~GOV``, ``ELR/GAL``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_CENTURY_TURN = 30  # two-digit years below it are of this century, as PETRARCH has it
_FORM = re.compile(r"^([~A-Za-z0-9/+#-]*?)\s*(?:([<>])\s*(\d+)|(\d{6,8})\s*-\s*(\d{6,8}))?$")


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code, or several that all hold, with the days for which it does. An agent's code has lost its ``~``."""

    codes: tuple[str, ...]
    from_on: date | None = None
    until_on: date | None = None
    is_agent: bool = False
    is_body: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the code holds for some time only."""
        return self.from_on is not None or self.until_on is not None


def read_code_text(text: str) -> DatedCode | str:
    """Return what stands between the brackets, or in words what is wrong with it.

    ``<`` and ``>`` leave the day itself out; the two days of a range belong to it.
    """
    found = _FORM.match(text.strip())
    if found is None:
        return f"[{text}] is no code; write it as [USAGOV], [USAGOV 20010120-20090120] or [~GOV]"
    code, sign, bound, first, last = found.groups()
    code = code.upper()
    if not code:
        return f"[{text}] has no code before its days; write it as [USAGOV < 20090120]"
    from_on, until_on = None, None
    try:
        if sign == "<":
            until_on = _read_day(bound) - _DAY
        elif sign == ">":
            from_on = _read_day(bound) + _DAY
        elif first:
            from_on, until_on = _read_day(first), _read_day(last)
    except ValueError:
        return f"[{text}] has a day that is none; write it as 20010120 or 010120"
    if from_on and until_on and from_on > until_on:
        return f"[{text}] ends before it begins; write the earlier day first"
    is_agent = "~" in code
    codes = tuple(part for part in code.replace("~", "").split("/") if part)
    if not codes:
        return f"[{text}] has no role; write it as [~GOV]"
    return DatedCode(codes, from_on, until_on, is_agent, is_agent and code.endswith("~"))


def _read_day(digits: str) -> date:
    """Return the day of YYYYMMDD or YYMMDD.

    Raises:
        ValueError: it is none.
    """
    if len(digits) == 6:
        digits = f"{20 if int(digits[:2]) < _CENTURY_TURN else 19}{digits}"
    if len(digits) != 8:
        raise ValueError(digits)
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
