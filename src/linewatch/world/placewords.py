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
_MOST_BETWEEN = 1  # words beside "a town in" after a comma: ", a small town in"
# COP is no town, though Chop has that alias: so short a word in capitals is a town only if it is a large one (BAKU).
_ACRONYM_LETTERS, _ACRONYM_PEOPLE = 4, 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows that a mention may mean, and the kind that its words ask for (None: they ask for none).

    One that `is_cut` has rows for a part of the name alone.
    """

    rows: tuple[GazetteerRow, ...]
    kind: PlaceKind | None
    is_cut: bool = False


def is_held_by(between: str) -> bool:
    """Say whether words between two names say that the second holds the first: "in", ", a suburb of"."""
    words = between.replace(",", " ").lower().split()
    table = _words()["held"]
    while words and words[-1] in table["articles"]:
        del words[-1]
    if not words or words[-1] not in table["links"]:
        return False
    if len(words) == 1:
        return words[0] != "of"
    rest = [word for word in words[:-2] if word not in table["articles"]]
    return words[-2] in table["parts"] and len(rest) <= (_MOST_BETWEEN if between.startswith(",") else 0)


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(open_data("placewords.toml").read_text("utf-8"))


def is_street(name: str) -> bool:
    """Say whether the last word of a name says that it is a street, or the first that it is a numbered road."""
    words, table = place_key(name).split(), _words()["street"]
    return len(words) > 1 and (words[-1] in table["after"] or any(char.isdigit() for char in name))


@lru_cache(maxsize=1)
def _hints() -> dict[str, dict[str, PlaceKind | None]]:
    """Return the kind by word, for words after and before a name; words for a part of a place ask for no kind."""
    tables: dict[str, dict[str, PlaceKind | None]] = {"after": {}, "before": {}}
    for kind, words in _words().items():
        if kind in ("street", "held"):
            continue
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
    if not longer and head and (kind_before or _is_part_of_name(gazetteer, before, head, name)):
        longer = gazetteer.candidates(f"{head} {name}")
    rows = _without_acronyms(name, gazetteer.candidates(name))
    if longer:
        known = {row.row_id for row in longer}
        return Reading((*longer, *(row for row in rows if row.row_id not in known)), kind)
    if rows:
        return Reading(rows, kind)
    if wider := _wider_rows(gazetteer, name, before, after):
        return Reading(wider, None)
    for shorter, inner_kind in () if is_street(name) else _shorter(name):
        rows = gazetteer.candidates(shorter)
        if inner_kind == "water" and place_key(name).endswith(shorter):  # Lake Vermont is not Vermont
            rows = tuple(row for row in rows if row.kind == "water")
        if rows:
            return Reading(rows, inner_kind or kind, is_cut=inner_kind is not None)
    return Reading((), kind)


def _wider_rows(gazetteer: Gazetteer, name: str, before: str, after: str) -> tuple[GazetteerRow, ...]:
    """Return the rows for an unknown name with the capitalised words beside it: "Thomas Shoal" after "Second"."""
    first, last = before.split()[-1:], after.split()[:1]
    nothing: list[str] = []
    pairs = ((first, last), (first, nothing), (nothing, last))
    for head, tail in pairs:
        if all(word[:1].isupper() for word in head + tail) and head + tail:
            wider = " ".join((*head, name, *tail))
            if wider in gazetteer.written and (rows := gazetteer.candidates(wider)):
                return rows
    return ()


def full_name(gazetteer: Gazetteer, name: str, before: str) -> str:
    """Return the name with the word for a part before it where both together are a name: "West Africa"."""
    head, kind = _hint_at_end(before)
    if not head or kind is not None or not _is_part_of_name(gazetteer, before, head, name):
        return name
    return f"{head} {name}" if gazetteer.candidates(f"{head} {name}") else name


def _is_part_of_name(gazetteer: Gazetteer, before: str, head: str, name: str) -> bool:
    """Say whether "West" belongs to the name after it: it has a capital, or is known without ("southern Lebanon")."""
    written = " ".join(before.split()[-len(head.split()) :])
    return written[:1].isupper() or f"{written} {name}" in gazetteer.written


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
