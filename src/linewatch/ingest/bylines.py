"""Bylines: who wrote the report, as a line of its own says it."""

from __future__ import annotations

import re
from functools import cache

from linewatch.ingest.dates import read_date_line
from linewatch.ingest.knowledge import either, ingest_tables

LONGEST_BYLINE = 120
LONGEST_NAME_WORDS = 14


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(ingest_tables()['bylines']['openings'])}):?\s{{1,3}}", re.IGNORECASE)


@cache
def _no_names() -> frozenset[str]:
    dates = ingest_tables()["dates"]
    return frozenset([*dates["weekdays"], *dates["labels"], *(name for names in dates["months"] for name in names)])


def read_byline(line: str) -> str | None:
    """Return the names of a line such as ``By Jane Doe and John Roe, Agency``, or None when it is no byline."""
    words = line.strip()
    opening = _opening().match(words)
    if len(words) > LONGEST_BYLINE or opening is None:
        return None
    names = words[opening.end() :].strip()
    return names if _are_names(names) and read_date_line(names) is None else None


def _are_names(names: str) -> bool:
    authors = re.split(r"[,(|/]", names, maxsplit=1)[0].split()
    particles = ingest_tables()["bylines"]["particles"]
    if not 0 < len(authors) <= LONGEST_NAME_WORDS or names.endswith(("?", "!", ":", ";")):
        return False
    if re.search(r"[a-z]{2}\.$", names) or authors[0].strip(".,").lower() in _no_names():
        return False
    return all(word[:1].isupper() or word.lower() in particles for word in authors)
