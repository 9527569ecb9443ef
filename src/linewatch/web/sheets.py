"""Events as files to take away: in each form of `linewatch export`, and as the JSON objects of the API itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Literal

import msgspec
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response, StreamingResponse

from linewatch.export.columns import Entry
from linewatch.export.profiles import check_profile, export_entries
from linewatch.records import Sighting
from linewatch.web.shapes import event_item

EventForm = Literal[
    "csv",
    "jsonl",
    "geojson",
    "parquet",
    "geoparquet",
    "polecat",
    "gdelt",
    "acled",
    "plover-json",
    "cloudevents",
]

FORMS: dict[EventForm, tuple[str, str]] = {  # the media type and the name of the file
    "csv": ("text/csv; charset=utf-8", "events.csv"),
    "jsonl": ("application/x-ndjson", "events.jsonl"),
    "geojson": ("application/geo+json", "events.geojson"),
    "parquet": ("application/vnd.apache.parquet", "events.parquet"),
    "geoparquet": ("application/vnd.apache.parquet", "events.geo.parquet"),
    "polecat": ("text/tab-separated-values; charset=utf-8", "events.polecat.tsv"),
    "gdelt": ("text/tab-separated-values; charset=utf-8", "events.gdelt.tsv"),
    "acled": ("text/csv; charset=utf-8", "events.acled.csv"),
    "plover-json": ("application/x-ndjson", "events.plover.jsonl"),
    "cloudevents": ("application/x-ndjson", "events.cloudevents.jsonl"),
}


def answer_file(form: EventForm, sightings: Iterable[Sighting]) -> Response:
    """Return the events as a file to save.

    Raises:
        UsageError: LW001 the form needs pyarrow, which is not installed.
    """
    media_type, name = FORMS[form]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if form == "jsonl":
        return StreamingResponse(_objects(sightings), media_type=media_type, headers=headers)
    tables = check_profile(form, "events")
    folder = Path(mkdtemp(prefix="linewatch-"))
    entries = (Entry(each.article, each.event, each.place) for each in sightings)
    try:
        export_entries(form, tables, entries, folder / name)
    except BaseException:
        rmtree(folder)
        raise
    done = BackgroundTask(rmtree, folder)
    return FileResponse(folder / name, media_type=media_type, headers=headers, background=done)


def _objects(sightings: Iterable[Sighting]) -> Iterator[bytes]:
    """Yield one JSON object a line: the event with report, place and statement."""
    for sighting in sightings:
        yield msgspec.json.encode(event_item(sighting)) + b"\n"
