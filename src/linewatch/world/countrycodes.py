"""Countries by the codes of event data: ISO numbers, FIPS, Correlates of War, Gleditsch and Ward. Both ways.

Takes codes, gives ISO 3166-1 alpha-3 (and PLOVER's KOS), or the other way. Table: data/countrycodes.toml. It knows no
names in texts: that is `countries`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linewatch.world.countries import read_table


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """One country. `region` is one of ACLED's; what a system has no code for is None."""

    iso3: str
    name: str
    iso2: str
    numeric: int | None
    fips: str | None
    cow: int | None
    gw: int | None
    region: str


def codes_of(iso3: str | None) -> CountryCodes | None:
    """Return the codes of a country, None where the code is none of ours."""
    return _codes().get(iso3 or "")


def from_numeric(number: int) -> str | None:
    """Return the country of an ISO 3166-1 number, as ACLED has it."""
    return _by_number("numeric").get(number)


def from_fips(code: str) -> str | None:
    """Return the country of a FIPS 10-4 code, as GDELT has it."""
    return _by_fips().get(code)


def from_cow(number: int) -> str | None:
    """Return the country of a number of the Correlates of War, as POLECAT has it."""
    return _by_number("cow").get(number)


def from_gw(number: int) -> str | None:
    """Return the country of a number of Gleditsch and Ward, as UCDP has it."""
    return _by_number("gw").get(number) or _former().get(number)


@cache
def _codes() -> dict[str, CountryCodes]:
    rows = read_table("countrycodes.toml")["countries"]
    names = {row["iso3"]: row["name"] for row in read_table("countries.toml")["states"]}
    return {
        iso3: CountryCodes(
            iso3=iso3,
            name=names[iso3],
            iso2=row["iso2"],
            numeric=row.get("numeric"),
            fips=row.get("fips"),
            cow=row.get("cow"),
            gw=row.get("gw", row.get("cow")),
            region=row["region"],
        )
        for iso3, row in rows.items()
    }


@cache
def _by_number(system: str) -> dict[int, str]:
    found = ((getattr(codes, system), codes.iso3) for codes in _codes().values())
    return {number: iso3 for number, iso3 in found if number is not None}


@cache
def _former() -> dict[int, str]:
    return {int(number): iso3 for number, iso3 in read_table("countrycodes.toml")["former"].items()}


@cache
def _by_fips() -> dict[str, str]:
    own = {codes.fips: iso3 for iso3, codes in _codes().items() if codes.fips}
    return {**read_table("countrycodes.toml")["fips"], **own}
