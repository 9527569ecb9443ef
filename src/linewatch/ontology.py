"""PLOVER and its CAMEO table, read from data/plover.toml and data/cameo.toml.

Takes the names of types, modes and contexts; gives scores, quad codes, conversions and the rule of modality. It holds
no knowledge of its own: what the sources leave open is decided in plover.toml, with the reason beside it.

Source: PLOVER manual draft 2.0 (OEDA 2021), CAMEO2PLOVER-2021, the modality table of Zero-Shot-PLOVER (ACL 2024).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from linewatch.errors import BugError, ModelError, UsageError
from linewatch.records import Modality

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind of an event type. `score` is None where the manual prints none."""

    name: str
    score: float | None
    cameo: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types. `score` lies in -10 (hostile) to +10 (helpful)."""

    name: str
    quad_code: int
    score: float
    recipient_required: bool
    cameo: str
    meaning: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Coding:
    """What a CAMEO code means in PLOVER."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelScheme:
    """What a published gold set calls our records where it differs; CAMEO codes go before types."""

    types: Mapping[str, str]
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """A contradiction of the sources, what Linewatch does and why."""

    id: str
    defect: str
    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """PLOVER. `types`, `contexts`, `sectors` and the rest are keyed by name in the order of the file."""

    release: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    non_state: Mapping[str, str]
    extra_states: Mapping[str, str]
    disputed: Mapping[str, str]
    precedence: Mapping[str, str]
    decisions: tuple[Decision, ...]
    cameo: Mapping[str, Coding | None]
    modality: Mapping[str, Mapping[str, str]]
    carried: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, LabelScheme]

    @staticmethod
    def open() -> Ontology:
        """Return the one ontology of this installation; it is read once.

        Raises:
            ModelError: LW302 when a data file is missing, LW301 when it is damaged.
        """
        return _open()

    def version(self) -> str:
        """Return the name of this release of the tables, such as ``plover-2.0-lw1``."""
        return self.release

    def event_type(self, name: str) -> EventType:
        """Return the type of that name.

        Raises:
            BugError: LW901 when there is no such type.
        """
        if name not in self.types:
            raise BugError("LW901", f"there is no event type {name}; use one of {', '.join(self.types)}", "ontology")
        return self.types[name]

    def mode_score(self, event_type: str, mode: str) -> float | None:
        """Return the printed score of a mode, None where the manual prints none.

        Raises:
            BugError: LW901 when the type has no such mode.
        """
        return self._mode(event_type, mode).score

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        """Return the score of the mode, or of the type where there is no mode or it has no score.

        Raises:
            BugError: LW901 when the type or its mode does not exist.
        """
        score = self.mode_score(event_type, mode) if mode else None
        return self.event_type(event_type).score if score is None else score

    def quad_code(self, event_type: str) -> int:
        """Return 1 verbal cooperation, 2 material cooperation, 3 verbal conflict or 4 material conflict.

        Raises:
            BugError: LW901 when there is no such type.
        """
        return self.event_type(event_type).quad_code

    def from_cameo(self, code: str) -> Coding | None:
        """Return the PLOVER coding of a CAMEO code of two to four digits, None where PLOVER drops it (01, 02).

        Raises:
            UsageError: LW001 when CAMEO has no such code.
        """
        if code not in self.cameo:
            raise UsageError("LW001", f"{code!r} is no CAMEO code; give two to four digits, such as 0871", "ontology")
        return self.cameo[code]

    def cameo_for(self, event_type: str, mode: str | None = None) -> str | None:
        """Return one CAMEO code that stands for the type and mode; lossy, since several codes share each of them.

        Raises:
            BugError: LW901 when the type or its mode does not exist.
        """
        return (self._mode(event_type, mode).cameo if mode else self.event_type(event_type).cameo) or None

    def modal_type(self, event_type: str, modality: Modality, tense: Tense = "past") -> str | None:
        """Return what an event of that type is coded as under a modality; None means that nothing is coded.

        Only a negated event asks for the tense; its present counts as past, since both are reported facts.

        Raises:
            BugError: LW901 when there is no such type.
        Source: Zero-Shot-PLOVER, table of root codes and modality; decisions future-yield, yield-split and
        modality-silent-rows of plover.toml.
        """
        self.event_type(event_type)
        if modality in ("actual", "historical"):
            return event_type
        row = f"negated-{'future' if tense == 'future' else 'past'}" if modality == "negated" else modality
        return self.modality[row][event_type] or None

    def turned_types(self, event_type: str) -> frozenset[str]:
        """Return the types that an event of this type becomes where it is planned, supposed or denied."""
        return frozenset(row.get(event_type, "") for row in self.modality.values()) - {"", event_type}

    def carried_mode(self, outer_type: str, inner_type: str, inner_mode: str | None = None) -> str | None:
        """Return the mode that REQUEST, REJECT or THREATEN takes from the act that it is about, if any."""
        row = self.carried.get(outer_type, {})
        return row.get(f"{inner_type}/{inner_mode}") or row.get(inner_type)

    def label(self, scheme: str, event_type: str, cameo_code: str | None = None) -> str:
        """Return what a gold set calls a record of that type and CAMEO code; for scoring alone.

        Raises:
            BugError: LW901 when there is no such scheme.
        """
        if scheme not in self.labels:
            raise BugError(
                "LW901", f"there is no label scheme {scheme}; use one of {', '.join(self.labels)}", "ontology"
            )
        known = self.labels[scheme]
        return known.codes.get(cameo_code or "") or known.types.get(event_type, event_type)

    def _mode(self, event_type: str, mode: str) -> Mode:
        modes = self.event_type(event_type).modes
        if mode not in modes:
            raise BugError("LW901", f"{event_type} has no mode {mode}; it has {', '.join(modes) or 'none'}", "ontology")
        return modes[mode]


