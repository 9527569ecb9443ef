"""The lines of a POLECAT file → rows; those of broken files put right where only one way to do so fits.

Seen in published files: a header that is shifted against its rows, a column of row numbers without a name, and tabs
inside cells. A row is put right only if days, numbers, types and codes then stand where they belong, and if all ways to
do it agree on what is taken from the row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from linewatch.errors import DocumentError
from linewatch.ingest.dates import read_date
from linewatch.ingest.eventfiles.forms import Form, event_tables, plain_name, standard_header
from linewatch.ingest.eventfiles.polecat import country_in, parts_of
from linewatch.ingest.eventfiles.rows import Row, check_header, make_row, split_header, wrong_width
from linewatch.ontology import Ontology, read_table

_MOST_STRAY_TABS = 2
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{0,5}")
_WHOLE = re.compile(r"\d+(?:\.0)?")


def split_rows(form: Form, path: str, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, Row | DocumentError]]:
    """Yield the rows of a file, with or without a header, whole or broken as published files are.

    Raises:
        SourceError: LW105 the first line is neither POLECAT's header nor a row of it.
    """
    standard = standard_header("polecat")
    _, first, rest = split_header(form, lines)
    header = first
    if {plain_name(name) for name in header}.isdisjoint(map(plain_name, standard)):
        header, rest = list(standard), _with_first(header, rest)  # the first line is a row, or this is no such file
        if _aligned(form, standard, first)[0] is None:
            check_header(form, {})
    for number, line in rest:
        columns, cells = _aligned(form, header, _split_line(line, len(header)))
        if columns is None:
            yield number, wrong_width(len(cells), len(header))
            continue
        names = form.names_in(columns)
        check_header(form, names)
        yield number, make_row(f"{path}:{number}", columns, cells, names)


def _with_first(header: Sequence[str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield 1, "\t".join(header)
    yield from rest


def _split_line(line: str, width: int) -> list[str]:
    """Return the cells of a line: with quotation marks as in CSV if that gives as many as there are columns."""
    bare = line.split("\t")
    if '"' not in line:
        return bare
    try:
        quoted = next(csv.reader([line], "excel-tab", strict=True))
    except csv.Error:
        return bare
    return quoted if len(quoted) == width else bare


def _aligned(form: Form, header: Sequence[str], cells: list[str]) -> tuple[Sequence[str] | None, list[str]]:
    """Return the columns that fit the cells, and the cells put right; None where nothing or too much fits."""
    standard = standard_header("polecat")
    if len(cells) == len(header) and _fits(form, header, cells):
        return header, cells
    width = len(standard)
    if len(cells) == width and _fits(form, standard, cells):
        return standard, cells
    if len(cells) == width + 1 and cells[0].isdigit() and _fits(form, standard, cells[1:]):
        return standard, cells[1:]
    if width < len(cells) <= width + _MOST_STRAY_TABS:
        published = standard.index("Publication Date")  # every published row has it: without it too much would fit
        dated = (way for way in _mergers(cells, len(cells) - width) if read_date(way[published]))
        ways = [way for way in dated if _fits(form, standard, way)]
        taken = {tuple(_taken(form, standard, way)) for way in ways}
        if len(taken) == 1:
            return standard, ways[0]
    return (header if len(cells) == len(header) else None), cells  # a cell of a row of the right width is told by name


def _mergers(cells: list[str], tabs: int) -> Iterator[list[str]]:
    """Yield the cells with so many of the tabs between them taken as blanks, in every way."""
    for stray in combinations(range(1, len(cells)), tabs):
        bounds = [0, *(place for place in range(1, len(cells)) if place not in stray), len(cells)]
        yield [" ".join(cells[start:end]).strip() for start, end in pairwise(bounds)]


def _fits(form: Form, columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether every cell that has a known form has it, and the row has a type."""
    checks, nothing = _checks(), frozenset(event_tables()["empty"])
    by_name = {plain_name(name): cell.strip() for name, cell in zip(columns, cells, strict=True)}
    return by_name.get("event_type", "") in Ontology.open().types and all(
        cell.lower() in nothing or name not in checks or checks[name](cell) for name, cell in by_name.items()
    ) and set(form.needed) <= set(by_name)  # fmt: skip


def _taken(form: Form, columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Yield the cells that a report takes something from."""
    used = set(form.names_in(columns).values())
    return (cell for name, cell in zip(columns, cells, strict=True) if name in used)


@cache
def _checks() -> Mapping[str, Callable[[str], bool]]:
    """Return what a cell of a column must look like, by plain name."""
    ontology = Ontology.open()
    sectors = {*ontology.sectors, *ontology.non_state}
    modes = {mode for kind in ontology.types.values() for mode in kind.modes}
    quads = read_table("profiles.toml")["words"]["quads"]

    def each(check: Callable[[str], bool]) -> Callable[[str], bool]:
        return lambda cell: all(check(part) for part in parts_of(cell))

    def is_day(cell: str) -> bool:
        return read_date(cell) is not None

    def is_number(cell: str) -> bool:
        return _NUMBER.fullmatch(cell) is not None

    def is_whole(cell: str) -> bool:
        return _WHOLE.fullmatch(cell) is not None

    checks: dict[str, Callable[[str], bool]] = {
        "contexts": each(lambda part: part.lower() in ontology.contexts),
        "event_date": is_day,
        "event_mode": lambda cell: cell.lower() in modes,
        "feature_type": lambda cell: _FEATURE.fullmatch(cell) is not None,
        "geonames_id": is_whole,
        "intensity": is_number,
        "latitude": is_number,
        "longitude": is_number,
        "publication_date": is_day,
        "quad_code": lambda cell: cell in quads or cell.upper() in quads.values(),
    }
    for role in ("actor", "recipient"):
        checks[f"{role}_cow"] = each(is_whole)
        checks[f"primary_{role}_sector"] = checks[f"{role}_sectors"] = each(lambda part: part in sectors)
        checks[f"{role}_country"] = each(lambda part: country_in(part) is not None or len(part) == 3)
    return checks
