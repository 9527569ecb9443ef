"""Small pictures in numbers: where bars, signs and lines stand. The templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from linewatch.export.views import HEIGHT_PX, WIDTH_PX, fit_view
from linewatch.records import Step
from linewatch.store.scanning import EventOutline
from linewatch.web.catalogue import Bin
from linewatch.world.outlines import read_land, thin_borders

_EDGE, _APART = 2.0, 5.0  # percent of the timeline's width: from its ends, and between signs of one row


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it stands, how wide and high it is; `part` is the height of its lower, darker part, `place` its
    number among all values.
    """

    x: float
    y: float
    width: float
    height: float
    part: float = 0.0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """A step on a line's timeline, at `x` percent; `row` sets signs apart that would hide each other."""

    x: float
    row: int
    step: Step


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on an axis, at `x` percent."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The life of a line along time."""

    signs: tuple[Sign, ...]
    ticks: tuple[Tick, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the small map."""

    x: float
    y: float
    radius: float
    is_conflict: bool
    event: EventOutline


@dataclass(frozen=True, slots=True)
class SmallMap:
    """Coasts and borders as paths, and dots upon them."""

    coasts: str
    borders: str
    contested: str
    dots: tuple[Dot, ...]
    width: int = WIDTH_PX
    height: int = HEIGHT_PX


def spark(values: Sequence[float], *, width: float = 156.0, height: float = 28.0) -> tuple[Bar, ...]:
    """Return one bar for each value; the highest fills the height, and none is without a trace unless it is 0."""
    top, step = max(values, default=0.0) or 1.0, width / max(len(values), 1)
    return tuple(
        Bar(round(place * step, 2), round(height - tall, 2), round(step - 1, 2), round(tall, 2), place=place)
        for place, value in enumerate(values)
        if (tall := max(1.0, value / top * height) if value else 0.0)
    )


def bars(bins: Sequence[Bin], *, width: float = 960.0, height: float = 96.0) -> tuple[Bar, ...]:
    """Return one bar for each bin, conflict at its foot."""
    top, step = max((each.events for each in bins), default=0) or 1, width / max(len(bins), 1)
    return tuple(
        Bar(
            round(place * step, 2),
            round(height - each.events / top * height, 2),
            round(max(step - 1, 0.5), 2),
            round(each.events / top * height, 2),
            round(sum(each.by_quad[2:]) / top * height, 2),
        )
        for place, each in enumerate(bins)
    )


def timeline(steps: Iterable[Step]) -> Timeline:
    """Return the dated steps along time, in rows, with a tick at both ends and between."""
    dated = sorted((step for step in steps if step.on), key=lambda step: step.on or date.min)
    days = [step.on.toordinal() for step in dated if step.on]
    if not days:
        return Timeline((), (), 1)
    first, span = days[0], max(days[-1] - days[0], 1)
    room = 100 - 2 * _EDGE
    signs: list[Sign] = []
    ends: list[float] = []
    for day, step in zip(days, dated, strict=True):
        x = _EDGE + (day - first) / span * room
        row = next((number for number, end in enumerate(ends) if x - end >= _APART), len(ends))
        ends[row : row + 1] = [x]
        signs.append(Sign(round(x, 2), row, step))
    shares = (0.0, 0.5, 1.0) if span > 20 else (0.0, 1.0) if days[-1] > days[0] else (0.0,)
    ticks = tuple(
        Tick(round(_EDGE + share * room, 2), str(date.fromordinal(first) + timedelta(days=round(share * span))))
        for share in shares
    )
    return Timeline(tuple(signs), ticks, len(ends))


def small_map(events: Sequence[EventOutline]) -> SmallMap | None:
    """Return a map around these events, or None where none has a point.

    Raises:
        ModelError: LW301 or LW302 when a data file is damaged or missing.
    """
    known = _together([event for event in events if event.lat is not None and event.lon is not None])
    if not known:
        return None
    view = fit_view([(event.lat or 0.0, event.lon or 0.0, 60.0) for event in known])
    coasts, settled, contested = (_paths(view.runs(lines)) for lines in _world())
    dots = []
    for event in reversed(known):
        x, y = view.point(lat=event.lat or 0.0, lon=event.lon or 0.0)
        dots.append(
            Dot(round(x, 1), round(y, 1), 3.0 + min(abs(event.intensity), 10.0) * 0.5, event.quad_code > 2, event)
        )
    return SmallMap(coasts, settled, contested, tuple(dots))


def _together(events: list[EventOutline]) -> list[EventOutline]:
    """Return those four in five that lie nearest to the middle of all, so that one far away does not draw the world."""
    if len(events) < 5:
        return events
    middle = (
        float(np.median([event.lat or 0.0 for event in events])),
        float(np.median([event.lon or 0.0 for event in events])),
    )
    ranked = sorted(events, key=lambda event: np.hypot((event.lat or 0.0) - middle[0], (event.lon or 0.0) - middle[1]))
    kept = {event.event_id for event in ranked[: len(events) * 4 // 5]}
    return [event for event in events if event.event_id in kept]


@lru_cache(maxsize=1)
def _world() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return coasts, settled and contested borders, each as points (lat, lon) with gaps of NaN between lines."""
    land: dict[str, Any] = msgspec.json.decode(read_land())
    rings = [ring for polygon in land["coordinates"] for ring in polygon]
    settled = [line for _, is_settled, lines in thin_borders() if is_settled for line in lines]
    contested = [line for _, is_settled, lines in thin_borders() if not is_settled for line in lines]
    return _chained(rings), _chained(settled), _chained(contested)


def _chained(lines: list[list[list[float]]]) -> NDArray[np.float64]:
    gap = [[np.nan, np.nan]]
    return np.array([point for line in lines for point in (*line, *gap)])[:, ::-1]


def _paths(runs: Iterable[NDArray[np.float64]]) -> str:
    return "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in run.tolist()) for run in runs)
