"""Answers of the reader in PLOVER's terms: which type, how sure, does a draft agree. Takes and gives values only.

The classes of the reader are finer than PLOVER's types where published label schemes file an act elsewhere; here those
of one label count together, so that a type is not weighed against itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linewatch.language.heads import NONE
from linewatch.language.relations import Answer
from linewatch.ontology import Ontology

SCHEME: Final = "plv"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest class, how likely its label is, and how likely it is that there is nothing, all in [0, 1]."""

    kind: str
    share: float
    nothing: float


def label_of(event_type: str, cameo: str | None, ontology: Ontology) -> str:
    """Return the label of a type in the scheme of the classes."""
    return ontology.label(SCHEME, event_type, cameo)


def judge(answer: Answer, ontology: Ontology) -> Verdict:
    """Return the likeliest label of an answer by its likeliest class."""
    shares = _shares(answer, ontology)
    label = max(shares, key=lambda name: shares[name])
    kinds = [kind for kind in answer.kinds if kind != NONE and _label(answer, kind, ontology) == label]
    return Verdict(max(kinds, key=lambda kind: answer.kinds[kind]), shares[label], answer.kinds[NONE])


def type_of(answer: Answer, ontology: Ontology) -> str:
    """Return the likeliest event type of an answer."""
    return answer.heads.classes[judge(answer, ontology).kind][0]


def is_known(answer: Answer, event_type: str, cameo: str | None, ontology: Ontology) -> bool:
    """Say whether the reader has classes for the type of a draft; of one that is the user's own it may know nothing."""
    return label_of(event_type, cameo, ontology) in _shares(answer, ontology)


def support_of(answer: Answer, event_type: str, cameo: str | None, ontology: Ontology) -> float:
    """Return how likely the answer holds the type of a draft to be, in [0, 1]."""
    return _shares(answer, ontology).get(label_of(event_type, cameo, ontology), 0.0)


def label_shares(answer: Answer, ontology: Ontology) -> dict[str, float]:
    """Return how likely each label is, given that there is something: shares that add up to 1."""
    shares = _shares(answer, ontology)
    total = sum(shares.values()) or 1.0
    return {name: share / total for name, share in shares.items()}


def _shares(answer: Answer, ontology: Ontology) -> dict[str, float]:
    shares: dict[str, float] = {}
    for kind, share in answer.kinds.items():
        if kind != NONE:
            name = _label(answer, kind, ontology)
            shares[name] = shares.get(name, 0.0) + share
    return shares


def _label(answer: Answer, kind: str, ontology: Ontology) -> str:
    event_type, _, cameo = answer.heads.classes[kind]
    return label_of(event_type, cameo or None, ontology)
