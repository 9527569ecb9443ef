"""Countries by the codes of event data, both ways."""

from __future__ import annotations

import pytest

from linewatch.world.countries import read_table
from linewatch.world.countrycodes import codes_of, from_cow, from_fips, from_gw, from_numeric

STATES = [row["iso3"] for row in read_table("countries.toml")["states"]]


@pytest.mark.parametrize(
    ("iso3", "numeric", "fips", "cow", "gw"),
    [
        ("ARM", 51, "AM", 371, 371),
        ("DEU", 276, "GM", 255, 260),
        ("YEM", 887, "YM", 679, 678),
        ("AUS", 36, "AS", 900, 900),
    ],
)
def test_codes_lead_both_ways(iso3: str, numeric: int, fips: str, cow: int, gw: int) -> None:
    codes = codes_of(iso3)
    assert codes is not None
    assert (codes.numeric, codes.fips, codes.cow, codes.gw) == (numeric, fips, cow, gw)
    assert {from_numeric(numeric), from_fips(fips), from_cow(cow), from_gw(gw)} == {iso3}


def test_every_state_that_news_names_has_codes() -> None:
    assert [iso3 for iso3 in STATES if codes_of(iso3) is None] == []


@pytest.mark.parametrize("system", ["numeric", "fips", "cow", "gw"])
def test_no_code_is_of_two_countries(system: str) -> None:
    codes = [getattr(codes_of(iso3), system) for iso3 in STATES]
    known = [code for code in codes if code is not None]
    assert len(known) == len(set(known))


def test_states_that_are_gone_and_lands_that_are_none_have_heirs() -> None:
    assert (from_gw(345), from_gw(678), from_fips("GZ"), from_fips("RB")) == ("SRB", "YEM", "PSE", "SRB")


def test_what_no_table_has_is_none() -> None:
    assert codes_of("XXX") is codes_of(None) is from_numeric(0) is from_fips("") is from_cow(-1) is from_gw(-1) is None
