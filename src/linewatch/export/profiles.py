"""The one door of the room to files: a profile's name, a table and entries in; a file with its JSON Schema out.

Entries are taken one after another and never held. A file is written whole or not at all: under another name first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from linewatch.errors import UsageError
from linewatch.export import delimited
from linewatch.export.acled import acled_row
from linewatch.export.arrow import import_arrow, write_geoparquet, write_parquet
from linewatch.export.cloudevents import cloud_event
from linewatch.export.columns import Entry, Table, read_tables
from linewatch.export.dyads import has_happened
from linewatch.export.gdelt import gdelt_row
from linewatch.export.geography import write_geojson
from linewatch.export.layouts import read_layouts
from linewatch.export.plover import plover_object
from linewatch.export.polecat import polecat_row
from linewatch.export.schemas import (
    Schema,
    cloud_event_schema,
    feature_schema,
    layout_schema,
    plover_schema,
    table_schema,
)

Write = Callable[[Iterable[Entry], Any], int]

ALL_TABLES = ("events", "statements", "red_lines", "places", "times", "articles")


class Exported(NamedTuple):
    """How many rows a file has, and how many records the form has no row for."""

    rows: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A form. `default` are the tables that are written where none is named."""

    tables: tuple[str, ...]
    default: tuple[str, ...]
    write: Callable[[Table], Write]
    schema: Callable[[tuple[str, ...]], Schema]
    is_binary: bool = False
    is_factual: bool = False


def check_profile(name: str, table: str | None) -> tuple[str, ...]:
    """Return the tables that an export will have, before anything is read.

    Raises:
        UsageError: LW001 there is no such profile, it has no such table, or pyarrow is not installed.
    """
    if name not in PROFILES:
        raise UsageError("LW001", f"there is no profile {name!r}; use {', '.join(PROFILES)}", "export")
    profile = PROFILES[name]
    if table is not None and table not in profile.tables:
        raise UsageError("LW001", f"{name} has no table {table!r}; use {', '.join(profile.tables)}", "export")
    if profile.is_binary:
        import_arrow()
    return (table,) if table else profile.default


def export_entries(name: str, tables: tuple[str, ...], entries: Iterable[Entry], path: Path) -> Exported:
    """Write the entries to `path` in a profile, and the schema of a row beside it; return what was written.

    Raises:
        UsageError: LW001 the file cannot be written.
    """
    profile, counter = PROFILES[name], _Counter()
    told = counter.count(entries)
    if profile.is_factual:
        told = (entry for entry in told if has_happened(entry.record))
    with _whole_file(path, is_binary=profile.is_binary) as stream:
        rows = profile.write(read_tables()[tables[0]])(told, stream)
    with _whole_file(schema_path(path), is_binary=False) as stream:
        json.dump(profile.schema(tables), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    return Exported(rows, counter.count_so_far - rows)


def schema_path(path: Path) -> Path:
    """Return where the JSON Schema of an export stands: ``events.csv.schema.json`` beside ``events.csv``."""
    return path.with_name(f"{path.name}.schema.json")


class _Counter:
    """Entries that have passed."""

    def __init__(self) -> None:
        self.count_so_far = 0

    def count(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.count_so_far += 1
            yield entry


@contextmanager
def _whole_file(path: Path, *, is_binary: bool) -> Iterator[IO[Any]]:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") if is_binary else part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}); name another file"
        raise UsageError("LW001", reason, str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _write_lines(make: Callable[[Entry], Any], entries: Iterable[Entry], stream: IO[str]) -> int:
    count = 0
    for entry in entries:
        stream.write(msgspec.json.encode(make(entry)).decode() + "\n")
        count += 1
    return count


def _lines(make: Callable[[Entry], Any], _: Table) -> Write:
    return partial(_write_lines, make)


def _foreign(name: str, write: Callable[..., int], row: delimited.Row) -> Profile:
    """Return the profile of a form of others that has rows of events that happened."""

    def write_to(entries: Iterable[Entry], stream: IO[str]) -> int:
        return write(entries, row, read_layouts()[name].names, stream)

    return Profile(
        ("events",), ("events",), lambda _: write_to, lambda _: layout_schema(read_layouts()[name]), is_factual=True
    )


def _of_tables(
    form: str, tables: tuple[str, ...], write: Callable[[Iterable[Entry], Table, Any], int], *, is_binary: bool
) -> Profile:
    """Return the profile of a form that has the columns of our own tables."""
    return Profile(
        tables,
        ("events",),
        lambda table: lambda entries, stream: write(entries, table, stream),
        lambda names: table_schema(read_tables()[names[0]], form=form),
        is_binary=is_binary,
    )


PROFILES: dict[str, Profile] = {
    "csv": _of_tables("csv", ALL_TABLES, delimited.write_table_csv, is_binary=False),
    "parquet": _of_tables("parquet", ALL_TABLES, write_parquet, is_binary=True),
    "geojson": Profile(
        ("events", "places"),
        ("events", "places"),
        lambda _: write_geojson,
        lambda names: feature_schema([read_tables()[name] for name in names]),
    ),
    "geoparquet": _of_tables("geoparquet", ("events", "places"), write_geoparquet, is_binary=True),
    "polecat": _foreign("polecat", delimited.write_tsv, polecat_row),
    "gdelt": _foreign("gdelt", delimited.write_bare_tsv, gdelt_row),
    "acled": _foreign("acled", delimited.write_csv, acled_row),
    "plover-json": Profile(("events",), ("events",), partial(_lines, plover_object), lambda _: plover_schema()),
    "cloudevents": Profile(
        ("events", "statements", "red_lines"),
        ("events",),
        partial(_lines, cloud_event),
        lambda names: cloud_event_schema(names[0]),
    ),
}
