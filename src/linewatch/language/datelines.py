"""A report's dateline: "KYIV, Nov. 5 (Agency) — " before the first sentence.

Takes a text and where a paragraph begins; gives where its dateline ends. It must never look further than
`LONGEST_DATELINE` characters.

Source: AP Stylebook, datelines; the agencies' own habits (Xinhua, IRNA, SANA, TASS).
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_DATELINE: Final = 120

_DASH: Final = r" ?(?:—|–|--|-(?= ))\s*"
_CAPITALS: Final = r"[A-Z][A-Z.'’\-]{2,}(?:[ /][A-Z][A-Z.'’\-]+){0,4}"
_TITLE: Final = r"[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3}"
_REST: Final = r"(?:, ?[^()\n—–\"“”!?;:]{1,50}?){0,2}"
_AGENCY: Final = r" ?\([A-Z][^()\n]{1,40}\)"
_WIRE: Final = r", ?[A-Z]{2,8}"
_DATELINE: Final = re.compile(
    rf"(?:{_CAPITALS}{_REST}(?:{_AGENCY})?|{_TITLE}{_REST}(?:{_AGENCY}|{_WIRE})){_DASH}(?=[\"“‘'(\[]?[A-Z0-9])"
)


def find_dateline_end(text: str, start: int) -> int | None:
    """The offset of the first character after the dateline that begins at `start`, or None where there is none."""
    found = _DATELINE.match(text[start : start + LONGEST_DATELINE])
    return None if found is None else start + found.end()
