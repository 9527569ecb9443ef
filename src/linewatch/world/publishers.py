"""Where a publisher is, from the web address of a report: the town of a newspaper, the country of an ending.

Takes an address; gives the town of a newspaper that the table knows, or what the ending of the address tells.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from linewatch.world.datafiles import read_lines
from linewatch.world.gazetteer import Gazetteer, GazetteerRow
from linewatch.world.placenames import place_key

_LEAST_LETTERS = 5  # of a town in an address


def country_of_url(url: str | None) -> str | None:
    """Return the ISO 3 code that an address tells by its newspaper or ending (``.co.uk``), None where it tells none.

    Raises:
        ModelError: LW301 or LW302 when a table is damaged or missing.
    """
    host = _host(url)
    town = _newspaper(host)
    return town[2] if town else _endings().get(host.rpartition(".")[2])


def town_of_url(url: str | None) -> GazetteerRow | None:
    """Return the town in which the newspaper at an address is written, None where we know of none.

    Raises:
        ModelError: LW301 or LW302 when a table or the gazetteer is damaged or missing.
    """
    town = _newspaper(_host(url))
    return _row_of(*town) if town else None


def is_named_after(url: str | None, town: str) -> bool:
    """Say whether the name of a town is part of the address of a paper that no table knows ("parisbeacon.com").

    Raises:
        ModelError: LW301 or LW302 when a table is damaged or missing.
    """
    host, name = _host(url), place_key(town).replace(" ", "")
    if len(name) < _LEAST_LETTERS or _newspaper(host) or _endings().get(host.rpartition(".")[2]):
        return False
    return any(name in label for label in host.split(".")[:-1])


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _newspaper(host: str) -> tuple[str, str, str] | None:
    """Return town, region and country of the newspaper at a host or at what it is a part of ("news.example.com")."""
    labels = host.split(".")
    hosts = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((town for part in hosts if (town := _newspapers().get(part))), None)


@lru_cache(maxsize=1_000)
def _row_of(town: str, region: str, country: str) -> GazetteerRow | None:
    rows = Gazetteer.open().candidates(town)
    towns = (row for row in rows if row.kind == "settlement" and row.country == country)
    return next((row for row in towns if not region or row.admin1 == region), None)


@lru_cache(maxsize=1)
def _newspapers() -> dict[str, tuple[str, str, str]]:
    return {host: (town, region, country) for host, town, region, country in read_lines("newspapers.tsv", 4)}


@lru_cache(maxsize=1)
def _endings() -> dict[str, str]:
    return {cells[0]: cells[1] for cells in read_lines("webdomains.tsv", 2)}
