"""Maps: well-formed, self-contained, the same each time, with the names escaped."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from linewatch.errors import DocumentError
from linewatch.export import draw_map
from linewatch.records import Dyad, Place, Span

SVG = "{http://www.w3.org/2000/svg}"
KAPAN = Place(
    "plc_1", "Kapan", Span(0, 5, "Kapan"), 39.21, 46.41, 174895, "PPLA", "ARM", "Syunik", "settlement", 2.3, 1.0, (),
    Dyad(("ARM", "AZE"), 12.3, 6.3),
)  # fmt: skip
SEOUL = replace(KAPAN, name="Seoul", lat=37.57, lon=126.98, country="KOR", border=Dyad(("KOR", "PRK"), 40.0, 13.0))
IRAN = replace(KAPAN, name="Iran", lat=32.0, lon=53.0, country="IRN", kind="country", radius_km=900.0, border=None)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_place_has_its_name_its_distance_and_a_line_to_the_border() -> None:
    svg = draw_map([KAPAN])
    assert {"Kapan", "12 ± 6 km to ARM–AZE", "ARMENIA", "AZERBAIJAN"} <= set(texts(svg))
    assert 'class="n"' in svg


def test_the_sources_are_named() -> None:
    assert any("Natural Earth, GeoNames CC BY 4.0" in text for text in texts(draw_map([KAPAN])))


def test_settled_and_unsettled_borders_are_told_apart() -> None:
    paths = [line for line in draw_map([KAPAN]).splitlines() if line.startswith("<path")]
    assert [line.split('"')[1] for line in paths][1:3] == ["b", "b c"]
    assert not any(line.startswith('<path class="b" d="M') for line in draw_map([SEOUL]).splitlines()[:6])


def test_the_same_places_give_the_same_bytes() -> None:
    assert draw_map([KAPAN, SEOUL, IRAN]) == draw_map([KAPAN, SEOUL, IRAN])


def test_a_place_named_twice_is_one_dot() -> None:
    assert draw_map([KAPAN, KAPAN]).count('class="d"') == 1


@pytest.mark.parametrize("name", ["</text><script>alert(1)</script>", 'a"b&c', "x\x00y\u202ez\ud800", "]]>"])
def test_names_are_escaped(name: str) -> None:
    svg = draw_map([replace(KAPAN, name=name, span=Span(0, len(name), name))])
    svg.encode("utf-8")
    elements = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert elements <= {"svg", "title", "style", "rect", "g", "path", "circle", "text"}


def test_nothing_outside_is_referred_to() -> None:
    svg = draw_map([KAPAN, IRAN]).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not any(word in svg for word in ("http", "href", "url(", "@import", "<script"))


def test_a_country_does_not_widen_the_map_of_a_town() -> None:
    assert "IRAN" in texts(draw_map([KAPAN, IRAN]))
    assert "50 km at 39.2° N" in texts(draw_map([KAPAN, IRAN]))


def test_a_country_alone_has_a_map() -> None:
    assert "IRAN" in texts(draw_map([IRAN]))


def test_names_without_room_are_counted() -> None:
    crowd = [replace(KAPAN, name=f"Kapan number {number}", lat=39.2 + number / 1e4) for number in range(60)]
    svg = draw_map(crowd)
    assert svg.count('class="d"') == 60
    assert "Names without room for them: " in svg


@pytest.mark.parametrize("places", [[], [replace(KAPAN, lat=None, lon=None)]])
def test_without_a_point_there_is_no_map(places: list[Place]) -> None:
    with pytest.raises(DocumentError, match="LW211"):
        draw_map(places)
