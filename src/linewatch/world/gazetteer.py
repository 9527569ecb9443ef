"""Names to the places that may be meant, best first, without looking at the article.

Takes a name as it stands in the text; gives `GazetteerRow`s from three sources under one key: settlements and
regions (gazetteer.sqlite: GeoNames, Natural Earth with its rivers), our own regions, lines, waters and crossings
(regions.tsv, aliases.tsv), and what news calls countries and their people (countries.toml). It never chooses: that
is `places.resolve_places`.
"""

from __future__ import annotations

import math
import os
import sqlite3
from dataclasses import dataclass, replace
from functools import lru_cache

from linewatch.errors import ModelError
from linewatch.records import PlaceKind
from linewatch.world.datafiles import open_data
from linewatch.world.placenames import place_key
from linewatch.world.regions import HandRow, NameTables, read_name_tables

_QUERY = """
SELECT p.id, p.name, p.code, p.lat, p.lon, p.country, d.name, p.population, p.radius_km, p.geonames_id, {is_name}
FROM place p LEFT JOIN admin1 d ON d.country = p.country AND d.code = p.admin1
"""
_BY_KEY = _QUERY.format(is_name="a.is_name") + "JOIN alias a ON a.place = p.id WHERE a.key = ?"
_COUNTRIES = _QUERY.format(is_name="1") + "WHERE p.code = 'PCLI' ORDER BY p.id"
_TOWNS = """
SELECT country, lat, lon FROM place
WHERE code LIKE 'PPL%' AND lat BETWEEN ? AND ? AND (lon - ? + 7200000) % 3600000 <= ?
ORDER BY population DESC, id LIMIT ?
"""
_DEGREES = 1e-4  # unit of the stored coordinates
_KINDS: dict[str, PlaceKind] = {"PPL": "settlement", "ADM": "admin", "PCL": "country", "STM": "water", "LK": "water"}
# Log10 odds, on the scale of inhabitants: a region of a state weighs as a town of 10^5, and so on.
_KIND_PRIOR: dict[PlaceKind, float] = {
    "settlement": 0.0, "admin": 0.0, "country": 8.5, "region": 6.5, "water": 6.0, "border": 6.0, "facility": 5.5,
}  # fmt: skip
_CAPITAL_PRIOR = {"PPLC": 1.5, "PPLA": 0.4}
_FIRST_ORDER_PRIOR, _SECOND_ORDER_PRIOR = 5.0, 2.0
_SEAT_PRIOR = 1.0  # of a town that its region is named after
_ALIAS_PENALTY = 1.2
_HAND_KEPT_PEOPLE = 5_000  # as many inhabitants count for a town of our own table
_UNCOUNTED_PENALTY = 1.0  # of post offices: hamlets, known to those near them
_RIVER_PENALTY = 3.5  # of waters that no person chose: a long river weighs as a town of 10^5
_WIDE_PRIOR, _WIDE_KM = 2.0, 800.0  # a part of the world weighs as a country: "the Middle East" is no suburb


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """One place that a name may mean. `countries` are ISO 3 codes of all that hold it; `admin1` is a name."""

    row_id: int
    name: str
    kind: PlaceKind
    feature_code: str | None
    lat: float
    lon: float
    countries: tuple[str, ...]
    admin1: str | None
    population: int
    radius_km: float
    geonames_id: int | None
    disputed: tuple[str, ...]
    is_own_name: bool

    @property
    def country(self) -> str | None:
        """The country that holds the place; None where several share it."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def prior(self) -> float:
        """Log10 odds that the name means this place, before any context."""
        score = _KIND_PRIOR[self.kind] - (0.0 if self.is_own_name else _ALIAS_PENALTY)
        code = self.feature_code or ""
        if self.kind == "settlement":
            people = self.population or (0 if self.row_id > 0 else _HAND_KEPT_PEOPLE)
            score += math.log10(people + 30) + _CAPITAL_PRIOR.get(code, 0.0)
            is_seat = code != "PPLC" and place_key(self.admin1 or "") == place_key(self.name)
            score += _SEAT_PRIOR if is_seat else 0.0
            score -= _UNCOUNTED_PENALTY if self.row_id > 0 and not (self.population or self.geonames_id) else 0.0
        elif self.kind == "admin":
            first = code == "ADM1"
            score += (_FIRST_ORDER_PRIOR if first else _SECOND_ORDER_PRIOR) + 0.6 * math.log10(self.radius_km + 1)
        elif self.kind == "water" and self.row_id > 0:
            score += math.log10(self.radius_km + 1) - _RIVER_PENALTY
        elif self.kind in ("region", "water") and self.radius_km >= _WIDE_KM:
            score += _WIDE_PRIOR
        elif self.kind == "country":
            score += 0.2 * math.log10(self.population + 1)
        return score


class Gazetteer:
    """The open gazetteer; one per process, safe to read from several threads."""

    def __init__(self, database: sqlite3.Connection, tables: NameTables) -> None:
        self._database = database
        self.tables = tables
        self.written = frozenset(tables.written)
        try:
            rows = [_stored_row(*record) for record in database.execute(_COUNTRIES)]
        except sqlite3.DatabaseError as error:
            raise ModelError("LW301", "gazetteer.sqlite is damaged; install linewatch again", "world") from error
        self._countries = {row.countries[0]: _as_known(row, tables) for row in rows}

    @classmethod
    def open(cls) -> Gazetteer:
        """Return the gazetteer of this process.

        Raises:
            ModelError: LW302 when a data file is missing, LW301 when one is damaged.
        """
        return _open_in(os.getpid())  # a connection must not cross a fork

    def country(self, iso3: str) -> GazetteerRow | None:
        """Return the row of a country by its ISO 3 code."""
        return self._countries.get(iso3)

    def towns(
        self, *, south: float, north: float, west: float, east: float, most: int = 2000
    ) -> list[tuple[str, float, float]]:
        """Return country, lat and lon of the most populous towns in a box; `west` and `east` may lie beyond 180."""
        box = (round(side / _DEGREES) for side in (south, north, west, east - west))
        rows = self._database.execute(_TOWNS, (*box, most))
        return [(country, round(lat * _DEGREES, 4), round(lon * _DEGREES, 4)) for country, lat, lon in rows]

    @lru_cache(maxsize=10_000)  # noqa: B019 (one gazetteer lives as long as its process)
    def candidates(self, name: str) -> tuple[GazetteerRow, ...]:
        """Return the places that bear a name, most likely first; () when none does."""
        key = place_key(name)
        if not key:
            return ()
        hands = self.tables.regions.get(key, ())
        found = {row.row_id: row for row in self._stored(key)}
        if not hands:  # "Gaza" is the Strip, not the whole of Palestine
            found |= {row.row_id: row for row in self._named_countries(key)}
        if any(row.kind == "admin" for row in found.values()):
            found = {number: self._less_than_region(row, key) for number, row in found.items()}
        for alias in self.tables.aliases.get(key, ()):
            named = self._stored(place_key(alias.name))
            found |= {row.row_id: row for row in named if row.kind == alias.kind and alias.country in row.countries}
        found |= {hand.number: _hand_row(hand) for hand in hands}
        return tuple(sorted(found.values(), key=lambda row: (-row.prior, row.row_id)))

    def demonym(self, word: str) -> tuple[GazetteerRow, ...]:
        """Return the countries or lands that an adjective or the name of a people belongs to ("Turkish", "Kurds")."""
        rows: list[GazetteerRow] = []
        for people in self.tables.demonyms.get(place_key(word), ()):
            country = self._countries.get(people.country)
            if people.land is None:
                rows += [country] if country else []
            else:
                rows += [row for row in self.candidates(people.land) if people.country in row.countries][:1]
        return tuple(rows)

    def _less_than_region(self, row: GazetteerRow, key: str) -> GazetteerRow:
        """Return the seat of a region as less likely than the region where news calls it a city: "Quebec City"."""
        if row.kind != "settlement" or row.feature_code == "PPLC" or not row.is_own_name:
            return row
        named = {place_key(alias.name) for alias in self.tables.aliases.get(f"{key} city", ())} | {f"{key} city"}
        is_city = any(city.row_id == row.row_id for name in named for city in self._stored(name))
        return replace(row, is_own_name=False) if is_city else row

    def _stored(self, key: str) -> list[GazetteerRow]:
        rows = [_stored_row(*record) for record in self._database.execute(_BY_KEY, (key,))]
        return [self._countries[row.countries[0]] if row.kind == "country" else self._at_its_point(row) for row in rows]

    def _at_its_point(self, row: GazetteerRow) -> GazetteerRow:
        lat, lon = self.tables.region_points.get(row.geonames_id or 0, (row.lat, row.lon))
        return replace(row, lat=lat, lon=lon) if lat != row.lat else row

    def _named_countries(self, key: str) -> list[GazetteerRow]:
        return [self._countries[iso3] for iso3 in self.tables.countries.get(key, ()) if iso3 in self._countries]


@lru_cache(maxsize=1)
def _open_in(_process: int) -> Gazetteer:
    path = open_data("gazetteer.sqlite")
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    return Gazetteer(database, read_name_tables())


def settlement_radius_km(population: int) -> float:
    """Return the radius that a town of so many inhabitants covers: 1 km at least, 11 km at a million."""
    return max(1.0, round(0.35 * math.sqrt(population / 1000), 1))


def _as_known(country: GazetteerRow, tables: NameTables) -> GazetteerRow:
    """Return a country with the name and the point by which news knows it."""
    iso3 = country.countries[0]
    lat, lon = tables.country_points.get(iso3, (country.lat, country.lon))
    return replace(country, name=tables.country_names.get(iso3, country.name), lat=lat, lon=lon)


def _stored_row(
    number: int, name: str, code: str, lat: int, lon: int, country: str, admin1: str | None,
    population: int | None, radius_km: int | None, geonames_id: int | None, is_name: int,
) -> GazetteerRow:  # fmt: skip
    people = population or 0
    return GazetteerRow(
        number, name, _KINDS[code[:3]], code, round(lat * _DEGREES, 4), round(lon * _DEGREES, 4),
        tuple(country.split("|")) if country else (), admin1,
        people, float(radius_km or settlement_radius_km(people)), geonames_id, (), bool(is_name),
    )  # fmt: skip


def _hand_row(hand: HandRow) -> GazetteerRow:
    return GazetteerRow(
        hand.number, hand.name, hand.kind, hand.feature_code, hand.lat, hand.lon, hand.countries, None, 0,
        hand.radius_km, None, hand.disputed, True,
    )  # fmt: skip
