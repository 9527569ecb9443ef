"""The words around a place name that say what kind of place it is ("Kunar province", "city of", "Aras River").

Takes a name with the words beside it; gives the gazetteer's rows for the best reading of it and the kind that the
words ask for. It chooses between spellings, never between places.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from linewatch.records import PlaceKind
from linewatch.world.datafiles import open_data
from linewatch.world.gazetteer import Gazetteer, GazetteerRow
from linewatch.world.placenames import place_key

_MOST_WORDS = 3  # of one hint
# COP is no town, though Chop has that alias: so short a word in capitals is a town only if it is a large one (BAKU).
_ACRONYM_LETTERS, _ACRONYM_PEOPLE = 4, 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows that a mention may mean, and the kind that its words ask for (None: they ask for none)."""

    rows: tuple[GazetteerRow, ...]
    kind: PlaceKind | None


@lru_cache(maxsize=1)
def _hints() -> dict[str, dict[str, PlaceKind | None]]:
    """Return the kind by word, for words after and before a name; words for a part of a place ask for no kind."""
    tables: dict[str, dict[str, PlaceKind | None]] = {"after": {}, "before": {}}
    for kind, words in tomllib.loads(open_data("placewords.toml").read_text("utf-8")).items():
        for side in tables:
            tables[side].update(dict.fromkeys(words.get(side, ()), None if kind == "part" else cast(PlaceKind, kind)))
    return tables


def read_mention(gazetteer: Gazetteer, name: str, *, before: str = "", after: str = "") -> Reading:
    """Return the rows for a name as it stands between the words `before` and `after` it.

    The name with a hint word of its neighbours is tried first ("Orange" + "County"), then the name, then the name
    without the hint words in it ("northern Gaza").
    """
    tail, kind_after = _hint_at_start(after)
    head, kind_before = _hint_at_end(before)
    kind = kind_after or kind_before
    longer = gazetteer.candidates(f"{name} {tail}") if tail else ()
    if not longer and head:
        longer = gazetteer.candidates(f"{head} {name}")
    rows = _without_acronyms(name, gazetteer.candidates(name))
    if longer:
        known = {row.row_id for row in longer}
        return Reading((*longer, *(row for row in rows if row.row_id not in known)), kind)
    if rows:
        return Reading(rows, kind)
    for shorter, inner_kind in _shorter(name):
        rows = gazetteer.candidates(shorter)
        if inner_kind == "water" and place_key(name).endswith(shorter):  # Lake Vermont is not Vermont
            rows = tuple(row for row in rows if row.kind == "water")
        if rows:
            return Reading(rows, inner_kind or kind)
    return Reading((), kind)


def _without_acronyms(name: str, rows: tuple[GazetteerRow, ...]) -> tuple[GazetteerRow, ...]:
    if not name.isupper() or len(name) > _ACRONYM_LETTERS:
        return rows
    return tuple(row for row in rows if row.kind != "settlement" or row.population >= _ACRONYM_PEOPLE)


def _hint_at_start(words: str) -> tuple[str, PlaceKind | None]:
    found = place_key(words).split()[:_MOST_WORDS]
    for count in range(len(found), 0, -1):
        if (hint := " ".join(found[:count])) in _hints()["after"]:
            return hint, _hints()["after"][hint]
    return "", None


def _hint_at_end(words: str) -> tuple[str, PlaceKind | None]:
    found = place_key(words).split()[-_MOST_WORDS:]
    for start in range(len(found)):
        if (hint := " ".join(found[start:])) in _hints()["before"]:
            return hint, _hints()["before"][hint]
    return "", None


def _shorter(name: str) -> Iterator[tuple[str, PlaceKind | None]]:
    """Yield the name without the hint words at its end, at its start, at both."""
    words = place_key(name).split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if (hint := " ".join(words[-count:])) in _hints()["after"]:
            yield " ".join(words[:-count]), _hints()["after"][hint]
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if (hint := " ".join(words[:count])) in _hints()["before"]:
            shorter = " ".join(words[count:])
            yield shorter, _hints()["before"][hint]
            yield from _shorter(shorter)
