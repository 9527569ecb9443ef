"""The parameters of the API and of the pages, declared once: which events, which lines, how many, after what."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query

from linewatch.records import LineState, Modality
from linewatch.web.catalogue import Filter
from linewatch.web.reading import LineFilter

_CODE = "^[A-Za-z]{3}$"
_ID = "^[a-z]+_[0-9a-z_]{1,60}$"

RecordId = Annotated[str, Path(pattern=_ID, max_length=64, description="Id of a record, as evt_ec4ec82d9c1f0a3b.")]
Cursor = Annotated[str | None, Query(max_length=80, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500, description="Most items in the answer.")]


def _filter(
    pair: Annotated[
        str | None,
        Query(pattern="^[A-Za-z]{3}-[A-Za-z]{3}$", description="Two countries, as ARM-AZE, in either order."),
    ] = None,
    country: Annotated[str | None, Query(pattern=_CODE, description="Country that takes part in any role.")] = None,
    event_type: Annotated[str | None, Query(max_length=32, description="PLOVER event type, as ASSAULT.")] = None,
    quad_code: Annotated[int | None, Query(ge=1, le=4, description="1 and 2 cooperation, 3 and 4 conflict.")] = None,
    modality: Annotated[Modality | None, Query(description="Whether it happened.")] = None,
    place: Annotated[str | None, Query(max_length=200, description="Words in the name of the place.")] = None,
    publisher: Annotated[str | None, Query(max_length=2000, description="Who published the report.")] = None,
    speaker: Annotated[str | None, Query(max_length=2000, description="Who says so, as the report names them.")] = None,
    from_on: Annotated[date | None, Query(description="First day.")] = None,
    until_on: Annotated[date | None, Query(description="Last day.")] = None,
) -> Filter:
    return Filter(
        pair and pair.upper(),
        country and country.upper(),
        event_type and event_type.upper(),
        quad_code,
        modality,
        place,
        publisher,
        speaker,
        from_on,
        until_on,
    )


def _line_filter(
    declarer: Annotated[str | None, Query(pattern=_CODE, description="Country that declares it.")] = None,
    addressee: Annotated[str | None, Query(pattern=_CODE, description="Country that is warned.")] = None,
    area: Annotated[str | None, Query(pattern=_CODE, description="Country in whose area it runs.")] = None,
    state: Annotated[LineState | None, Query(description="State of its latest step.")] = None,
) -> LineFilter:
    return LineFilter(declarer and declarer.upper(), addressee and addressee.upper(), area and area.upper(), state)


EventFilter = Annotated[Filter, Depends(_filter)]
Lines = Annotated[LineFilter, Depends(_line_filter)]
Form = Literal["json", "jsonl", "csv", "geojson"]
