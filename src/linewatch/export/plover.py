"""Events in the JSON form of the PLOVER manual, one object an event.

Source: PLOVER manual draft 2.0 (OEDA 2021), chapter on the record; fields that Linewatch cannot fill are left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from linewatch.export.columns import Entry, joined
from linewatch.records import Entity, Place
from linewatch.world.countrycodes import codes_of

_RESOLUTION = {"facility": 5, "settlement": 4, "border": 3, "water": 3, "region": 2, "admin": 2, "country": 1}


def plover_object(entry: Entry) -> dict[str, Any]:
    """Return an event as the manual writes it; an auxiliary mode says that it did not happen, or years ago."""
    event, article = entry.record, entry.article
    day = event.occurred.from_on
    auxiliary = () if event.modality == "actual" else (event.modality,)
    return {
        "id": event.event_id,
        "date": _day(day),
        "enddate": _day(event.occurred.until_on),
        "event": [event.event_type],
        "mode": [*([event.mode] if event.mode else ()), *auxiliary],
        "context": list(event.contexts),
        "actor": [_entity(entity) for entity in event.actors],
        "recipient": [_entity(entity) for entity in event.recipients],
        "event_loc": _location(entry.place),
        "event_text": event.trigger.text,
        "quad_code": event.quad_code,
        "event_scale": event.intensity,
        "text": event.evidence[0].text,
        "text_info": {"start": event.evidence[0].start, "end": event.evidence[0].end},
        "cite_info": {
            "title": article.title,
            "publication": article.publisher,
            "citation": joined(filter(None, (article.publisher, _day(article.published_on))), ", "),
            "url": article.url,
            "language": article.language,
            "coder": "Linewatch",
            "version": article.models.get("linewatch"),
        },
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "code": entity.country,
        "sector": entity.sector,
        "entity_text": entity.text,
        "identifier_text": entity.name,
        "office": entity.title,
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    codes = codes_of(place.country)
    return {
        "extracted_place": place.span.text,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "province": place.admin1,
        "country": codes.name if codes else None,
        "country_code": place.country,
        "feature_code": place.feature_code,
        "resolution": _RESOLUTION[place.kind],
    }
