"""A small map of places and the land borders around them, as an SVG.

Takes the places of a text and gives the text of a picture that stands alone: no script, no font, no address of
anything outside. The same places give the same characters. Names come from strangers: all text is escaped.

Sources: land borders of Natural Earth, places of GeoNames (CC BY 4.0). There are no coasts: the package has none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from linewatch.errors import DocumentError
from linewatch.export.labels import Box, place_country, place_label, text_width
from linewatch.export.sheets import degrees, graticule, haloed, head, margin, path, safe, short
from linewatch.export.views import Floats, View, fit_view
from linewatch.records import Place
from linewatch.world.borders import border_lines, border_point
from linewatch.world.gazetteer import Gazetteer

_WIDE_KM = 150.0  # a region wider than this has no nearest border and is a name, not a dot
_NAME_PX, _NOTE_PX, _COUNTRY_PX = 13.0, 11.0, 12.0
_DOT_PX, _NEAREST_PX = 4.0, 4.0
_Run = tuple[tuple[str, str], bool, Floats]  # countries, whether settled, pixels


@dataclass(frozen=True, slots=True)
class _Dot:
    """A place with its pixel, and where the border nearest to it lies."""

    place: Place
    at: tuple[float, float]
    foot: tuple[float, float] | None

    @property
    def lines(self) -> list[tuple[str, str, float]]:
        """The lines of its label: class, text, size in pixels."""
        name = [("p", short(self.place.name), _NAME_PX)]
        border = self.place.border
        if border is None:
            return name
        distance = f"{border.distance_km:.0f} ± {border.error_km:.0f} km to {'–'.join(border.countries)}"
        return [*name, ("s", distance, _NOTE_PX)]


def draw_map(places: Iterable[Place]) -> str:
    """Return a map of the places and the borders around them as an SVG document.

    Countries and wide regions are names on the map; it is drawn around them only where the text names nothing smaller.

    Raises:
        DocumentError: LW211 none of the places has a point.
        ModelError: LW301 or LW302 when a data file is damaged or missing.
    """
    known = list({(place.name, place.lat, place.lon): place for place in places if place.lat is not None}.values())
    small = [place for place in known if not _is_wide(place)]
    if not known:
        raise DocumentError("LW211", "the text names no place that a map can show; give one that does", "map")
    view = fit_view([_circle(place) for place in small or known])
    dots = [_dot(view, place) for place in small]
    runs = [
        (countries, is_settled, run)
        for countries, is_settled, line in border_lines()
        for run in view.runs(line)
    ]  # fmt: skip
    body = [*graticule(view), *_border_paths(runs), *_areas(view, dots), *_distances(dots)]
    names, left_out = _names(view, known, dots, runs)
    title = "Map: " + ", ".join(short(place.name) for place in known[:12])
    below = margin(view, any(dot.foot for dot in dots), left_out)
    return "\n".join([*head(title), *body, *names, "</svg>", *below, "</g></svg>", ""])


def _is_wide(place: Place) -> bool:
    return place.kind == "country" or (place.radius_km or 0.0) > _WIDE_KM


def _circle(place: Place) -> tuple[float, float, float]:
    return _number(place.lat), _number(place.lon), place.radius_km or 0.0


def _number(value: float | None) -> float:
    return 0.0 if value is None else value


def _dot(view: View, place: Place) -> _Dot:
    lat, lon, _ = _circle(place)
    foot = border_point(lat=lat, lon=lon, countries=place.border.countries) if place.border else None
    return _Dot(place, view.point(lat=lat, lon=lon), view.point(lat=foot[0], lon=foot[1]) if foot else None)


def _border_paths(runs: Sequence[_Run]) -> Iterator[str]:
    for is_settled, name in ((True, "b"), (False, "b c")):
        drawn = "".join(path(run) for _, settled, run in runs if settled is is_settled)
        if drawn:
            yield f'<path class="{name}" d="{drawn}"/>'


def _areas(view: View, dots: Sequence[_Dot]) -> Iterator[str]:
    for dot in dots:
        radius = (dot.place.radius_km or 0.0) / view.km_per_px
        if radius > 3 * _DOT_PX:
            yield f'<circle class="a" cx="{dot.at[0]:.1f}" cy="{dot.at[1]:.1f}" r="{radius:.1f}"/>'


def _distances(dots: Sequence[_Dot]) -> Iterator[str]:
    for dot in dots:
        if dot.foot and math.dist(dot.at, dot.foot) > _NEAREST_PX:
            yield f'<path class="n" d="M{dot.at[0]:.1f} {dot.at[1]:.1f}L{dot.foot[0]:.1f} {dot.foot[1]:.1f}"/>'


def _names(
    view: View,
    known: Sequence[Place],
    dots: Sequence[_Dot],
    runs: Sequence[_Run],
) -> tuple[list[str], int]:
    """Return dots, names and countries as elements, and how many names found no room."""
    taken = [Box(*dot.at, 2 * _DOT_PX + 2, 2 * _DOT_PX + 2) for dot in dots]
    feet = [np.array([dot.at, dot.foot]) for dot in dots if dot.foot]
    lines = _thick([run for _, _, run in runs] + feet)
    drawn: list[str] = []
    labelled = 0
    for dot in dots:
        box, texts = _labelled(dot, taken, lines)
        if box:
            taken.append(box)
            labelled += 1
            drawn += [*_leader(dot.at, box), *_label(dot, box, texts)]
        drawn.append(
            f'<circle class="d" cx="{dot.at[0]:.1f}" cy="{dot.at[1]:.1f}" r="{_DOT_PX}">'
            f"<title>{safe(_told(dot.place))}</title></circle>"
        )
    homes = {country for countries, _, _ in runs for country in countries}
    homes |= {place.country for place in known if place.country}
    return [*_country_names(view, known, lines, homes, taken), *drawn], len(dots) - labelled


def _labelled(dot: _Dot, taken: Sequence[Box], lines: Floats) -> tuple[Box | None, list[tuple[str, str, float]]]:
    """Return the box and the lines of a label: the distance is left out where only the name has room."""
    texts = dot.lines
    while texts:
        width = max(text_width(text, size) for _, text, size in texts)
        box = place_label(dot.at, width, sum(size + 2 for _, _, size in texts), taken, lines)
        if box:
            return box, texts
        texts = texts[:-1]
    return None, []


def _leader(at: tuple[float, float], box: Box) -> Iterator[str]:
    x = min(max(at[0], box.x - box.width / 2), box.x + box.width / 2)
    y = min(max(at[1], box.y - box.height / 2), box.y + box.height / 2)
    if math.dist(at, (x, y)) > 3 * _DOT_PX:
        yield f'<path class="l" d="M{at[0]:.1f} {at[1]:.1f}L{x:.1f} {y:.1f}"/>'


def _label(dot: _Dot, box: Box, texts: Sequence[tuple[str, str, float]]) -> Iterator[str]:
    """Yield the lines of a label, flush with the side that faces its dot."""
    x, y, anchor = box.x, box.y - box.height / 2, "middle"
    if abs(box.x - dot.at[0]) > box.width / 2:
        side = math.copysign(box.width / 2, dot.at[0] - box.x)
        x, anchor = box.x + side, "end" if side > 0 else "start"
    for name, text, size in texts:
        y += size
        yield from haloed(name, x, y, text, anchor)
        y += 2


def _country_names(view: View, known: Sequence[Place], lines: Floats, homes: set[str], taken: list[Box]) -> list[str]:
    """Return the names of wide places, then of countries: those of the text first."""
    south, north, west, east = view.bounds()
    gazetteer = Gazetteer.open()
    towns = list(gazetteer.towns(south=south, north=north, west=west, east=east))
    lands = np.array([country for country, _, _ in towns], dtype="U3")
    points = np.array([view.point(lat=lat, lon=lon) for _, lat, lon in towns]).reshape(-1, 2)
    named = {place.country for place in known if place.kind == "country" and place.country}
    drawn: list[str] = []
    for place in known:
        if _is_wide(place) and place.kind != "country":
            lat, lon, _ = _circle(place)
            drawn += _wide_name(place.name, view.point(lat=lat, lon=lon), taken, lines)
    for country in sorted(homes | named, key=lambda code: (code not in named, code)):
        row = gazetteer.country(country)
        if row is None:
            continue
        middle = view.point(lat=row.lat, lon=row.lon)
        at = np.concatenate([[middle], points[lands == country]])
        text, width, height = _country_label(row.name)
        box = place_country(at, width, height, taken, lines, points[lands != country])
        if box:
            taken.append(box)
            drawn += haloed("k m" if country in named else "k", box.x, box.y + _COUNTRY_PX * 0.36, text)
        elif country in named:
            drawn += _wide_name(row.name, middle, taken, lines)
    return drawn


def _wide_name(name: str, middle: tuple[float, float], taken: list[Box], lines: Floats) -> Iterator[str]:
    """Yield a name that the text has beside the middle of what it names, if that is in view."""
    text, width, height = _country_label(name)
    mark = Box(*middle, 2 * _DOT_PX, 2 * _DOT_PX)
    box = place_label(middle, width, height, taken, lines) if mark.is_inside() else None
    if box:
        taken += [box, mark]
        yield f'<circle class="f" cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="2.5"/>'
        yield from _leader(middle, box)
        yield from haloed("k m", box.x, box.y + _COUNTRY_PX * 0.36, text)


def _country_label(name: str) -> tuple[str, float, float]:
    text = short(name).upper()
    return text, text_width(text, _COUNTRY_PX + 2.5), _COUNTRY_PX + 4


def _thick(runs: Sequence[Floats]) -> Floats:
    """Return points on the lines, some 6 pixels apart."""
    points = [np.empty((0, 2))]
    for run in runs:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(run, axis=0).T))])
        at = np.arange(0.0, along[-1] + 6.0, 6.0)
        points.append(np.stack([np.interp(at, along, run[:, 0]), np.interp(at, along, run[:, 1])], axis=1))
    return np.concatenate(points)


def _told(place: Place) -> str:
    lat, lon, radius_km = _circle(place)
    where = f"{degrees(round(lat, 2), 'NS')}, {degrees(round(lon, 2), 'EW')}, ± {radius_km:.0f} km"
    return f"{place.span.text} → {place.name}, {place.kind}{f', {place.country}' if place.country else ''}, {where}"
