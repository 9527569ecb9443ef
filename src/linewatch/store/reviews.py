"""Which decisions hold, and what they say of steps: undone decisions do not count, and an undoing may be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linewatch.records import Decision, Review


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that nobody has undone, without the undoings, the oldest first."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda each: (each.made_at, each.decision_id), reverse=True):
        if decision.decision_id in undone:
            continue
        if decision.verb == "undo":
            undone.add(decision.about)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def read_reviews(decisions: Iterable[Decision]) -> dict[str, Review]:
    """Return the latest word of an analyst on each step that has one, by the step's id."""
    verdicts: dict[str, Review] = {}
    for decision in in_force(decisions):
        if decision.verb == "confirm":
            verdicts[decision.about] = Review("confirmed", decision.made_by, decision.made_at)
        elif decision.verb == "reject":
            verdicts[decision.about] = Review("rejected", decision.made_by, decision.made_at)
    return verdicts


def undone_additions(decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of declarations that an analyst added and somebody took back."""
    kept = {decision.about for decision in in_force(decisions) if decision.verb == "add"}
    return frozenset(decision.about for decision in decisions if decision.verb == "add") - kept
