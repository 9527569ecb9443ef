"""Distances to the shipped border lines by another way than Linewatch's: every vertex, then geodesics of WGS 84.

Takes the file of lines and points; gives km and pairs of countries. It shares no code with linewatch.world.borders, and
looks at all lines: those that may be nearest on a sphere, within what the sphere can err, are measured by geodesics of
the ellipsoid (pyproj, which is GeographicLib), and the nearest point of each is found by golden section.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MEAN_KM = 6371.0088
ROWS = 200
"""Points of which the distances to all vertices are held at once."""
SPHERE = 0.012
"""A distance on the sphere is off by at most 0.6 %; two of them are compared."""
LONGEST_KM = 12.0
"""No segment is longer than a tenth of a degree, but for rounding."""
GOLDEN = (5**0.5 - 1) / 2
STEPS = 34
"""12 km times 0.618 to the 34th is 1 mm."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The segments of all borders, degrees; `pair` is the number of each one's pair of countries."""

    pairs: tuple[tuple[str, str], ...]
    pair: NDArray[np.intp]
    lat: Floats  # (n, 2) start, end
    lon: Floats

    def of_pair(self, number: int) -> Lines:
        """Return the segments of one pair alone."""
        own = self.pair == number
        return Lines(self.pairs, self.pair[own], self.lat[own], self.lon[own])


def read_lines(path: Path) -> Lines:
    """Return the segments of the file that scripts/build_borders.py writes."""
    with np.load(path, allow_pickle=False) as stored:
        pieces = np.split(stored["lonlat"].astype(np.int64), stored["line_start"][1:])
        owners = stored["line_dyad"].tolist()
        pairs = tuple((str(one), str(other)) for one, other in stored["dyads"])
    lines = [np.cumsum(piece, axis=0) / 1e5 for piece in pieces]
    pair = np.concatenate([np.full(len(line) - 1, owner) for owner, line in zip(owners, lines, strict=True)])
    sides = np.stack([np.concatenate([line[:-1] for line in lines]), np.concatenate([line[1:] for line in lines])])
    return Lines(pairs, pair, sides[:, :, 1].T.copy(), sides[:, :, 0].T.copy())


def nearest_lines(lines: Lines, lat: Floats, lon: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Return for each point the distance in km to the nearest line, and the number of its pair."""
    starts = _unit(lines.lat[:, 0], lines.lon[:, 0]), _unit(lines.lat[:, 1], lines.lon[:, 1])
    parts = [
        _nearest(lines, starts, lat[first : first + ROWS], lon[first : first + ROWS])
        for first in range(0, len(lat), ROWS)
    ]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def distances_to_pairs(lines: Lines, lat: Floats, lon: Floats, numbers: NDArray[np.intp]) -> Floats:
    """Return for each point the distance in km to the lines of the pair given with it."""
    found = np.empty(len(lat))
    for number in np.unique(numbers):
        asked = numbers == number
        found[asked] = nearest_lines(lines.of_pair(int(number)), lat[asked], lon[asked])[0]
    return found


def geodesic_km(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Return the lengths of the geodesics of WGS 84 between points."""
    return np.asarray(_geod().inv(lon, lat, other_lon, other_lat)[2]) / 1000


def _nearest(lines: Lines, ends: tuple[Floats, Floats], lat: Floats, lon: Floats) -> tuple[Floats, NDArray[np.intp]]:
    points = _unit(lat, lon)
    chords = np.maximum(points @ ends[0].T, points @ ends[1].T)  # cosine to the nearer end
    nearest = MEAN_KM * np.arccos(np.clip(chords.max(axis=1), -1, 1))
    reach = nearest * (1 + SPHERE) + LONGEST_KM
    row, segment = np.nonzero(chords >= np.cos(np.minimum(reach / MEAN_KM, np.pi))[:, None])
    first = np.flatnonzero(np.diff(row, prepend=-1))
    to_ends = np.stack([
        geodesic_km(lat[row], lon[row], lines.lat[segment, side], lines.lon[segment, side]) for side in (0, 1)
    ])  # fmt: skip
    length = geodesic_km(lines.lat[segment, 0], lines.lon[segment, 0], lines.lat[segment, 1], lines.lon[segment, 1])
    at_most = np.minimum.reduceat(to_ends.min(axis=0), first)
    hopeful = (to_ends.sum(axis=0) - length) / 2 <= at_most[row] + 1e-3  # no point of a segment is nearer than that
    row, segment = row[hopeful], segment[hopeful]
    km = np.minimum(to_ends.min(axis=0)[hopeful], _golden_km(lines, segment, lat[row], lon[row]))
    order = np.lexsort((km, row))
    best = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    return km[best], lines.pair[segment[best]]


def _golden_km(lines: Lines, segment: NDArray[np.intp], lat: Floats, lon: Floats) -> Floats:
    """Return the distance of each point to its segment, straight on the plane map from vertex to vertex."""

    def at(share: Floats) -> Floats:
        along = [side[segment, 0] + share * (side[segment, 1] - side[segment, 0]) for side in (lines.lat, lines.lon)]
        return geodesic_km(lat, lon, along[0], along[1])

    low, high = np.zeros(len(segment)), np.ones(len(segment))
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    km_left, km_right = at(left), at(right)
    for _ in range(STEPS):
        is_left = km_left < km_right
        low, high = np.where(is_left, low, left), np.where(is_left, right, high)
        probe = np.where(is_left, high - GOLDEN * (high - low), low + GOLDEN * (high - low))
        km = at(probe)
        left, right = np.where(is_left, probe, right), np.where(is_left, left, probe)
        km_left, km_right = np.where(is_left, km, km_right), np.where(is_left, km_left, km)
    return np.minimum(km_left, km_right)


def _unit(lat: Floats, lon: Floats) -> Floats:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)


@lru_cache(maxsize=1)
def _geod() -> Any:
    from pyproj import Geod  # only this measurement needs it

    return Geod(ellps="WGS84")
