"""The hand-kept names: regions.tsv, aliases.tsv and the country names of countries.toml, as tables by search key.

Takes the data files; gives `NameTables`. It never touches gazetteer.sqlite.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from linewatch.errors import ModelError
from linewatch.records import PlaceKind
from linewatch.world.datafiles import read_lines
from linewatch.world.placenames import place_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HandRow:
    """One line of regions.tsv; `number` is negative so that it never meets a stored place."""

    number: int
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    kind: PlaceKind
    feature_code: str | None
    radius_km: float
    countries: tuple[str, ...]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of aliases.tsv: another name of a place of that name, country and kind."""

    name: str
    country: str
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class Demonym:
    """A people or adjective: of the whole country, or of a land that belongs to it."""

    country: str
    land: str | None


@dataclass(frozen=True, slots=True)
class NameTables:
    """Everything by search key. `written` holds the names of regions and countries as they are written."""

    regions: dict[str, tuple[HandRow, ...]]
    aliases: dict[str, tuple[Alias, ...]]
    countries: dict[str, tuple[str, ...]]
    country_names: dict[str, str]
    country_points: dict[str, tuple[float, float]]
    region_points: dict[int, tuple[float, float]]  # by GeoNames' ids
    demonyms: dict[str, tuple[Demonym, ...]]
    written: tuple[str, ...]


@lru_cache(maxsize=1)
def read_name_tables() -> NameTables:
    """Return the tables of the package.

    Raises:
        ModelError: LW302 when a file is missing, LW301 when one is damaged.
    """
    regions = tuple(_read_regions())
    states = _read_countries()
    names = [(name, row) for row in regions for name in (row.name, *row.aliases)]
    countries = [(name, str(state["iso3"])) for state in states["states"] + states["former"] for name in _names(state)]
    return NameTables(
        regions=_by_key(names),
        aliases=_by_key(_read_aliases()),
        countries=_by_key(countries),
        country_names={state["iso3"]: state["name"] for state in states["states"]},
        country_points={iso3: (float(lat), float(lon)) for iso3, lat, lon in read_lines("country_points.tsv", 3)},
        region_points={int(key): (float(lat), float(lon)) for key, lat, lon, _ in read_lines("region_points.tsv", 4)},
        demonyms=_by_key(_demonyms(states)),
        written=tuple(sorted({name for name, _ in names} | {name for name, _ in countries})),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _read_regions() -> Iterator[HandRow]:
    for number, cells in enumerate(read_lines("regions.tsv", 9), 1):
        name, aliases, lat, lon, kind, code, radius_km, countries, disputed = cells
        yield HandRow(
            -number, name, _parts(aliases), float(lat), float(lon), cast(PlaceKind, kind), code or None,
            float(radius_km), _parts(countries), _parts(disputed),
        )  # fmt: skip


def _read_aliases() -> Iterator[tuple[str, Alias]]:
    for alias, name, country, kind in read_lines("aliases.tsv", 4):
        yield alias, Alias(name, country, cast(PlaceKind, kind))


def _read_countries() -> dict[str, list[dict[str, Any]]]:
    path = files("linewatch") / "data" / "countries.toml"
    try:
        return cast(dict[str, list[dict[str, Any]]], tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ModelError("LW302", "countries.toml is missing; install linewatch again", "world") from error
    except ValueError as error:
        raise ModelError("LW301", "countries.toml is not TOML; install linewatch again", "world") from error


def _names(state: dict[str, Any]) -> list[str]:
    return [state["name"], *state.get("aliases", [])]


def _demonyms(states: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, Demonym]]:
    for table in ("states", "former", "claimed", "parts"):
        for state in states[table]:
            land = state["name"] if table in ("claimed", "parts") else None
            for word in (*state.get("adjectives", []), *state.get("people", [])):
                yield word, Demonym(state["iso3"], land)
                yield f"{word}s", Demonym(state["iso3"], land)


def _by_key(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    table: dict[str, dict[T, None]] = defaultdict(dict)
    for name, value in pairs:
        table[place_key(name)][value] = None
    return {key: tuple(values) for key, values in table.items() if key}
