"""What the watch knows, read from data/watch.toml: words, distances, thresholds, fitted weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from linewatch.errors import ModelError
from linewatch.ontology import read_table


@dataclass(frozen=True, slots=True)
class Tables:
    """All of data/watch.toml. `weights` is by state, then by feature."""

    register: Mapping[str, float]
    area: Mapping[str, float]
    window_days: int
    denial_days: int
    follow: float
    alone: float
    occurrences: Mapping[str, float]
    families: Mapping[str, str]
    acts: Mapping[str, Sequence[str]]
    answers: Mapping[str, Sequence[str]]
    armed: frozenset[str]
    empty: frozenset[str]
    generic_names: frozenset[str]
    places: frozenset[str]
    speech: re.Pattern[str]
    concepts: Mapping[str, Sequence[str]]
    cues: Mapping[str, re.Pattern[str]]
    weights: Mapping[str, Mapping[str, float]]


@cache
def read_tables() -> Tables:
    """Return the tables; they are read once.

    Raises:
        ModelError: LW302 the file is missing, LW301 it is damaged.
    """
    table = read_table("watch.toml")
    try:
        return _build(table)
    except (KeyError, TypeError, re.error) as error:
        raise ModelError("LW301", f"a row is wrong ({error}); install Linewatch again", "watch.toml") from error


def _build(table: dict[str, Any]) -> Tables:
    return Tables(
        register=table["register"],
        area=table["area"],
        denial_days=table["time"]["denial_days"],
        window_days=table["time"]["window_days"],
        follow=table["match"]["follow"],
        alone=table["match"]["alone"],
        occurrences=table["occurrences"],
        families=table["families"],
        acts=table["acts"],
        answers=table["answers"],
        armed=frozenset(table["sectors"]["armed"]),
        empty=frozenset(table["words"]["empty"]),
        generic_names=frozenset(table["words"]["generic_names"]),
        places=frozenset(table["words"]["places"]),
        speech=_pattern(table["speech"]["verbs"]),
        concepts=table["concepts"],
        cues={name: _pattern(phrases) for name, phrases in table["cues"].items()},
        weights=table.get("weights", {}),
    )


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases: * is any ending of a word, + one to three words between."""
    written = (
        re.escape(phrase).replace(r"\ \+", r"(?:\s+\w+){1,3}?\s+").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        for phrase in phrases
    )
    return re.compile(rf"\b(?:{'|'.join(written)})\b", re.IGNORECASE)
