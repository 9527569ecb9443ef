"""What the reader of red lines tells of a sentence: its classes with their labels, and the roles of words."""

from __future__ import annotations

from typing import Final

from linewatch.ontology import Ontology
from training.lines.markup import AREAS, FORMS, KINDS, ROLES, SPECIFICITIES, TYPES
from training.roles.examples import Question, Schema, Words

NONE: Final = "none"
"""The label of a part that a red line has not."""
YES: Final = "yes"
NO: Final = "no"


def make_schema() -> Schema:
    """Return roles and classes; `line` says whether a sentence holds the trigger of a red line at all."""
    ontology = Ontology.open()
    types = tuple(ontology.types)
    classes = {
        "line": (NO, YES),
        "kind": KINDS,
        "line type": TYPES,
        "act": types,
        "form": FORMS,
        "response": (NONE, *types),
        "mode": (NONE, *ontology.types["THREATEN"].modes),
        "specificity": (NONE, *SPECIFICITIES),
        "area": (NONE, *AREAS),
    }
    return Schema(tuple(ROLES.values()), classes)


def no_line(marked: Words) -> Question:
    """Return the question about a sentence without a trigger; its other parts and labels are not asked for."""
    return Question(marked, {"trigger": ()}, {"line": NO})


def untold(marked: Words) -> Question:
    """Return the question about a sentence that nobody has labelled: a teacher's to answer."""
    return Question(marked, dict.fromkeys(ROLES.values(), ()), {}, weight=0.0)
