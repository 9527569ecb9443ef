"""How far a point lies from the land borders between countries.

Takes points in degrees; gives distances in km along the ground and the two countries. The lines are Natural Earth's
at 1:10 million, those that are held and not those that are claimed (contested_borders.tsv), save that Crimea is
Ukraine's. It knows no sea borders: nothing borders Cyprus or Japan.

Points and segments live in earth-centred WGS 84 coordinates. Segments are kept in blocks of neighbours with a
bounding sphere, so that a query looks at a few blocks only. What lies nearest through the earth is measured along the
ground, by a formula within 20 m of the geodesic up to 10,000 km (`python -m benchmarks.borders` holds it to that).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from linewatch.records import Dyad
from linewatch.world.datafiles import open_data, read_lines

Floats = NDArray[np.float64]
Point = tuple[float, float]  # lat, lon

# Of 30 crossings half lie within 0.8 km of the line drawn and nine in ten within 2.8 km.
BORDER_ERROR_KM = 2.0
_SCALE = 1e5
_BLOCK = 32  # segments
_EQUATOR_KM, _FLATTENING = 6378.137, 1 / 298.257223563
_SQUARED = _FLATTENING * (2 - _FLATTENING)  # eccentricity
# Of two ways as long through the earth the one that is bent more is longer along the ground, by at most this times the
# cube of the way: the radii of curvature run from 6335 to 6400 km, and (1 / 6335² - 1 / 6400²) / 24 is 2.1e-11.
_BENT = 2.1e-11
_TINY_KM, _FAR_KM = 1e-3, 1e6


@dataclass(frozen=True, slots=True)
class _Borders:
    """All segments, block by block; a block is part of one polyline and so of one dyad.

    Blocks that a polyline does not fill are filled with points far from the earth.
    """

    dyads: tuple[tuple[str, str], ...]
    errors_km: tuple[float, ...]
    lines: tuple[tuple[int, NDArray[np.int32]], ...]  # dyad, vertices (lon, lat) in 1e-5 degrees
    starts: Floats  # (blocks, segments, 3) km
    along: Floats  # from start to end
    shares: Floats  # times the way from a point to the start: how far along the point's foot lies, in lengths
    block_owner: NDArray[np.intp]
    block_centre: Floats
    block_radius_km: Floats


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks that a question is about."""

    number: NDArray[np.intp]
    centre: Floats
    square: Floats  # of the centre's distance from the middle of the earth
    radius_km: Floats


def nearest_border(*, lat: float, lon: float, country: str | None = None) -> Dyad | None:
    """Return the border nearest to a point and its distance; None when the country has no land border.

    Args:
        country: ISO 3 code; only this country's borders count.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    return _nearest(lat, lon, _blocks(() if country is None else (country,)))


def distance_to_border_km(*, lat: float, lon: float, countries: Sequence[str]) -> float | None:
    """Return the distance in km from a point to the border between two countries; None when they share none.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    dyad = _nearest(lat, lon, _blocks(tuple(countries))) if len(set(countries)) == 2 else None
    return None if dyad is None else dyad.distance_km


def border_between(one: str, other: str) -> tuple[tuple[Point, ...], ...] | None:
    """Return the border between two countries as polylines of (lat, lon); None when they share none.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    borders = _borders()
    wanted = set(_numbers(borders, one, other))
    lines = tuple(
        tuple((round(lat / _SCALE, 5), round(lon / _SCALE, 5)) for lon, lat in vertices.tolist())
        for number, vertices in borders.lines
        if number in wanted
    )
    return lines or None


def are_neighbours(one: str, other: str) -> bool:
    """Return whether two countries share a border.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    return one != other and border_error_km(one, other) is not None


