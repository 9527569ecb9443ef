"""Events as rows of GDELT 2.0. Lossy: one pair of parties a row, and one CAMEO code for a PLOVER type and mode.

Source: GDELT event codebook 2.0 (2015).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from linewatch.export.columns import Entry
from linewatch.export.dyads import sides_of
from linewatch.records import Entity, Place
from linewatch.world.actorcodes import write_actor_code
from linewatch.world.countrycodes import codes_of

_ID_DIGITS = 15  # hexadecimal: fits a signed number of 64 bits


def gdelt_row(entry: Entry) -> dict[str, Any]:
    """Return the cells of an event by column; a column that is not there is empty."""
    event, article = entry.record, entry.article
    actor, recipient = sides_of(event)
    code = event.cameo_code or ""
    return {
        "GlobalEventID": int(event.event_id.partition("_")[2][:_ID_DIGITS], 16),
        **_day(event.occurred.from_on),
        **_party(1, actor.leader),
        **_party(2, recipient.leader),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": event.quad_code,
        "GoldsteinScale": event.intensity,
        "NumMentions": len(event.evidence),
        "NumSources": 1,
        "NumArticles": 1,
        **_place(entry.place),
        "DATEADDED": f"{article.published_on:%Y%m%d}000000" if article.published_on else None,
        "SOURCEURL": article.url or article.publisher,
    }


def _day(day: date | None) -> dict[str, Any]:
    if day is None:
        return {}
    share = min(((day.month - 1) * 30 + day.day) / 365, 0.9999)
    return {
        "Day": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + share:.4f}",
    }


def _party(number: int, entity: Entity | None) -> dict[str, Any]:
    if entity is None:
        return {}
    country, role = write_actor_code(entity.country, entity.sector, entity.kind)
    return {
        f"Actor{number}Code": country + role,
        f"Actor{number}Name": entity.name.upper(),
        f"Actor{number}CountryCode": country if entity.country else None,
        f"Actor{number}Type1Code": role,
    }


def _place(place: Place | None) -> dict[str, Any]:
    if place is None or place.lat is None:
        return {"ActionGeo_Type": 0}
    codes = codes_of(place.country)
    within = (place.name, place.admin1, codes.name if codes else None)
    return {
        "ActionGeo_Type": _kind(place),
        "ActionGeo_Fullname": ", ".join(dict.fromkeys(part for part in within if part)),
        "ActionGeo_CountryCode": codes.fips if codes else None,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.geonames_id,
    }


def _kind(place: Place) -> int:
    if place.kind == "country":
        return 1
    is_american = place.country == "USA"
    return (3 if is_american else 4) if place.kind in ("settlement", "facility") else (2 if is_american else 5)
