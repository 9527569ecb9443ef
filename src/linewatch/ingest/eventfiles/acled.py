"""A row of ACLED → what it tells. Sub-types lead to PLOVER by data/acled.toml, files without them by event type.

Source: ACLED codebook (2023) and column guide, and the older names of columns.
"""

from __future__ import annotations

import re
from functools import cache

from linewatch.acled import subtype_named
from linewatch.errors import DocumentError
from linewatch.ingest.eventfiles.forms import event_tables
from linewatch.ingest.eventfiles.reports import Party, Told, Where
from linewatch.ingest.eventfiles.rows import Row
from linewatch.ingest.eventfiles.values import count_in, day_in, point_in, widened
from linewatch.records import Fatalities, Interval, PlaceKind, Precision
from linewatch.world.actorcodes import kind_of
from linewatch.world.countries import CountryBook, read_table
from linewatch.world.countrycodes import codes_of, from_numeric

_BRACKETS = re.compile(r"\(([^()]*)\)")
_PRECISIONS: dict[str, Precision] = {"2": "week", "3": "month"}
_KINDS: dict[str, PlaceKind] = {"1": "settlement", "2": "admin", "3": "admin"}


def tell(row: Row) -> Told | None:
    """Return what a row tells, None where PLOVER has no such event.

    Raises:
        DocumentError: LW213 a cell cannot be read; LW214 ACLED has no such event.
    """
    coding = _coding(row)
    if coding is None:
        return None
    event_type, _, mode = coding.partition("/")
    first, second = _side(row, "1"), _side(row, "2")
    is_fight = row.get("event_type").lower().startswith("battle")
    return Told(
        event_type=event_type,
        mode=mode or None,
        trigger="sub_event_type" if row.get("sub_event_type") else "event_type",
        evidence="notes" if row.get("notes") else None,
        actors=first + second if is_fight else first,
        recipients=() if is_fight else second,
        occurred=_days(row),
        where=_place(row),
        fatalities=_fatalities(row),
        publisher=row.get("source") or None,
    )


def find_country(name: str) -> str | None:
    """Return the country in the name of an actor: "Military Forces of Mali (2020-)", "Protesters (Iraq)"."""
    inside = [part for part in _BRACKETS.findall(name) if not any(sign.isdigit() for sign in part)]
    bare = _BRACKETS.sub("", name).strip()
    for words in (*inside, bare.rpartition(" of ")[2], bare):
        found = _book().country(words)
        if found is not None:
            return found.iso3
    return None


def _coding(row: Row) -> str | None:
    sub_type, event_type = row.get("sub_event_type"), row.get("event_type")
    found = subtype_named(sub_type) if sub_type else None
    if found is not None:
        return found.plover
    coding: str | None = event_tables()["acled"]["older"].get(event_type.lower())
    if coding is None and event_type.lower() not in ("strategic developments", "strategic development"):
        name = sub_type or event_type
        raise DocumentError("LW214", f"ACLED has no event {name[:60]!r} that Linewatch knows; mend the row", "import")
    return coding


def _side(row: Row, number: str) -> tuple[Party, ...]:
    """Return the actor of that number and its allies."""
    name, inter = row.get(f"actor{number}"), row.get(f"inter{number}").lower()
    parties = [_party(f"actor{number}", name, 0, event_tables()["acled"]["inter"].get(inter))] if name else []
    allies, at = row.get(f"allies{number}"), 0
    for part in allies.split(";") if allies else ():
        words = part.strip()
        if words:
            parties.append(_party(f"allies{number}", words, at + part.index(words), None))
        at += len(part) + 1
    return tuple(parties)


def _party(column: str, words: str, offset: int, sector: str | None) -> Party:
    begins: dict[str, str] = event_tables()["acled"]["begins"]
    said = next((named for start, named in begins.items() if words.lower().startswith(start)), sector)
    return Party(column, words, offset, find_country(words), said, kind_of(said) if said else "unknown")


def _days(row: Row) -> Interval:
    day = day_in(row, "event_date")
    if day is None:
        raise DocumentError("LW213", "the row has no event_date; leave it out", "import")
    return widened(day, _PRECISIONS.get(row.get("time_precision"), "day"))


def _place(row: Row) -> Where | None:
    column = next((name for name in ("location", "admin1", "country") if row.get(name)), None)
    if column is None:
        return None
    precision = row.get("geo_precision")
    number = count_in(row, "iso")
    country = from_numeric(number) if number else None
    return Where(
        column=column,
        kind=_KINDS.get(precision, "settlement"),
        radius_km=event_tables()["radius"]["acled"].get(precision, 25.0),
        point=point_in(row),
        country=country or _iso3(row.get("iso3")) or find_country(row.get("country")),
        admin1=row.get("admin1") or None,
    )


def _iso3(code: str) -> str | None:
    return code if codes_of(code) else None


def _fatalities(row: Row) -> Fatalities | None:
    number = count_in(row, "fatalities")
    return None if number is None else Fatalities(number, number, number)


@cache
def _book() -> CountryBook:
    return CountryBook(read_table("countries.toml"))
