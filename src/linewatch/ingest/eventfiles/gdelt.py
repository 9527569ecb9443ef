"""A row of GDELT's events, 1.0 or 2.0 → what it tells. Files have no header; how many cells a row has tells which.

CAMEO codes lead to PLOVER by data/cameo.toml; comments and appeals (CAMEO 01 and 02) have no PLOVER type.
Source: GDELT event codebooks 1.03 and 2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linewatch.errors import DocumentError, SourceError
from linewatch.ingest.eventfiles.forms import Form, event_tables, standard_header
from linewatch.ingest.eventfiles.reports import Party, Told, Where
from linewatch.ingest.eventfiles.rows import Row, check_header, make_row, wrong_width
from linewatch.ingest.eventfiles.values import day_in, point_in, widened
from linewatch.ontology import Coding, Ontology
from linewatch.records import Interval, PlaceKind
from linewatch.world.actorcodes import read_actor_code
from linewatch.world.countrycodes import from_fips

_KINDS: dict[str, PlaceKind] = {
    "1": "country", "2": "admin", "3": "settlement", "4": "settlement", "5": "admin",
}  # fmt: skip


def split_rows(form: Form, path: str, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, Row | DocumentError]]:
    """Yield the rows of a file, which has a header only if somebody gave it one.

    Raises:
        SourceError: LW105 the first row is none of GDELT's.
    """
    header: Sequence[str] | None = None
    is_first = True
    for number, line in lines:
        cells = line.split("\t")
        if header is None and form.names_in(cells).keys() >= set(form.needed):
            header, is_first = cells, False
            continue
        columns = header if header and len(header) == len(cells) else _standard(len(cells))
        if columns is None and is_first:
            reason = f"its first row has {len(cells)} cells, GDELT's have 57, 58 or 61; give a file of its events"
            raise SourceError("LW105", reason, "import")
        is_first = False
        if columns is None:
            yield number, wrong_width(len(cells), len(header or standard_header("gdelt")))
            continue
        names = form.names_in(columns)
        check_header(form, names)
        yield number, make_row(f"{path}:{number}", columns, cells, names)


def tell(row: Row) -> Told | None:
    """Return what a row tells, None where PLOVER has no such event.

    Raises:
        DocumentError: LW213 a cell cannot be read; LW214 CAMEO has no such code.
    """
    code = _code(row)
    coding = _coding(code)
    if coding is None:
        return None
    return Told(
        event_type=coding.event_type,
        mode=coding.mode,
        contexts=coding.contexts,
        cameo_code=code,
        trigger="event_code",
        actors=_party(row, "actor1"),
        recipients=_party(row, "actor2"),
        occurred=_days(row),
        where=_place(row),
        published_on=day_in(row, "added"),
        url=row.get("url") or None,
    )


def _standard(width: int) -> Sequence[str] | None:
    """Return the columns of a row of so many cells: 61 in 2.0; 58 in 1.0, and 57 before it told addresses."""
    second = standard_header("gdelt")
    first = [name for name in second if not name.endswith("_ADM2Code")]
    return {len(second): second, len(first): first, len(first) - 1: first[:-1]}.get(width)


def _code(row: Row) -> str:
    """Return the CAMEO code; a zero at its beginning that some program took away is put back."""
    code, known = row.get("event_code"), Ontology.open().cameo
    found = next((each for each in (code, f"0{code}") if each in known), None)
    if found is None:
        raise DocumentError("LW214", f"CAMEO has no code {code[:20]!r}; mend the row", "import")
    return found


def _coding(code: str) -> Coding | None:
    return Ontology.open().from_cameo(code)


def _party(row: Row, role: str) -> tuple[Party, ...]:
    code = row.get(f"{role}_code")
    column = role if row.get(role) else f"{role}_code"
    if not code:
        return (Party(role, row.get(role)),) if row.get(role) else ()
    coded = read_actor_code(code)
    if coded.is_nobody:
        return ()
    return (Party(column, row.get(column), 0, coded.country, coded.sector, coded.kind),)


def _days(row: Row) -> Interval:
    day = day_in(row, "day")
    return widened(day, "day") if day else Interval()


def _place(row: Row) -> Where | None:
    kind = row.get("geo_type")
    if kind not in _KINDS or not row.get("location"):
        return None
    return Where(
        column="location",
        kind=_KINDS[kind],
        radius_km=event_tables()["radius"]["gdelt"][kind],
        point=point_in(row),
        country=from_fips(row.get("fips")),
    )
