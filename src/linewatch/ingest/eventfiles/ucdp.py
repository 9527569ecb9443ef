"""A row of UCDP GED → what it tells: organised violence, always ASSAULT. In a fight both sides are actors.

Source: UCDP GED codebook 25.1. Violence against civilians has them as recipient.
"""

from __future__ import annotations

from linewatch.errors import DocumentError
from linewatch.ingest.eventfiles.acled import find_country
from linewatch.ingest.eventfiles.forms import event_tables
from linewatch.ingest.eventfiles.reports import Party, Told, Where
from linewatch.ingest.eventfiles.rows import Row
from linewatch.ingest.eventfiles.values import count_in, day_in, point_in
from linewatch.records import Fatalities, Interval, PlaceKind
from linewatch.world.countrycodes import from_gw

_KINDS_OF_VIOLENCE = ("1", "2", "3")
_AGAINST_CIVILIANS = "3"
_KINDS: dict[str, PlaceKind] = {"4": "admin", "5": "region", "6": "country", "7": "region"}


def tell(row: Row) -> Told:
    """Return what a row tells.

    Raises:
        DocumentError: LW213 a cell cannot be read; LW214 UCDP has no such violence.
    """
    kind = row.get("type_of_violence")
    if kind not in _KINDS_OF_VIOLENCE:
        raise DocumentError("LW214", f"UCDP has no type of violence {kind[:20]!r}; mend the row", "import")
    first, second = _side(row, "a"), _side(row, "b")
    is_one_sided = kind == _AGAINST_CIVILIANS
    return Told(
        event_type="ASSAULT",
        mode=None,
        trigger="type_of_violence",
        evidence="headline" if row.get("headline") else None,
        actors=first if is_one_sided else first + second,
        recipients=second if is_one_sided else (),
        occurred=_days(row),
        where=_place(row),
        fatalities=_fatalities(row),
        publisher=row.get("source") or None,
    )


def _side(row: Row, letter: str) -> tuple[Party, ...]:
    name = row.get(f"side_{letter}")
    if not name:
        return ()
    number = count_in(row, f"gwno_{letter}")
    if number is not None or name.startswith("Government of "):
        country = (from_gw(number) if number is not None else None) or find_country(name)
        return (Party(f"side_{letter}", name, 0, country, "MIL", "group"),)
    if name.lower().startswith("civilians"):
        return (Party(f"side_{letter}", name, 0, _country(row), "CVL", "people"),)
    return (Party(f"side_{letter}", name, 0, None, "REB", "group"),)


def _days(row: Row) -> Interval:
    first, last = day_in(row, "date_start"), day_in(row, "date_end")
    if first is None:
        raise DocumentError("LW213", "the row has no date_start; leave it out", "import")
    precision = event_tables()["ucdp"]["precisions"].get(row.get("date_precision"), "day")
    return Interval(first, last or first, precision, "explicit")


def _place(row: Row) -> Where | None:
    column = next((name for name in ("location", "admin1", "country") if row.get(name)), None)
    if column is None:
        return None
    precision = row.get("where_precision")
    return Where(
        column=column,
        kind=_KINDS.get(precision, "settlement"),
        radius_km=event_tables()["radius"]["ucdp"].get(precision, 25.0),
        point=point_in(row),
        country=_country(row),
        admin1=row.get("admin1") or None,
    )


def _country(row: Row) -> str | None:
    number = count_in(row, "country_id")
    return (from_gw(number) if number is not None else None) or find_country(row.get("country"))


def _fatalities(row: Row) -> Fatalities | None:
    best = count_in(row, "best")
    if best is None:
        return None
    low, high = count_in(row, "low"), count_in(row, "high")
    return Fatalities(best if low is None else low, best, best if high is None else high)
