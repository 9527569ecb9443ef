"""How far a point lies from the land borders between countries.

Takes points in degrees; gives distances in km along the ground and the two countries. The lines are Natural Earth's
at 1:10 million, those that are held and not those that are claimed (contested_borders.tsv), save that Crimea is
Ukraine's. It knows no sea borders: nothing borders Cyprus or Japan.

Points and segments live in earth-centred WGS 84 coordinates. Segments are kept in blocks of neighbours with a
bounding sphere, so that a query looks at a few blocks only; the answer is exact for the lines drawn.
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
_EQUATOR_KM, _FLATTENING, _MEAN_KM = 6378.137, 1 / 298.257223563, 6371.0088


@dataclass(frozen=True, slots=True)
class _Borders:
    """All segments, block by block; a block is part of one polyline and so of one dyad."""

    dyads: tuple[tuple[str, str], ...]
    errors_km: tuple[float, ...]
    lines: tuple[tuple[int, NDArray[np.int32]], ...]  # dyad, vertices (lon, lat) in 1e-5 degrees
    starts: Floats  # (n, 3) km
    ends: Floats
    owner: NDArray[np.intp]  # dyad of each segment
    block_first: NDArray[np.intp]
    block_owner: NDArray[np.intp]
    block_centre: Floats
    block_radius_km: Floats


def nearest_border(*, lat: float, lon: float, country: str | None = None) -> Dyad | None:
    """Return the border nearest to a point and its distance; None when the country has no land border.

    Args:
        country: ISO 3 code; only this country's borders count.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    borders = _borders()
    wanted = [number for number, dyad in enumerate(borders.dyads) if country is None or country in dyad]
    return _nearest(borders, lat, lon, wanted)


def distance_to_border_km(*, lat: float, lon: float, countries: Sequence[str]) -> float | None:
    """Return the distance in km from a point to the border between two countries; None when they share none.

    Raises:
        ModelError: LW301 or LW302 when the border file is damaged or missing.
    """
    borders = _borders()
    dyad = _nearest(borders, lat, lon, _numbers(borders, *countries))
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
    borders = _borders()
    segments = _near_segments(borders, point := _on_the_ground(lat, lon), _numbers(borders, *countries))
    if segments is None:
        return None
    feet = _feet(point, borders.starts[segments], borders.ends[segments])
    x, y, z = feet[int(np.argmin(np.linalg.norm(feet - point, axis=1)))].tolist()
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


def _nearest(borders: _Borders, lat: float, lon: float, dyads: Sequence[int]) -> Dyad | None:
    point = _on_the_ground(lat, lon)
    segments = _near_segments(borders, point, dyads)
    if segments is None:
        return None
    chords = _segment_distances(point, borders.starts[segments], borders.ends[segments])
    best = int(np.argmin(chords))
    number = int(borders.owner[segments[best]])
    distance_km = 2 * _MEAN_KM * math.asin(min(1.0, float(chords[best]) / (2 * _MEAN_KM)))
    return Dyad(borders.dyads[number], round(distance_km, 1), borders.errors_km[number])


def _near_segments(borders: _Borders, point: Floats, dyads: Sequence[int]) -> NDArray[np.intp] | None:
    """Return the segments among which the nearest is; None when the dyads have none."""
    blocks = np.flatnonzero(np.isin(borders.block_owner, dyads))
    if not blocks.size:
        return None
    away = np.linalg.norm(borders.block_centre[blocks] - point, axis=1)
    radius = borders.block_radius_km[blocks]
    near = blocks[away - radius <= (away + radius).min()]
    return np.concatenate([np.arange(*borders.block_first[block : block + 2]) for block in near])


def _segment_distances(point: Floats, starts: Floats, ends: Floats) -> Floats:
    return np.asarray(np.linalg.norm(_feet(point, starts, ends) - point, axis=1), dtype=np.float64)


def _feet(point: Floats, starts: Floats, ends: Floats) -> Floats:
    """Return the point of each segment that is nearest."""
    along = ends - starts
    share = np.einsum("ij,ij->i", point - starts, along) / np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    return np.asarray(starts + np.clip(share, 0.0, 1.0)[:, None] * along, dtype=np.float64)


def _on_the_ground(lat: float, lon: float) -> Floats:
    return np.asarray(_earth_centred(np.array([lat]), np.array([lon]))[0], dtype=np.float64)


def _earth_centred(lat: Floats, lon: Floats) -> Floats:
    """Return WGS 84 points at sea level in earth-centred coordinates, km."""
    phi, lam = np.radians(lat), np.radians(lon)
    squared = _FLATTENING * (2 - _FLATTENING)
    normal = _EQUATOR_KM / np.sqrt(1 - squared * np.sin(phi) ** 2)
    x, y = normal * np.cos(phi) * np.cos(lam), normal * np.cos(phi) * np.sin(lam)
    return np.stack([x, y, normal * (1 - squared) * np.sin(phi)], axis=-1)


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


def _in_blocks(
    dyads: tuple[tuple[str, str], ...], errors_km: tuple[float, ...], lines: tuple[tuple[int, NDArray[np.int32]], ...]
) -> _Borders:
    points = [_earth_centred(vertices[:, 1] / _SCALE, vertices[:, 0] / _SCALE) for _, vertices in lines]
    starts = np.concatenate([line[:-1] for line in points])
    ends = np.concatenate([line[1:] for line in points])
    owner = np.concatenate([np.full(len(line) - 1, number) for (number, _), line in zip(lines, points, strict=True)])
    offsets = np.cumsum([0, *(len(line) - 1 for line in points)])
    first = np.concatenate([
        *(np.arange(start, stop, _BLOCK) for start, stop in pairwise(offsets.tolist())), offsets[-1:],
    ])  # fmt: skip
    centre = np.add.reduceat(starts + ends, first[:-1]) / (2.0 * np.diff(first))[:, None]
    block = np.repeat(np.arange(len(first) - 1), np.diff(first))
    reach = np.maximum(*(np.linalg.norm(side - centre[block], axis=1) for side in (starts, ends)))
    radius = np.maximum.reduceat(reach, first[:-1])
    return _Borders(dyads, errors_km, lines, starts, ends, owner, first, owner[first[:-1]], centre, radius)
