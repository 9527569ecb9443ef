"""CAMEO's codes of actors → country, PLOVER sector and kind, and back. Takes codes, no names.

Table: data/actorcodes.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from linewatch.records import EntityKind
from linewatch.world.countries import read_table

_GROUP = 3  # letters of a country or a role in a code


@dataclass(frozen=True, slots=True)
class CodedActor:
    """What a code says. `body` is PLOVER's code of an international body; `is_plain` means a country alone."""

    country: str | None
    sector: str | None
    kind: EntityKind
    body: str | None = None
    is_nobody: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the code names a country and nothing else."""
        return self.country is not None and self.sector is None and self.kind == "state"


def read_actor_code(code: str) -> CodedActor:
    """Return what a code such as ``USAGOV`` or ``IGOEUREEC`` says; letters that no table has say nothing."""
    table = _codes()
    if code in table["nobody"]["codes"] or code.startswith("---"):
        return CodedActor(None, None, "unknown", is_nobody=True)
    first, roles = code[:_GROUP], code[_GROUP:]
    body = table["international"].get(first)
    sector = read_sector(roles)
    if body is not None:
        return CodedActor(None, sector, kind_of(sector if body in ("IGO", "NGO") and sector else body), body)
    country = table["countries"].get(first, first)
    return CodedActor(country, sector, kind_of(sector) if roles else "state")


def read_sector(roles: str) -> str | None:
    """Return the sector of the first role that PLOVER has a sector for."""
    sectors = _codes()["sectors"]
    groups = (roles[start : start + _GROUP] for start in range(0, len(roles), _GROUP))
    return next((sectors[group] for group in groups if group in sectors), None)


def write_actor_code(country: str | None, sector: str | None, kind: EntityKind) -> tuple[str, str]:
    """Return the first group and the role of an actor's code, ``("USA", "GOV")``; empty where CAMEO has none."""
    written = _codes()["written"]
    first = written["countries"].get(country, country) if country else "IGO" if kind == "igo" else ""
    return first, written["sectors"].get(sector, "")


def kind_of(key: str | None) -> EntityKind:
    """Return what an actor of a sector or an international body is; an organisation where no table says."""
    kinds: dict[EntityKind, list[str]] = _codes()["kinds"]
    return next((kind for kind, keys in kinds.items() if key in keys), "organisation")


@cache
def _codes() -> dict[str, Any]:
    return read_table("actorcodes.toml")
