"""The four forms in which the command line gives records: a table for people; JSON, JSON lines and CSV for programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from linewatch.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType


class Format(StrEnum):
    """The forms of output."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


FormOption = Annotated[Format, typer.Option("--format", metavar="FORM", help="table, json, jsonl or csv.")]
ActorsOption = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Your own actors: a PETRARCH dictionary or a .toml table; may be repeated."),
]
DbOption = Annotated[str, typer.Option(metavar="STORE", help="Store: a file, or postgresql://USER@HOST/DATABASE.")]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="Day of publication of all of them."),
]
PublisherOption = Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of all of them.")]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=KEY", help="Key under which a corpus has a field, as text=body; may be repeated."),
]
ThreadsOption = Annotated[int | None, typer.Option(metavar="N", help="Threads of the model; 2 unless set.")]
OutOption = Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write, instead of standard output.")]


class View(NamedTuple):
    """One kind of record as programs read it: its CSV columns, its row, and what JSON is made of."""

    columns: tuple[str, ...]
    row: Callable[[Any], dict[str, Any]]
    record: Callable[[Any], Any]


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """Open the file that the user named, or stdout.

    Raises:
        UsageError: LW001 the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError("LW001", f"cannot be written ({error.strerror}); name another file", str(path)) from error
    with stream:
        yield stream


def write_records(
    items: Iterable[Any], view: View, entry: Callable[[Any], RenderableType], form: Format, stream: IO[str]
) -> bool:
    """Write the records in the form that the user asked for, and return whether a table stayed empty.

    Args:
        entry: draws one of them in a table.
    """
    import msgspec

    if form is Format.TABLE:
        return write_table(map(entry, items), stream) == 0
    if form is Format.CSV:
        write_csv(map(view.row, items), view.columns, stream)
    else:
        write = write_json if form is Format.JSON else write_jsonl
        write((msgspec.json.encode(view.record(item)) for item in items), stream)
    return False


def write_json(items: Iterable[bytes], stream: IO[str]) -> None:
    """Write one JSON list, one item a line."""
    separator = "[\n"
    for item in items:
        stream.write(separator + item.decode())
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(items: Iterable[bytes], stream: IO[str]) -> None:
    """Write one JSON object a line, each flushed so that the next program may begin."""
    for item in items:
        stream.write(f"{item.decode()}\n")
        stream.flush()


def write_csv(rows: Iterable[dict[str, Any]], columns: Iterable[str], stream: IO[str]) -> None:
    """Write a header and one line a row; the columns are the same whatever the rows."""
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def write_table(renderables: Iterable[RenderableType], stream: IO[str]) -> int:
    """Write what rich can draw, one after another, and return how many there were."""
    from linewatch.cli.terminal import data_console, show

    console = data_console(stream)
    written = 0
    for renderable in renderables:
        show(renderable, console)
        written += 1
    return written
