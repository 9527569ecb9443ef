"""The user's additions to the ontology: event types, modes, contexts and what becomes of them under a modality.

Takes TOML files in the form of data/plover.toml; gives an ontology that has them beside PLOVER's own. A new type
without a row of modality stays itself when it is planned or denied and is dropped when it is only supposed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from linewatch.ontology import EventType, Mode, Ontology
from linewatch.tables import OwnTable

_TABLES = ("types", "modes", "contexts", "modality", "carried")


class _Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    meaning: str
    score: float | None = None
    cameo: str = ""


class _TypeMode(_Mode, frozen=True, forbid_unknown_fields=True, kw_only=True):
    type: str


class _Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    quad: int
    score: float
    meaning: str
    cameo: str = ""
    recipient_required: bool = False
    modes: tuple[_Mode, ...] = ()


def extend_ontology(ontology: Ontology, tables: Iterable[OwnTable]) -> Ontology:
    """Return the ontology with the rows of the tables added.

    Raises:
        ModelError: LW305 a row is not of the form of plover.toml or contradicts the ontology.
    """
    for table in tables:
        table.check_keys(_TABLES)
        for add in (_with_types, _with_modes, _with_contexts, _with_modality, _with_carried):
            ontology = add(ontology, table)
    return ontology


def _with_types(ontology: Ontology, table: OwnTable) -> Ontology:
    types = dict(ontology.types)
    modality = {row: dict(cells) for row, cells in ontology.modality.items()}
    for index, row in enumerate(table.row(list[dict[str, object]], ("types",), table.content.get("types", []))):
        keys = ("types", index)
        own = table.row(_Type, keys, row)
        if own.name in types:
            raise table.fault(keys, f"there is a type {own.name} already; add [[modes]] to it or choose another name")
        if own.quad not in (1, 2, 3, 4) or not -10 <= own.score <= 10:
            raise table.fault(keys, "quad must be 1 to 4 and score -10 to 10; mend them")
        _check_cameo(ontology, table, keys, own.cameo)
        modes = {mode.name: Mode(mode.name, mode.score, mode.cameo, mode.meaning) for mode in own.modes}
        types[own.name] = EventType(
            own.name, own.quad, own.score, own.recipient_required, own.cameo, own.meaning, modes
        )
        for name, cells in modality.items():
            cells[own.name] = "" if name == "hypothetical" else own.name
    return replace(ontology, types=types, modality=modality)


def _with_modes(ontology: Ontology, table: OwnTable) -> Ontology:
    types = dict(ontology.types)
    for index, row in enumerate(table.row(list[dict[str, object]], ("modes",), table.content.get("modes", []))):
        keys = ("modes", index)
        own = table.row(_TypeMode, keys, row)
        kind = types.get(own.type)
        if kind is None:
            raise table.fault(keys, f"there is no type {own.type}; use one of {', '.join(types)}")
        if own.name in kind.modes:
            raise table.fault(keys, f"{own.type} has a mode {own.name} already; choose another name")
        _check_cameo(ontology, table, keys, own.cameo)
        mode = Mode(own.name, own.score, own.cameo or kind.cameo, own.meaning)
        types[own.type] = replace(kind, modes={**kind.modes, own.name: mode})
    return replace(ontology, types=types)


def _with_contexts(ontology: Ontology, table: OwnTable) -> Ontology:
    own = table.row(dict[str, str], ("contexts",), table.content.get("contexts", {}))
    return replace(ontology, contexts={**ontology.contexts, **own})


def _with_modality(ontology: Ontology, table: OwnTable) -> Ontology:
    given = table.row(dict[str, dict[str, str]], ("modality",), table.content.get("modality", {}))
    modality = {row: dict(cells) for row, cells in ontology.modality.items()}
    for name, cells in given.items():
        if name not in modality:
            raise table.fault(("modality", name), f"there is no modality {name!r}; use one of {', '.join(modality)}")
        for kind, becomes in cells.items():
            for type_name in filter(None, (kind, becomes)):
                if type_name not in ontology.types:
                    raise table.fault(("modality", name), f"there is no type {type_name}; add it under [[types]]")
            modality[name][kind] = becomes
    return replace(ontology, modality=modality)


def _with_carried(ontology: Ontology, table: OwnTable) -> Ontology:
    given = table.row(dict[str, dict[str, str]], ("carried",), table.content.get("carried", {}))
    carried = {row: dict(cells) for row, cells in ontology.carried.items()}
    for name, cells in given.items():
        if name not in ontology.types:
            raise table.fault(("carried", name), f"there is no type {name}; add it under [[types]]")
        for kind, mode in cells.items():
            if mode not in ontology.types[name].modes:
                raise table.fault(("carried", name), f"{name} has no mode {mode} for {kind}; add it under [[modes]]")
            carried.setdefault(name, {})[kind] = mode
    return replace(ontology, carried=carried)


def _check_cameo(ontology: Ontology, table: OwnTable, keys: tuple[str | int, ...], code: str) -> None:
    if code and code not in ontology.cameo:
        raise table.fault(keys, f"CAMEO has no code {code}; give another one or leave it out")
