"""The tension between two countries as a timeline, as an SVG without script, font or address of anything outside.

Bars are events: conflict downwards, cooperation upwards, material acts darker than words. The line is the smoothed sum
of PLOVER intensities; a dashed upright is a change of its level. The same series gives the same characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from linewatch.records import Reading, Tension

WIDTH, HEIGHT = 720, 150
_LEFT, _RIGHT, _TOP, _BELOW = 34, 34, 8, 22
_MOST = 160  # periods in a picture; the latest are drawn
_NAMES = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")


def draw_tension(tension: Tension, *, since: date, until: date) -> str:
    """Return the timeline of a pair of countries; the days from `since` to `until` lie on a shaded ground."""
    readings = tension.readings[-_MOST:]
    step = (WIDTH - _LEFT - _RIGHT) / max(len(readings), 1)
    days = 7 if tension.period == "week" else 1
    title = f"Tension {' – '.join(tension.countries)}, {readings[0].from_on} to {readings[-1].from_on}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tension" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{title}</title>",
        *_ground(readings, step, days, since, until),
        *_bars(readings, step),
        *_line(readings, step),
        *_turns(readings, step, tension.turns),
        *_axes(readings, step),
        "</svg>",
    ]
    return "".join(parts)


def _ground(readings: tuple[Reading, ...], step: float, days: int, since: date, until: date) -> Iterator[str]:
    inside = [
        place
        for place, reading in enumerate(readings)
        if reading.from_on <= until and reading.from_on + timedelta(days=days) > since
    ]
    if inside:
        x, width = _LEFT + inside[0] * step, (inside[-1] - inside[0] + 1) * step
        yield f'<rect class="now" x="{x:.1f}" y="{_TOP}" width="{width:.1f}" height="{HEIGHT - _TOP - _BELOW}"/>'


def _bars(readings: tuple[Reading, ...], step: float) -> Iterator[str]:
    """Yield the events of each period, stacked away from the middle: words first, acts beyond them."""
    top = max((max(sum(r.counts[:2]), sum(r.counts[2:])) for r in readings), default=0) or 1
    scale, width = _half() / top, max(step * 0.7, 1.0)
    for place, reading in enumerate(readings):
        x = _LEFT + (place + 0.5) * step - width / 2
        words_up, acts_up, words_down, acts_down = reading.counts
        yield from _stack(x, width, scale, ((words_up, "q1"), (acts_up, "q2")), upwards=True)
        yield from _stack(x, width, scale, ((words_down, "q3"), (acts_down, "q4")), upwards=False)


def _stack(x: float, width: float, scale: float, counts: Iterable[tuple[int, str]], *, upwards: bool) -> Iterator[str]:
    height = 0.0
    for count, name in counts:
        if count:
            tall = count * scale
            y = _middle() - height - tall if upwards else _middle() + height
            yield f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{tall:.1f}"/>'
            height += tall


def _line(readings: tuple[Reading, ...], step: float) -> Iterator[str]:
    top = max((abs(reading.smoothed) for reading in readings), default=0.0) or 1.0
    points = " ".join(
        f"{_LEFT + (place + 0.5) * step:.1f},{_middle() - reading.smoothed / top * _half() * 0.9:.1f}"
        for place, reading in enumerate(readings)
    )
    yield f'<polyline class="mean" points="{points}"/>'


def _turns(readings: tuple[Reading, ...], step: float, turns: Iterable[date]) -> Iterator[str]:
    places = {reading.from_on: place for place, reading in enumerate(readings)}
    for turn in turns:
        if turn in places:
            x = _LEFT + places[turn] * step
            yield f'<path class="turn" d="M{x:.1f} {_TOP}V{HEIGHT - _BELOW}"><title>level changes {turn}</title></path>'


def _axes(readings: tuple[Reading, ...], step: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{_LEFT} {_middle():.1f}H{WIDTH - _RIGHT}"/>'
    top = max((max(sum(r.counts[:2]), sum(r.counts[2:])) for r in readings), default=0) or 1
    yield f'<text x="{_LEFT - 6}" y="{_TOP + 9}" text-anchor="end">{top}</text>'
    yield f'<text x="{_LEFT - 6}" y="{HEIGHT - _BELOW}" text-anchor="end">{top}</text>'
    ends = [(0, "start"), (len(readings) - 1, "end")] if len(readings) > 1 else [(0, "middle")]
    if len(readings) > 12:
        ends.insert(1, (len(readings) // 2, "middle"))
    for place, anchor in ends:
        x = _LEFT + (place + {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]) * step
        yield f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{readings[place].from_on}</text>'


def _half() -> float:
    return (HEIGHT - _TOP - _BELOW) / 2


def _middle() -> float:
    return _TOP + _half()
