"""Lines of a page that are not the report: share links, comment prompts, cookie notices, rights.

Whole lines only, by the patterns of ``data/ingest.toml``. What stays is unchanged and in order.
"""

from __future__ import annotations

import re
from functools import cache

from linewatch.ingest.knowledge import ingest_tables
from linewatch.ingest.lines import is_blank, split_lines


@cache
def _boilerplate() -> tuple[re.Pattern[str], int]:
    table = ingest_tables()["boilerplate"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in table["patterns"]), re.IGNORECASE), table["longest_line"]


def is_boilerplate(line: str) -> bool:
    """Say whether the whole line is furniture of a page."""
    pattern, longest = _boilerplate()
    words = line.strip()
    return 0 < len(words) <= longest and pattern.fullmatch(words) is not None


def cut_boilerplate(text: str) -> str:
    """Return the text without its boilerplate lines, each cut with the blanks after it if one stands before it."""
    kept: list[str] = []
    after_cut = False
    for line in split_lines(text):
        if is_boilerplate(line):
            after_cut = True
        elif not (after_cut and is_blank(line) and (not kept or is_blank(kept[-1]))):
            kept.append(line)
            after_cut = False
    return "".join(kept)
