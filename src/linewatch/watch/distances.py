"""How near a report lies to the area of a line → score and words. Takes places as the records carry them.

A line about one border does not fire on another: a place is held against the border between the line's own two
countries, and a place in a country that the line does not name is outside.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from linewatch.records import Place, Reason
from linewatch.watch.reports import Report
from linewatch.watch.tables import read_tables
from linewatch.watch.terms import Terms
from linewatch.world.borders import distance_to_border_km
from linewatch.world.distances import distance_km

_BORDERS: Final = frozenset({"border", "buffer", "zone"})
_OPPOSITE: Final = {"north": "south", "south": "north", "east": "west", "west": "east"}


def match_area(terms: Terms, report: Report) -> Reason:
    """Return how near the report lies to the area of the line, and why."""
    opposite = sorted(_opposites(terms.compass) & report.compass - terms.compass)
    reason = _match_place(terms, report)
    if opposite and not terms.compass & report.compass and reason.score < 1.0:
        return Reason(min(reason.score, read_tables().area["opposite"]), f"in the {opposite[0]}, the line's other end")
    return reason


def _opposites(compass: frozenset[str]) -> set[str]:
    return {_OPPOSITE[point] for point in compass}


def _match_place(terms: Terms, report: Report) -> Reason:
    table = read_tables().area
    if report.stated_km is not None and report.stated_km >= table["far_km"]:
        return Reason(table["outside"], f"{report.stated_km:.0f} km away, by the report's own words")
    common = sorted(terms.names & report.words.names)
    if common and _is_beside(terms, report):
        return Reason(table["beside"], f"{report.stated_km:.0f} km from {common[0].title()}, by the report's own words")
    if common:
        return Reason(1.0, f"both name {common[0].title()}")
    likely = [place for place in report.places if _is_likely(place, terms, report)]
    found = [_near_place(place, terms) for place in likely if place.kind != "country"]
    if found:
        return max(found, key=lambda reason: reason.score)
    by_country = _by_country(terms, report, likely)
    nouns = sorted(terms.sentence.roots & report.words.roots & read_tables().places)
    if nouns and by_country.score > table["outside"]:
        return Reason(max(table["noun"], by_country.score), f"both speak of the {nouns[0]}")
    return by_country


def _is_beside(terms: Terms, report: Report) -> bool:
    """Say whether the report tells how far it was from the place, and the line covers no such distance."""
    kind = terms.line.area.kind if terms.line.area else ""
    covers_km = terms.distance_km or (read_tables().area["border_km"] if kind in _BORDERS else 0.0)
    return report.stated_km is not None and report.stated_km > covers_km


def _is_likely(place: Place, terms: Terms, report: Report) -> bool:
    """Say whether a place is what the report means by its name.

    One in a country that the report does not name is none of it where the report names a country of the line.
    """
    named = {party.country for party in report.parties}
    owners = _owners(place)
    return not owners or bool(owners & (named | set(terms.countries))) or not named & set(terms.countries)


def _near_place(place: Place, terms: Terms) -> Reason:
    """Return how near one place lies."""
    border = _at_border(place, terms)
    point = max(
        (_at_point(place, own, terms.countries) for own in terms.places), key=lambda reason: reason.score, default=None
    )
    if point is not None and (border is None or point.score >= border.score):
        return point
    if border is not None:
        return border
    owners = _owners(place)
    if not owners or not terms.countries:
        return Reason(read_tables().area["no_area"], f"{place.name} cannot be held against the area")
    if owners & set(terms.countries):
        return Reason(read_tables().area["land"], f"{place.name} is in {_list(owners)}, which the line covers")
    return Reason(0.0, f"{place.name} is in {_list(owners)}, outside {_list(terms.countries)}")


def _owners(place: Place) -> set[str]:
    """Return the country of a place, both where it lies on a border and the gazetteer knows none."""
    if place.country:
        return {place.country}
    border = place.border
    return set(border.countries) if border and border.distance_km <= border.error_km + 1 else set()


def _list(countries: Iterable[str]) -> str:
    return ", ".join(sorted(countries))


def _at_border(place: Place, terms: Terms) -> Reason | None:
    """Return how near a place lies to the border of the line's two countries, None where the line is about none."""
    pair = terms.line.area.countries if terms.line.area and terms.line.area.kind in _BORDERS else ()
    if len(pair) != 2 or place.lat is None or place.lon is None:
        return None
    km = distance_to_border_km(lat=place.lat, lon=place.lon, countries=pair)
    if km is None:
        return None
    wide_km = terms.distance_km or read_tables().area["border_km"]
    score, name = fade(km, wide_km), "-".join(sorted(pair))
    inside = "inside" if km <= wide_km else "outside"
    return Reason(score, f"{km:.0f} km from the {name} border, {inside} the {wide_km:.0f} km the line covers")


def _at_point(place: Place, own: Place, countries: Sequence[str]) -> Reason:
    """Return how near a place lies to one that the line names; 0 for what has no point or is a whole country."""
    if place.lat is None or place.lon is None or own.lat is None or own.lon is None or own.kind == "country":
        return Reason(0.0, f"{place.name} is not near a place of the line")
    table, owners = read_tables().area, _owners(place)
    if (own.radius_km or 0.0) > table["wide_km"] and owners and countries and not owners & set(countries):
        return Reason(table["outside"], f"{place.name} is in {_list(owners)}, outside {_list(countries)}")
    km = distance_km(lat=place.lat, lon=place.lon, other_lat=own.lat, other_lon=own.lon)
    radius_km = max(own.radius_km or 0.0, table["near_km"])
    inside = "inside" if km <= radius_km else "outside"
    return Reason(fade(km, radius_km), f"{km:.0f} km from {own.name}, {inside} its {radius_km:.0f} km")


def _by_country(terms: Terms, report: Report, likely: Sequence[Place]) -> Reason:
    """Return what the countries alone tell."""
    table = read_tables().area
    if not terms.countries:
        return Reason(table["no_area"], "the line names no area")
    named = {place.country for place in likely if place.country}
    if named & set(terms.countries):
        return Reason(table["land"], f"in {', '.join(sorted(named & set(terms.countries)))}, which the line covers")
    if named:
        return Reason(table["outside"], f"in {', '.join(sorted(named))}, outside {', '.join(terms.countries)}")
    parties = {party.country for party in report.parties if party.country}
    if parties & set(terms.countries):
        return Reason(table["no_area"], f"the report names {', '.join(sorted(parties & set(terms.countries)))}")
    return Reason(table["unknown"], "the report names no place")


def fade(km: float, radius_km: float) -> float:
    """Return 1 inside the radius, then less and less."""
    return 1.0 if km <= radius_km else round(math.exp(-(km - radius_km) / read_tables().area["fade_km"]), 3)


def nearest_km(some: Iterable[Place], others: Iterable[Place]) -> float | None:
    """Return the shortest distance between points of two groups of places, None where one group has none."""
    known = [place for place in others if place.lat is not None]
    found = [
        distance_km(lat=one.lat, lon=one.lon, other_lat=other.lat, other_lon=other.lon)
        for one in some
        if one.lat is not None and one.lon is not None
        for other in known
        if other.lat is not None and other.lon is not None
    ]
    return min(found, default=None)
