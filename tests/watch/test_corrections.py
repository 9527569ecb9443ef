"""A term that is put right becomes the whole field of the declaration, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from linewatch.errors import UsageError
from linewatch.records import RedLine
from linewatch.watch.corrections import TERMS, corrected_fields
from tests.factories import make_coded

LINE = make_coded().red_lines[0]


def corrected(*pairs: str, line: RedLine = LINE) -> RedLine:
    """Return the declaration as the watch reads it after the correction."""
    fields = corrected_fields(line, pairs, by="Ada")
    return msgspec.convert({**msgspec.to_builtins(line), **fields}, RedLine, strict=False)


@pytest.mark.parametrize(
    ("pair", "field"),
    [
        ("type=compellent", "type"),
        ("event_type=ASSAULT", "trigger"),
        ("mode=aerial", "trigger"),
        ("actor_countries=FRA", "trigger"),
        ("declarer_country=fra", "declarer"),
        ("addressee_countries=FRA", "addressees"),
        ("area_kind=zone", "area"),
        ("area_countries=FRA", "area"),
        ("distance_km=5", "area"),
        ("until_on=2031-05-01", "deadline"),
    ],
)
def test_one_field_changes(pair: str, field: str) -> None:
    assert list(corrected_fields(LINE, [pair], by="Ada")) == [field]
    assert corrected(pair) == replace(LINE, **{field: getattr(corrected(pair), field)})


def test_every_term_can_be_corrected() -> None:
    fixed = corrected("area_countries=sud, nor,fra", "area_kind=zone", "distance_km=2.5", "until_on=2031-05-01")
    assert fixed.area
    assert (fixed.area.countries, fixed.area.kind, fixed.area.distance_km) == (("FRA", "NOR", "SUD"), "zone", 2.5)
    assert fixed.deadline
    assert fixed.deadline.until_on == date(2031, 5, 1)


def test_countries_keep_the_actors_that_were_read_and_say_who_named_the_others() -> None:
    fixed = corrected("addressee_countries=NOR,FRA")
    assert fixed.addressees[0] == LINE.addressees[0]
    assert (fixed.addressees[1].country, fixed.addressees[1].inferred_by) == ("FRA", "analyst:Ada")


def test_a_line_without_area_gets_one_on_its_own_words() -> None:
    fixed = corrected("area_countries=FRA", line=replace(LINE, area=None))
    assert fixed.area
    assert fixed.area.span == LINE.evidence


def test_what_holds_already_changes_nothing() -> None:
    assert corrected_fields(LINE, ["type=deterrent"], by="Ada") == {}


@pytest.mark.parametrize(
    "pair",
    ["colour=red", "type=strict", "type=", "area_kind=moon", "distance_km=far", "until_on=soon", "event_type=", "mode"],
)
def test_a_term_of_another_form_is_refused(pair: str) -> None:
    with pytest.raises(UsageError, match="LW001 lines correct"):
        corrected_fields(LINE, [pair], by="Ada")


def test_terms_say_how_they_are_written() -> None:
    def words(pair: Any) -> str:
        with pytest.raises(UsageError) as caught:
            corrected_fields(LINE, [pair], by="Ada")
        return str(caught.value)

    assert TERMS["until_on"] in words("until_on=soon")
