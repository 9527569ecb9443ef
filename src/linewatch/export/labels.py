"""Where names stand on a map so that they can be read: beside their dots, clear of each other and of the lines.

Takes pixels, gives boxes. Widths are estimates: a picture does not know the reader's fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linewatch.export.views import HEIGHT_PX, WIDTH_PX, Floats

_CHARACTER_EM = 0.6  # of a wide font
_GAP_PX, _FAR_PX = 8.0, 26.0
_EDGE_PX = 3.0
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_LATE = 0.4  # a later side is worse by so many points of lines crossed
_CLEAR_PX, _CLEAR_ENOUGH_PX = 2.0, 20.0
_TO_MIDDLE = 0.1  # a pixel away from the middle of the country is worth so many of clearance


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, by its middle."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any ground."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )

    def is_inside(self) -> bool:
        """Whether it lies within the frame of the map."""
        return (
            self.width / 2 + _EDGE_PX <= self.x <= WIDTH_PX - self.width / 2 - _EDGE_PX
            and self.height / 2 + _EDGE_PX <= self.y <= HEIGHT_PX - self.height / 2 - _EDGE_PX
        )


def text_width(text: str, size_px: float) -> float:
    """Return about how wide a text is."""
    return len(text) * size_px * _CHARACTER_EM


def place_label(
    dot: tuple[float, float], width: float, height: float, taken: Sequence[Box], lines: Floats
) -> Box | None:
    """Return the best box for the label of a dot; None where there is no room.

    Args:
        taken: boxes that it may not touch, those of the dots included.
        lines: points of drawn lines, (n, 2); the fewer the label covers the better.
    """
    found: list[tuple[float, Box]] = []
    for number, (gap, (right, down)) in enumerate((gap, side) for gap in (_GAP_PX, _FAR_PX) for side in _SIDES):
        reach = gap if not (right and down) else gap * 0.6
        box = Box(dot[0] + right * (reach + width / 2), dot[1] + down * (reach + height / 2), width, height)
        if box.is_inside() and not any(box.overlaps(other) for other in taken):
            covered = np.all(np.abs(lines - (box.x, box.y)) * 2 < (width + 2, height + 2), axis=1)
            found.append((int(covered.sum()) + number * _LATE, box))
    return min(found, key=lambda each: each[0])[1] if found else None


def place_country(
    points: Floats, width: float, height: float, taken: Sequence[Box], lines: Floats, abroad: Floats
) -> Box | None:
    """Return the box around a point of a country that is clear of lines and labels and near its middle, or None.

    Args:
        points: points within the country, (n, 2), its middle first.
        abroad: points of other countries; the name may cover none.
    """
    first = Box(float(points[0, 0]), float(points[0, 1]), width, height)
    middle = points[0] if first.is_inside() else np.median(points, axis=0)
    best, best_score = None, -np.inf
    for x, y in points.tolist():
        box = Box(x, y, width, height)
        if not box.is_inside() or any(box.overlaps(other) for other in taken):
            continue
        clear = min(_clearance(box, lines), _clearance(box, abroad), _room(box, taken))
        score = min(clear, _CLEAR_ENOUGH_PX) - _TO_MIDDLE * float(np.hypot(x - middle[0], y - middle[1]))
        if clear > _CLEAR_PX and score > best_score:
            best, best_score = box, score
    return best


def _clearance(box: Box, points: Floats) -> float:
    if not len(points):
        return float(HEIGHT_PX)
    away = np.maximum(np.abs(points - (box.x, box.y)) - (box.width / 2, box.height / 2), 0)
    return float(np.hypot(away[:, 0], away[:, 1]).min())


def _room(box: Box, taken: Sequence[Box]) -> float:
    gaps = [
        max(
            abs(box.x - other.x) - (box.width + other.width) / 2,
            abs(box.y - other.y) - (box.height + other.height) / 2,
        )
        for other in taken
    ]
    return min(gaps, default=float(HEIGHT_PX))
