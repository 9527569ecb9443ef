"""The parameters of the API and of the pages, declared once: which events, which lines, how many, after what."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from pydantic import BeforeValidator

from linewatch.records import LineState, Modality
from linewatch.web.answers import LineFilter
from linewatch.web.catalogue import Filter


def _read_day(text: object) -> object:
    """Return a day that is written out, and refuse what pydantic would take for one as well, such as seconds."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("a day is written as 2026-03-31")
    return text


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = "^[A-Za-z]{3}$"
_ID = "^[a-z]+_[0-9a-z_]{1,60}$"

Day = Annotated[date, BeforeValidator(_read_day)]
RecordId = Annotated[str, Path(pattern=_ID, max_length=64, description="Id of a record, as evt_ec4ec82d9c1f0a3b.")]

LineId = Annotated[str | None, Query(pattern="^line_[0-9a-z_]{1,60}$", description="Only those of this line.")]
AlertId = Annotated[
    str | None, Query(pattern="^[a-z]+_[0-9a-z_]{1,60}$", description="Id of the last alert that you have.")
]
Other = Annotated[str, Query(pattern="^art_[0-9a-z_]{1,60}$", description="Id of another version of the report.")]


def _cursor(pattern: str) -> Any:
    return Query(pattern=pattern, description="`next_cursor` of the page before.")


EventCursor = Annotated[str | None, _cursor("^evt_[0-9a-z_]{1,60}$")]
ArticleCursor = Annotated[str | None, _cursor("^art_[0-9a-z_]{1,60}$")]
LineCursor = Annotated[str | None, _cursor("^line_[0-9a-z_]{1,60}$")]
RecordCursor = Annotated[str | None, _cursor("^art_[0-9a-z_]{1,60}[.][0-9]{1,9}$")]
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
    from_on: Annotated[Day | None, Query(description="First day.")] = None,
    until_on: Annotated[Day | None, Query(description="Last day.")] = None,
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
