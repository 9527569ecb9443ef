"""Events as rows of ACLED: those that ACLED has a type for. Lossy: no mode, no modality, no distance to a border.

Source: ACLED codebook (2023) and its column guide; which sub-type an event has is decided in `linewatch.acled`.
"""

from __future__ import annotations

import calendar
from typing import Any

from linewatch.acled import Subtype, subtype_of
from linewatch.export.columns import Entry, joined
from linewatch.export.dyads import Side, sides_of
from linewatch.export.layouts import read_words
from linewatch.records import Entity, Event, Place
from linewatch.world.countrycodes import codes_of

_TIME_PRECISION = {"day": 1, "week": 2}
_CIVILIANS, _STATE, _OTHER = "Civilians", "State forces", "External/Other forces"


def acled_row(entry: Entry) -> dict[str, Any] | None:
    """Return the cells of an event by column, None where ACLED has no such event; what is not there is empty."""
    event, article = entry.record, entry.article
    subtype = subtype_of(event)
    if subtype is None or subtype.event_type is None:
        return None
    first, second = sides_of(event)
    kinds = [_kind(side.leader) for side in (first, second)]
    day = event.occurred.from_on
    return {
        "event_id_cnty": event.event_id,
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": _TIME_PRECISION.get(event.occurred.precision, 3) if day else None,
        **_types(subtype),
        **_side(1, first, kinds[0]),
        **_side(2, second, kinds[1]),
        "interaction": "-".join(kind for kind in kinds if kind),
        "civilian_targeting": "Civilian targeting" if _CIVILIANS in kinds else None,
        **_country(event, entry.place),
        **_place(entry.place),
        "source": article.publisher,
        "notes": event.evidence[0].text,
        "fatalities": event.fatalities.best if event.fatalities else None,
        "tags": joined([f"plover={event.event_type}{f'/{event.mode}' if event.mode else ''}", article.url], "; "),
        "timestamp": calendar.timegm(article.published_on.timetuple()) if article.published_on else None,
    }


def _types(subtype: Subtype) -> dict[str, Any]:
    words, event_type = read_words("disorder"), subtype.event_type or ""
    return {
        "disorder_type": words.get(subtype.sub_event_type) or words[event_type],
        "event_type": event_type,
        "sub_event_type": subtype.sub_event_type,
    }


def _side(number: int, side: Side, kind: str) -> dict[str, Any]:
    return {
        f"actor{number}": side.leader.name if side.leader else None,
        f"assoc_actor_{number}": joined((entity.name for entity in side.others), "; "),
        f"inter{number}": kind,
    }


def _kind(entity: Entity | None) -> str:
    if entity is None:
        return ""
    return read_words("inter").get(entity.sector or "") or (_STATE if entity.kind == "state" else _OTHER)


def _country(event: Event, place: Place | None) -> dict[str, Any]:
    parties = {entity.country for entity in (*event.actors, *event.recipients) if entity.country}
    country = place.country if place else parties.pop() if len(parties) == 1 else None
    codes = codes_of(country)
    return {"iso": codes.numeric, "region": codes.region, "country": codes.name} if codes else {"country": country}


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    is_point = place.kind in ("settlement", "facility")
    return {
        "admin1": place.admin1,
        "admin2": place.name if place.feature_code == "ADM2" else None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": 1 if is_point else 2 if place.feature_code == "ADM2" else 3,
    }
