"""The classes of the reader: PLOVER's types, three that gold sets file elsewhere, and none.

Published labels follow CAMEO's families where we follow PLOVER's chapters. So that one model can learn from both, what
the two schemes part is a class of its own, and a gold label stands for all classes that it may mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linewatch.ontology import Ontology

NONE: Final = "NONE"


@dataclass(frozen=True, slots=True)
class Kind:
    """One class: its name, the PLOVER type and mode of a record, and the CAMEO code that tells the schemes apart."""

    name: str
    event_type: str | None
    mode: str | None = None
    cameo: str | None = None


_APART: Final = (
    Kind("CONVICT", "SANCTION", "convict", "116"),
    Kind("OCCUPY", "COERCE", "seize", "192"),
    Kind("EMBARGO", "SANCTION", "discontinue", "163"),
)
_FAMILIES: Final = {"116": "CONVICT", "163": "EMBARGO", "191": "OCCUPY", "192": "OCCUPY"}


def all_kinds() -> tuple[Kind, ...]:
    """The classes in the order of the model's outputs."""
    return (*(Kind(name, name) for name in Ontology.open().types), *_APART, Kind(NONE, None))


def kind_of(event_type: str, cameo: str) -> str:
    """The class of an event of our own training set."""
    return _FAMILIES.get(cameo[:3], event_type) if event_type in {"SANCTION", "COERCE", "ASSAULT"} else event_type


def kinds_of_label(label: str) -> list[int]:
    """The places of the classes that a label of the scheme ``plv`` may mean."""
    ontology = Ontology.open()
    return [
        place
        for place, kind in enumerate(all_kinds())
        if kind.event_type is not None and ontology.label("plv", kind.event_type, kind.cameo) == label
    ]


def all_modes() -> tuple[str, ...]:
    """Each ``TYPE/mode`` that PLOVER has, in the order of the model's outputs."""
    return tuple(f"{kind.name}/{mode}" for kind in Ontology.open().types.values() for mode in kind.modes)
