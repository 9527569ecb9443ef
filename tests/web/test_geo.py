from __future__ import annotations

import json
from dataclasses import replace

import pytest

from linewatch.records import Area
from linewatch.web import geo
from tests.factories import make_coded
from tests.registers import make_line
from tests.web.test_catalogue import outline

TERMS = make_coded().red_lines[0]


def features(kind: str, *countries: str, distance_km: float | None = None) -> list[geo.Feature]:
    area = Area(TERMS.area.span, kind, countries, (), distance_km)  # type: ignore[union-attr, arg-type]
    return list(geo.line_features(make_line("crossed", terms=replace(TERMS, area=area)), ()))


def test_a_line_on_a_border_is_a_band_along_it() -> None:
    (band,) = features("buffer", "ARM", "AZE", distance_km=10.0)
    assert band["geometry"]["type"] == "MultiLineString"
    assert band["properties"] | {"pair": "ARM-AZE", "width_km": 20.0, "state": "crossed"} == band["properties"]
    assert 38 < band["properties"]["lat"] < 42


def test_a_line_on_all_borders_of_a_country_follows_each() -> None:
    pairs = {band["properties"]["pair"] for band in features("border", "IRN")}
    assert {"ARM-IRN", "AZE-IRN", "IRN-IRQ"} <= pairs
    assert all("width_km" in band["properties"] for band in features("border", "IRN"))


def test_a_country_as_a_whole_has_an_outline() -> None:
    assert all(each["properties"].get("is_outline") for each in features("territory", "IRN"))


def test_a_line_around_places_is_a_circle_around_each() -> None:
    place = replace(make_coded().places[0], radius_km=3.0)
    line = make_line(terms=replace(TERMS, area=replace(TERMS.area, distance_km=30.0)))  # type: ignore[type-var]
    (circle,) = geo.line_features(line, (place, replace(place, kind="country"), replace(place, lat=None)))
    assert circle["geometry"]["type"] == "Polygon"
    assert circle["properties"]["radius_km"] == 30.0


@pytest.mark.parametrize("countries", [(), ("XXX",)])
def test_a_line_that_names_no_border_is_not_drawn(countries: tuple[str, ...]) -> None:
    assert features("border", *countries) == []
    assert list(geo.line_features(make_line(terms=replace(TERMS, area=None)), ())) == []


def test_an_event_without_a_point_is_not_drawn() -> None:
    (point,) = geo.event_features([outline(0), outline(1, lat=None)])
    assert point["id"] == point["properties"]["event_id"] == "evt_0"
    assert json.loads(geo.collection([point]))["features"][0]["geometry"]["coordinates"] == [46.3, 39.5]
