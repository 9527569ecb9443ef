"""A row of POLECAT → what it tells: PLOVER's own types, with lists of parties in one order. `mending` makes the rows.

Countries are codes, numbers of the Correlates of War or names, as different files have them.
"""

from __future__ import annotations

from linewatch.errors import DocumentError
from linewatch.ingest.eventfiles.acled import find_country
from linewatch.ingest.eventfiles.forms import event_tables
from linewatch.ingest.eventfiles.reports import Party, Told, Where
from linewatch.ingest.eventfiles.rows import Row
from linewatch.ingest.eventfiles.values import count_in, day_in, point_in, widened
from linewatch.ontology import Ontology
from linewatch.records import Interval, PlaceKind
from linewatch.world.actorcodes import kind_of
from linewatch.world.countrycodes import codes_of, from_cow

_KINDS: tuple[tuple[str, PlaceKind], ...] = (
    ("PPL", "settlement"), ("ADM", "admin"), ("PCL", "country"), ("S", "facility"),
)  # fmt: skip


def tell(row: Row) -> Told:
    """Return what a row tells.

    Raises:
        DocumentError: LW213 a cell cannot be read; LW214 PLOVER has no such event.
    """
    ontology, event_type = Ontology.open(), row.get("event_type").upper()
    if event_type not in ontology.types:
        raise DocumentError("LW214", f"PLOVER has no event type {event_type[:30]!r}; mend the row", "import")
    mode = row.get("event_mode").lower()
    day = day_in(row, "event_date")
    return Told(
        event_type=event_type,
        mode=mode if mode in ontology.event_type(event_type).modes else None,
        contexts=tuple(name for name in parts_of(row.get("contexts").lower()) if name in ontology.contexts),
        trigger="event_type",
        actors=_parties(row, "actor"),
        recipients=_parties(row, "recipient"),
        occurred=widened(day, "day") if day else Interval(),
        where=_place(row),
        published_on=day_in(row, "published"),
        publisher=row.get("source") or None,
    )


def parts_of(cell: str) -> list[str]:
    """Return the members of a list in a cell."""
    return [part.strip() for part in cell.replace(",", ";").split(";") if part.strip()]


def _parties(row: Row, role: str) -> tuple[Party, ...]:
    """Return the actors or recipients of a row: their lists are in one order where they are of one length."""
    column = role if row.get(role) else f"{role}_country"
    names = row.get(column)
    parts = names.split(";") if names else []
    countries, sectors, titles = (
        _beside(row.get(f"{role}_{what}"), len(parts)) for what in ("country", "sector", "title")
    )
    parties, at = [], 0
    for number, part in enumerate(parts):
        words = part.strip()
        if words:
            parties.append(
                _party(column, words, at + part.index(words), countries[number], sectors[number], titles[number])
            )
        at += len(part) + 1
    return tuple(parties)


def _beside(cell: str, count: int) -> list[str]:
    parts = [part.strip() for part in cell.split(";")]
    return parts if len(parts) == count else parts * count if len(parts) == 1 else [""] * count


def _party(column: str, words: str, offset: int, country: str, sector: str, title: str) -> Party:
    iso3, known = country_in(country), sector if sector in Ontology.open().sectors else None
    is_state = iso3 is not None and known is None
    kind = "state" if is_state else kind_of(known) if known else "unknown"
    return Party(column, words, offset, iso3, known, kind, title or None)


def country_in(words: str) -> str | None:
    """Return a country by its code, its number of the Correlates of War or its name."""
    if codes_of(words):
        return words
    return from_cow(int(words)) if words.isdigit() else find_country(words)


def _place(row: Row) -> Where | None:
    column = next((name for name in ("location", "raw_location", "city", "admin1", "country") if row.get(name)), None)
    if column is None:
        return None
    code = row.get("feature_code")
    kind: PlaceKind = next(
        (kind for start, kind in _KINDS if code.startswith(start)), "region" if code else "settlement"
    )
    return Where(
        column=column,
        kind=kind,
        radius_km=event_tables()["radius"]["kinds"][kind],
        point=point_in(row),
        country=country_in(row.get("country")),
        admin1=row.get("admin1") or None,
        geonames_id=count_in(row, "geonames_id"),
        feature_code=code or None,
    )
