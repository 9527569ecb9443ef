"""Events → tension between two countries over time: how much they did to each other, and how it turns.

Takes sightings in any order, gives one series for each pair of countries: for every day or week the events by quad
code and the sum of their PLOVER intensities, raw and smoothed. Pure and deterministic; supposed, planned and denied
acts do not count. Source of the scale: PLOVER manual draft 2.0, -10 (hostile) to +10 (helpful).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final, Literal

from linewatch.records import Event, Sighting

Period = Literal["day", "week"]
_DAYS: Final[Mapping[Period, int]] = {"day": 1, "week": 7}
_QUADS: Final = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Reading:
    """One day or week. `counts` are events by quad code 1 to 4; `smoothed` is the exponential mean of `intensity`."""

    from_on: date
    counts: tuple[int, int, int, int]
    intensity: float
    smoothed: float


@dataclass(frozen=True, slots=True)
class Tension:
    """The series of a pair of countries, without gaps; `turns` are the first days of periods in which it changes."""

    countries: tuple[str, str]
    period: Period
    readings: tuple[Reading, ...]
    turns: tuple[date, ...] = ()


def measure_tension(
    sighted: Iterable[Sighting], *, period: Period = "week", half_life: float = 4.0, penalty: float = 3.0
) -> tuple[Tension, ...]:
    """Return the tension of every pair of countries that acted on each other, by pair.

    Args:
        half_life: after so many periods without events the smoothed intensity has halved.
        penalty: what a change point has to be worth, in units of the series' variance times the log of its length.
    """
    found: dict[tuple[str, str], dict[date, list[Event]]] = {}
    for sighting in sorted({s.event.event_id: s for s in sighted}.values(), key=lambda s: s.event.event_id):
        day = sighting.event.occurred.from_on or sighting.article.published_on
        if day is None or sighting.event.modality != "actual" or not sighting.event.quad_code:
            continue
        for pair in pairs_of(sighting.event):
            found.setdefault(pair, {}).setdefault(_start(day, period), []).append(sighting.event)
    return tuple(_series(pair, period, found[pair], half_life, penalty) for pair in sorted(found))


def pairs_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Return the pairs of countries between which an event takes place, each once and in the order of the alphabet."""
    ours = {entity.country for entity in event.actors if entity.country}
    theirs = {entity.country for entity in event.recipients if entity.country}
    return tuple(sorted({(min(a, b), max(a, b)) for a, b in product(ours, theirs) if a != b}))


def find_turns(values: Sequence[float], *, penalty: float = 3.0) -> tuple[int, ...]:
    """Return where the level of a series changes: the first places of the new levels.

    None are found where the extra `brief` is not installed.
    Source: PELT (Killick et al. 2012) by the library ruptures, with the least squares of each level as its cost.
    """
    try:
        import numpy as np
        import ruptures
    except ImportError:
        return ()
    signal = np.asarray(values, dtype=float)
    if len(signal) < 2 * _LEAST_LEVEL or not signal.var():
        return ()
    search = ruptures.Pelt(model="l2", min_size=_LEAST_LEVEL, jump=1).fit(signal)
    ends = search.predict(pen=penalty * float(signal.var()) * float(np.log(len(signal))))
    return tuple(int(end) for end in ends[:-1])


_LEAST_LEVEL: Final = 3  # periods that a level lasts


def _series(
    pair: tuple[str, str], period: Period, by_start: Mapping[date, Sequence[Event]], half_life: float, penalty: float
) -> Tension:
    readings = tuple(_readings(period, by_start, half_life))
    turns = find_turns([reading.intensity for reading in readings], penalty=penalty)
    return Tension(pair, period, readings, tuple(readings[place].from_on for place in turns))


def _readings(period: Period, by_start: Mapping[date, Sequence[Event]], half_life: float) -> Iterator[Reading]:
    """Yield the periods from the first to the last with an event, also those without any."""
    kept = 0.5 ** (1 / half_life)
    start, smoothed = min(by_start), 0.0
    while start <= max(by_start):
        events = by_start.get(start, ())
        intensity = sum(event.intensity for event in events)
        smoothed = kept * smoothed + (1 - kept) * intensity
        one, two, three, four = (sum(event.quad_code == quad for event in events) for quad in _QUADS)
        yield Reading(start, (one, two, three, four), round(intensity, 3), round(smoothed, 3))
        start += timedelta(days=_DAYS[period])


def _start(day: date, period: Period) -> date:
    """Return the first day of the period: the day itself, or the Monday of its week."""
    return day if period == "day" else day - timedelta(days=day.weekday())
