"""``linewatch where``: the places that a text names, each with the border that is nearest to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from linewatch.cli.formats import (
    Format,
    FormOption,
    OutOption,
    ThreadsOption,
    open_output,
    write_csv,
    write_json,
    write_jsonl,
    write_table,
)
from linewatch.cli.program import manners

if TYPE_CHECKING:
    from rich.table import Table

    from linewatch.coding import Located

COLUMNS = (
    "start", "end", "text", "place_id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "geonames_id",
    "score", "border", "border_distance_km", "border_error_km",
)  # fmt: skip


def where(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text itself; - is standard input.")],
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    form: FormOption = Format.TABLE,
    out: OutOption = None,
    picture: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="An SVG to draw the places in.")] = None,
    threads: ThreadsOption = None,
) -> None:
    """Find the places that a text names: where they lie, and how far from which border."""
    from linewatch.cli.session import start_session
    from linewatch.run import load_pipeline

    settings = start_session(manners(context), threads=threads)
    words = sys.stdin.read() if text == "-" else text
    located = load_pipeline(settings).locate(words, relative=True, publisher=publisher, url=url)
    with open_output(out) as stream:
        write_located(located, form, stream)
    if picture:
        _write_map(located, picture)


def _write_map(located: Iterable[Located], path: Path) -> None:
    from linewatch.export import draw_map

    drawn = draw_map(place for _, place in located if place)
    with open_output(path) as stream:
        stream.write(drawn)


def write_located(located: Iterable[Located], form: Format, stream: IO[str]) -> None:
    """Write the names with their places in the form that the user asked for."""
    import msgspec

    if form is Format.TABLE:
        write_table([place_table(located)], stream)
    elif form is Format.CSV:
        write_csv(map(_row, located), COLUMNS, stream)
    else:
        write = write_json if form is Format.JSON else write_jsonl
        write((msgspec.json.encode({"span": span, "place": place}) for span, place in located), stream)


def place_table(located: Iterable[Located]) -> Table:
    """Return a table of the names in the order of the text; one that is unknown has nothing beside it."""
    from rich.table import Table

    from linewatch.cli.terminal import clean

    table = Table(box=None, pad_edge=False)
    for title in ("in the text", "place", "kind", "country", "latitude, longitude", "nearest border", "km", "score"):
        table.add_column(title, justify="right" if title in ("km", "score") else "left")
    for span, place in located:
        if place is None:
            table.add_row(clean(span.text), "unknown")
            continue
        border = place.border
        table.add_row(
            clean(span.text),
            clean(place.name),
            place.kind,
            place.country or "",
            "" if place.lat is None or place.lon is None else f"{place.lat:.2f}, {place.lon:.2f}",
            "-".join(border.countries) if border else "",
            f"{border.distance_km:.0f} ± {border.error_km:.0f}" if border else "",
            f"{place.score:.2f}",
        )
    return table


def _row(located: Located) -> dict[str, object]:
    span, place = located
    row: dict[str, object] = {"start": span.start, "end": span.end, "text": span.text}
    if place is None:
        return row
    row |= {name: getattr(place, name) for name in COLUMNS[3:13]}
    if place.border:
        row["border"] = "-".join(place.border.countries)
        row |= {"border_distance_km": place.border.distance_km, "border_error_km": place.border.error_km}
    return row
