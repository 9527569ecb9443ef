"""What part of the world a map shows: degrees to pixels.

Takes places as circles on the ground; gives a `View`, an equirectangular projection that is true to scale north to
south, and east to west at its middle latitude. The antimeridian is no edge: longitudes run on past 180 degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDTH_PX, HEIGHT_PX = 740, 460
LEAST_WIDTH_KM = 300.0
_MARGIN = 1.3  # the view is that much wider and higher than the places
_LEAST_COSINE = 0.1
_KM_PER_DEGREE = 111.195
_BEYOND_PX = 40.0  # lines are cut that far outside: a segment is never longer
_BAR_PX = 150.0
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30, 45, 90)
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world around a point, `WIDTH_PX` by `HEIGHT_PX` pixels."""

    lat: float
    lon: float
    km_per_px: float

    @property
    def px_per_lat(self) -> float:
        """Pixels for a degree of latitude."""
        return _KM_PER_DEGREE / self.km_per_px

    @property
    def px_per_lon(self) -> float:
        """Pixels for a degree of longitude."""
        return self.px_per_lat * _cosine(self.lat)

    def point(self, *, lat: float, lon: float) -> tuple[float, float]:
        """Return the pixel of a point on the ground, on that side of the antimeridian which is nearer to the middle."""
        east = (lon - self.lon + 180) % 360 - 180
        return WIDTH_PX / 2 + east * self.px_per_lon, HEIGHT_PX / 2 - (lat - self.lat) * self.px_per_lat

    def runs(self, line: Floats) -> Iterator[Floats]:
        """Yield the parts of a line of (lat, lon) that lie in the view or just outside, in pixels."""
        for turn in (-360.0, 0.0, 360.0):
            x = WIDTH_PX / 2 + (line[:, 1] - self.lon + turn) * self.px_per_lon
            y = HEIGHT_PX / 2 - (line[:, 0] - self.lat) * self.px_per_lat
            seen = (np.abs(x - WIDTH_PX / 2) < WIDTH_PX / 2 + _BEYOND_PX) & (
                np.abs(y - HEIGHT_PX / 2) < HEIGHT_PX / 2 + _BEYOND_PX
            )
            edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
            for start, stop in edges.reshape(-1, 2).tolist():
                if stop - start > 1:
                    yield np.stack([x[start:stop], y[start:stop]], axis=1)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return south, north, west and east in degrees; west and east may lie beyond 180."""
        high, wide = HEIGHT_PX / 2 / self.px_per_lat, WIDTH_PX / 2 / self.px_per_lon
        return max(-90.0, self.lat - high), min(90.0, self.lat + high), self.lon - wide, self.lon + wide

    def meridians(self) -> list[float]:
        """Return the longitudes of the graticule, west to east; they may lie beyond 180."""
        return _steps(*self.bounds()[2:])

    def parallels(self) -> list[float]:
        """Return the latitudes of the graticule."""
        return _steps(*self.bounds()[:2])

    def bar_km(self) -> float:
        """Return a round length for the scale bar."""
        most = _BAR_PX * self.km_per_px
        unit = 10.0 ** math.floor(math.log10(most))
        return max(factor * unit for factor in (1, 2, 5) if factor * unit <= most)


def fit_view(circles: Sequence[tuple[float, float, float]]) -> View:
    """Return the view that shows all circles with a margin and is `LEAST_WIDTH_KM` wide at least.

    Args:
        circles: lat, lon and radius in km of each place; one at least.
    """
    south = max(-90.0, min(lat - radius_km / _KM_PER_DEGREE for lat, _, radius_km in circles))
    north = min(90.0, max(lat + radius_km / _KM_PER_DEGREE for lat, _, radius_km in circles))
    middle = (south + north) / 2
    km_per_lon = _KM_PER_DEGREE * _cosine(middle)
    start = _after_the_widest_gap([lon for _, lon, _ in circles])
    unrolled = [(start + (lon - start) % 360, radius_km / km_per_lon) for _, lon, radius_km in circles]
    west = min(lon - reach for lon, reach in unrolled)
    east = max(lon + reach for lon, reach in unrolled)
    km_per_px = max(
        LEAST_WIDTH_KM / WIDTH_PX,
        (east - west) * km_per_lon * _MARGIN / WIDTH_PX,
        (north - south) * _KM_PER_DEGREE * _MARGIN / HEIGHT_PX,
    )
    return View(middle, ((west + east) / 2 + 180) % 360 - 180, min(km_per_px, 360 * km_per_lon / WIDTH_PX))


def _cosine(lat: float) -> float:
    return max(_LEAST_COSINE, math.cos(math.radians(lat)))


def _after_the_widest_gap(longitudes: Sequence[float]) -> float:
    """Return the westernmost of the longitudes when the globe is cut where the fewest lie."""
    ordered = sorted({lon % 360 for lon in longitudes})
    return max(pairwise([ordered[-1] - 360, *ordered]), key=lambda gap: gap[1] - gap[0])[1]


def _steps(low: float, high: float) -> list[float]:
    step = next((step for step in _STEPS if (high - low) / step <= _MOST_STEPS), _STEPS[-1])
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