def border_error_km(one: str, other: str) -> float | None:
    """Return how far in km the line drawn between two countries may lie from the true one; None: they share none.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    borders = _borders()
    return next((borders.errors_km[number] for number in _numbers(borders, one, other)), None)


def border_point(*, lat: float, lon: float, countries: Sequence[str]) -> Point | None:
    """Return the point (lat, lon) of the border between two countries that is nearest; None when they share none.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    found = _nearest_foot(lat, lon, _blocks(tuple(countries))) if len(set(countries)) == 2 else None
    if found is None:
        return None
    x, y, z = found[2]
    polar = (1 - _FLATTENING) ** 2
    return math.degrees(math.atan2(z / polar, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def border_lines() -> Iterator[tuple[tuple[str, str], bool, Floats]]:
    """Yield every line: its two countries, whether its course is settled, and its points (lat, lon).

    Raises:
        ModelError: LW301 or LW302 when a border file is damaged or missing.
    """
    borders = _borders()
    unsettled = {(one, other) for one, other, _, _ in read_lines("contested_borders.tsv", 4)}
    for number, vertices in borders.lines:
        dyad = borders.dyads[number]
        yield dyad, dyad not in unsettled, vertices[:, ::-1] / _SCALE


def _numbers(borders: _Borders, *countries: str) -> list[int]:
    pair = tuple(sorted(countries))
    return [number for number, dyad in enumerate(borders.dyads) if dyad == pair]


def _nearest(lat: float, lon: float, blocks: _Blocks) -> Dyad | None:
    """Return the nearest dyad of those blocks; of two at one distance the first by name."""
    found = _nearest_foot(lat, lon, blocks)
    if found is None:
        return None
    distance_km, number, _ = found
    borders = _borders()
    return Dyad(borders.dyads[number], round(distance_km, 1), borders.errors_km[number])


def _nearest_foot(lat: float, lon: float, blocks: _Blocks) -> tuple[float, int, list[float]] | None:
    """Return the distance in km, the dyad's number and the earth-centred place of the nearest point of those blocks."""
    if not blocks.number.size:
        return None
    borders, point = _borders(), _earth_centred(lat, lon)
    away = np.sqrt(np.maximum(blocks.square - (blocks.centre @ (2 * point)) + point @ point, 0.0))
    furthest_km = float((away + blocks.radius_km).min()) + _TINY_KM
    near = blocks.number[away - blocks.radius_km <= furthest_km + _BENT * furthest_km**3]
    feet, squares = _feet(point, borders.starts[near], borders.along[near], borders.shares[near])
    chord_km = math.sqrt(squares.min())
    block, segment = (squares <= (chord_km + _TINY_KM + _BENT * chord_km**3) ** 2).nonzero()
    here, owners = point.tolist(), borders.block_owner[near[block]].tolist()
    return min(
        (round(_ground_km(here, foot), 6), owner, foot)
        for foot, owner in zip(feet[block, segment].tolist(), owners, strict=True)
    )


def _feet(point: Floats, starts: Floats, along: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """Return the point of each segment of each block nearest to the point, and the square of its distance."""
    off = starts - point
    share = np.minimum(np.maximum(np.einsum("ijk,ijk->ij", off, shares), 0.0), 1.0)
    off += share[:, :, None] * along
    return off + point, np.einsum("ijk,ijk->ij", off, off)


def _ground_km(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the way along the ground between two points at sea level, earth-centred, km.

    Within 20 m of the geodesic up to 10,000 km, 60 m up to 15,000 km and 2 km on the other side of the earth.

    Source: Lambert's formula for long lines (https://en.wikipedia.org/wiki/Geographical_distance). Its reduced
    latitudes are those of the points when the ellipsoid is stretched to a sphere.
    """
    (x, y, z), (u, v, w) = one, other
    z, w = z / (1 - _FLATTENING), w / (1 - _FLATTENING)
    half = min(1.0, math.dist((x, y, z), (u, v, w)) / (2 * _EQUATOR_KM))
    if half < 1e-9:
        return 0.0
    angle, sine = 2 * math.asin(half), 2 * half * math.sqrt(1 - half * half)
    total, apart = (z + w) / (2 * _EQUATOR_KM), (z - w) / (2 * _EQUATOR_KM)
    bend = (angle - sine) * total**2 / max(1 - half * half, 1e-9) + (angle + sine) * (apart / half) ** 2
    return _EQUATOR_KM * (angle - _FLATTENING / 2 * bend)


def _earth_centred(lat: float | Floats, lon: float | Floats) -> Floats:
    """Return WGS 84 points at sea level in earth-centred coordinates, km."""
    phi, lam = np.radians(lat), np.radians(lon)
    normal = _EQUATOR_KM / np.sqrt(1 - _SQUARED * np.sin(phi) ** 2)
    flat = normal * np.cos(phi)
    return np.array([flat * np.cos(lam), flat * np.sin(lam), normal * (1 - _SQUARED) * np.sin(phi)]).T


@lru_cache(maxsize=1)
def _borders() -> _Borders:
    with np.load(open_data("borders.npz"), allow_pickle=False) as stored:
        dyads = tuple((str(one), str(other)) for one, other in stored["dyads"])
        owners = stored["line_dyad"].tolist()
        pieces = np.split(stored["lonlat"], stored["line_start"][1:])
    lines = tuple(
        (owner, np.cumsum(piece, axis=0, dtype=np.int32)) for owner, piece in zip(owners, pieces, strict=True)
    )
    errors = {(one, other): float(error_km) for one, other, error_km, _ in read_lines("contested_borders.tsv", 4)}
    return _in_blocks(dyads, tuple(errors.get(dyad, BORDER_ERROR_KM) for dyad in dyads), lines)


@lru_cache(maxsize=512)
def _blocks(countries: tuple[str, ...]) -> _Blocks:
    """Return the blocks of the borders that all those countries share."""
    borders = _borders()
    wanted = [number for number, dyad in enumerate(borders.dyads) if set(countries) <= set(dyad)]
    number = np.flatnonzero(np.isin(borders.block_owner, wanted))
    centre = borders.block_centre[number]
    return _Blocks(number, centre, np.einsum("ij,ij->i", centre, centre), borders.block_radius_km[number])


def _in_blocks(
    dyads: tuple[tuple[str, str], ...], errors_km: tuple[float, ...], lines: tuple[tuple[int, NDArray[np.int32]], ...]
) -> _Borders:
    points = [_earth_centred(vertices[:, 1] / _SCALE, vertices[:, 0] / _SCALE) for _, vertices in lines]
    vertices, offsets = np.concatenate(points), np.cumsum([0, *map(len, points)]).tolist()
    firsts = [np.arange(first, stop - 1, _BLOCK) for first, stop in pairwise(offsets)]
    owner = np.concatenate([np.full(len(first), number) for (number, _), first in zip(lines, firsts, strict=True)])
    last = np.concatenate([np.full(len(first), stop - 2) for first, stop in zip(firsts, offsets[1:], strict=True)])
    segment = np.concatenate(firsts)[:, None] + np.arange(_BLOCK)
    is_filler = segment > last[:, None]
    segment = np.minimum(segment, last[:, None])
    starts, ends = vertices[segment], vertices[segment + 1]
    centre = (starts + ends).mean(axis=1) / 2
    radius = np.maximum(*(np.linalg.norm(side - centre[:, None], axis=2) for side in (starts, ends))).max(axis=1)
    starts[is_filler] = ends[is_filler] = _FAR_KM
    along = ends - starts
    shares = -along / np.maximum(np.einsum("ijk,ijk->ij", along, along), 1e-12)[:, :, None]
    return _Borders(dyads, errors_km, lines, starts, along, shares, owner, centre, radius)