@cache
def _open() -> Ontology:
    plover, cameo = read_table("plover.toml"), read_table("cameo.toml")
    try:
        return _build(plover, cameo)
    except (KeyError, TypeError) as error:
        raise ModelError("LW301", f"a row is wrong ({error}); install Linewatch again", "ontology") from error


def _build(plover: dict[str, Any], cameo: dict[str, Any]) -> Ontology:
    return Ontology(
        release=plover["version"],
        types={row["name"]: _event_type(row) for row in plover["types"]},
        precedence={row["rule"]: row["says"] for row in plover["precedence"]},
        decisions=tuple(Decision(**row) for row in plover["decisions"]),
        cameo={code: _coding(row) for code, row in cameo["codes"].items()},
        labels={name: LabelScheme(**row) for name, row in plover["labels"].items()},
        **{
            name: plover[name]
            for name in ("contexts", "sectors", "non_state", "extra_states", "disputed", "modality", "carried")
        },
    )


def _event_type(row: dict[str, Any]) -> EventType:
    modes = {m["name"]: Mode(m["name"], m.get("score"), m["cameo"], m["meaning"]) for m in row.get("modes", [])}
    required, meaning = row["recipient_required"], row["meaning"]
    return EventType(row["name"], row["quad"], row["score"], required, row["cameo"], meaning, modes)


def _coding(row: dict[str, Any]) -> Coding | None:
    return Coding(row["type"], row.get("mode"), tuple(row.get("contexts", ()))) if "type" in row else None


def read_table(name: str) -> dict[str, Any]:
    """Return the TOML data file of that name under linewatch/data.

    Raises:
        ModelError: LW302 when it is missing, LW301 when it is not TOML.
    """
    try:
        return tomllib.loads((files("linewatch") / "data" / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError("LW302", "the data file is missing; install Linewatch again", name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError("LW301", f"the data file is damaged ({error}); install Linewatch again", name) from error
