"""Events as rows of POLECAT. Several actors stand in one cell, joined by ``;``, in one order in all cells of a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linewatch.export.columns import Entry, joined
from linewatch.export.layouts import read_words
from linewatch.records import Entity, Place
from linewatch.world.countrycodes import codes_of


def polecat_row(entry: Entry) -> dict[str, Any]:
    """Return the cells of an event by column; a column that is not there is empty."""
    event, article = entry.record, entry.article
    return {
        "Event ID": event.event_id,
        "Event Date": event.occurred.from_on,
        "Event Type": event.event_type,
        "Event Mode": event.mode,
        "Intensity": event.intensity,
        "Quad Code": read_words("quads")[str(event.quad_code)],
        "Contexts": joined(event.contexts),
        **_parties("Actor", event.actors),
        **_parties("Recipient", event.recipients),
        **_place(entry.place),
        "Source": article.publisher,
        "Publication Date": article.published_on,
        "Language": article.language,
        "Version": joined(f"{name}={version}" for name, version in article.models.items()),
    }


def _parties(role: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    def cell(value: Callable[[Entity], object]) -> str:
        values = [str(value(entity) or "").replace(";", ",") for entity in entities]
        return joined(values) if any(values) else ""

    sectors = cell(lambda entity: entity.sector)
    return {
        f"{role} Name": cell(lambda entity: entity.name),
        f"{role} Country": cell(lambda entity: entity.country),
        f"{role} COW": cell(lambda entity: getattr(codes_of(entity.country), "cow", None)),
        f"Primary {role} Sector": sectors,
        f"{role} Sectors": sectors,
        f"{role} Title": cell(lambda entity: entity.title),
        f"{role} Name Raw": cell(lambda entity: entity.text),
    }


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "Placename": place.name,
        "City": place.name if place.kind == "settlement" else None,
        "District": place.name if place.feature_code == "ADM2" else None,
        "Province": place.admin1,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.span.text,
        "Feature Type": place.feature_code,
    }
