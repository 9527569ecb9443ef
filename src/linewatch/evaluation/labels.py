"""What the gold sets of events call a type: 15 classes, PLOVER's with CONCEDE and RETREAT as YIELD.

Takes a name of any draft of PLOVER, gives the class; never used outside of evaluation.
"""

from __future__ import annotations

from typing import Final

from linewatch.ontology import Ontology

SCHEME: Final = "plv"
_OLDER: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of older drafts of PLOVER, as gold files have them."""


def classes() -> tuple[str, ...]:
    """Return the classes in the order of the ontology."""
    ontology = Ontology.open()
    return tuple(dict.fromkeys(ontology.label(SCHEME, name) for name in ontology.types))


def class_of(name: str | None) -> str:
    """Return the class that a type, an older one or a class belongs to; an unknown name stays, in capitals."""
    known = (name or "").strip().upper()
    return Ontology.open().label(SCHEME, _OLDER.get(known, known))
