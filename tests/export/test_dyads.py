"""Sides of an event, and whether it happened."""

from __future__ import annotations

from linewatch.export.dyads import Side, has_happened, sides_of
from tests.export.events import ARMENIA, BAKU, UNITED, entry_of


def test_recipients_are_the_other_side() -> None:
    event = entry_of(actors=(ARMENIA, UNITED)).record
    assert sides_of(event) == (Side(ARMENIA, (UNITED,)), Side(BAKU))


def test_where_all_are_actors_the_first_faces_the_rest() -> None:
    event = entry_of(actors=(ARMENIA, BAKU, UNITED), recipients=()).record
    assert sides_of(event) == (Side(ARMENIA), Side(BAKU, (UNITED,)))


def test_a_side_may_be_nobody() -> None:
    assert sides_of(entry_of(actors=()).record) == (Side(None), Side(BAKU))
    assert sides_of(entry_of(recipients=()).record) == (Side(ARMENIA), Side(None))


def test_plans_and_denials_have_not_happened() -> None:
    told = {
        modality: has_happened(entry_of(modality=modality).record)
        for modality in ("actual", "historical", "negated", "future")
    }
    assert told == {"actual": True, "historical": True, "negated": False, "future": False}
