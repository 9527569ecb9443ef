"""PLOVER's own JSON."""

from __future__ import annotations

from linewatch.export.plover import plover_object
from tests.export.events import NO_DAY, entry_of


def test_an_event_has_the_manuals_fields() -> None:
    made = plover_object(entry_of())
    assert (made["date"], made["event"], made["mode"], made["quad_code"]) == (
        "2031-03-04",
        ["ASSAULT"],
        ["heavy-weapons"],
        4,
    )
    assert made["actor"] == [
        {"code": "ARM", "sector": None, "entity_text": "Norland", "identifier_text": "Armenia", "office": None}
    ]
    assert made["event_loc"]["country_code"] == "ARM"
    assert made["event_loc"]["resolution"] == 4
    assert made["cite_info"]["citation"] == "The Ilm Post, 2031-03-05"


def test_what_did_not_happen_has_an_auxiliary_mode() -> None:
    assert plover_object(entry_of(modality="negated", mode=None))["mode"] == ["negated"]


def test_what_is_unknown_is_null() -> None:
    made = plover_object(entry_of(None, occurred=NO_DAY))
    assert made["date"] is made["event_loc"] is None
