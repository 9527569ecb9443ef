"""``python -m benchmarks.borders``: the nearest border of 20,000 points, by geodesics; a fault where it is wrong.

Half the points lie anywhere between 60° S and 75° N, sea and land alike, half within 200 km of a border, more of them
the nearer to it. Each is asked of linewatch.world.borders and of benchmarks.geodesics, which shares no code with it. A
pair is wrong where its line lies further than the nearest one by more than the error promised. ``--write`` puts the
table into docs/benchmarks.md. Needs pyproj: ``pip install ".[benchmarks]"``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from benchmarks.documents import markdown_table, replace_part
from benchmarks.geodesics import Floats, Lines, distances_to_pairs, nearest_lines, read_lines
from linewatch.records import Dyad
from linewatch.world.borders import distance_to_border_km, nearest_border
from linewatch.world.datafiles import data_path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
SOUTH, NORTH = -60.0, 75.0
NEAR_KM = 200.0
KM_A_DEGREE = 111.2
PROMISED_KM, PROMISED_QUERIES = 0.1, 10_000
ROUNDS = 5
ANY_BORDER = "distance to any border on the earth"
"""Not part of the promise: half a world away many segments lie as near."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was answered for some points, beside the truth."""

    where: str
    excess_km: Floats  # how much further the pair answered lies than the nearest
    is_other: NDArray[np.bool_]  # another pair is nearest, or as near
    error_km: Floats  # of the distance answered, to the nearest line


def main() -> int:
    """Draw, ask, check and print; 1 where the promise is not kept, 2 where pyproj is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="put the table into the document")
    options = parser.parse_args()
    if find_spec("pyproj") is None:
        print('benchmarks.borders needs pyproj: pip install ".[benchmarks]"', file=sys.stderr)
        return 2
    lines, generator = read_lines(data_path("borders.npz")), np.random.default_rng(options.seed)
    half = options.points // 2
    drawn = {
        f"anywhere between {-SOUTH:.0f}° S and {NORTH:.0f}° N": draw_anywhere(generator, options.points - half),
        f"within {NEAR_KM:.0f} km of a border": draw_near(generator, half, lines),
    }
    checked = [check(where, lines, points) for where, points in drawn.items()]
    speeds = time_queries(np.concatenate(list(drawn.values())), lines)
    text = "\n\n".join([
        f"`python -m benchmarks.borders --points {options.points} --seed {options.seed}`; {len(lines.pairs)} borders, "
        f"{len(lines.pair):,} segments.",
        accuracy_table(checked), speed_table(speeds),
    ])  # fmt: skip
    print(text)
    if options.write:
        replace_part(DOCUMENT, "borders", text)
    faults = list(find_faults(checked, speeds))
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


def draw_anywhere(generator: np.random.Generator, count: int) -> Floats:
    """Return points (lat, lon), as many on each square kilometre."""
    low, high = np.sin(np.radians([SOUTH, NORTH]))
    lat = np.degrees(np.arcsin(generator.uniform(low, high, count)))
    return np.stack([lat, generator.uniform(-180, 180, count)], axis=1)


def draw_near(generator: np.random.Generator, count: int, lines: Lines) -> Floats:
    """Return points (lat, lon) at most `NEAR_KM` from a border: half nearer than 1.4 km, a tenth than 30 m."""
    segment, share = generator.integers(len(lines.pair), size=count), generator.uniform(size=count)
    lat, lon = (side[segment, 0] + share * (side[segment, 1] - side[segment, 0]) for side in (lines.lat, lines.lon))
    away = np.exp(generator.uniform(np.log(0.01), np.log(NEAR_KM), count)) / KM_A_DEGREE
    turn = generator.uniform(0, 2 * np.pi, count)
    return np.stack([lat + away * np.cos(turn), lon + away * np.sin(turn) / np.cos(np.radians(lat))], 1)


def check(where: str, lines: Lines, points: Floats) -> Checked:
    """Return Linewatch's answers beside those of the geodesics."""
    answers = [_must(nearest_border(lat=lat, lon=lon)) for lat, lon in points.tolist()]
    numbers = {pair: number for number, pair in enumerate(lines.pairs)}
    pairs = np.array([numbers[answer.countries] for answer in answers])
    answered_km = np.array([answer.distance_km for answer in answers])
    nearest_km, nearest = nearest_lines(lines, points[:, 0], points[:, 1])
    other = np.flatnonzero(nearest != pairs)
    excess_km = np.zeros(len(points))
    excess_km[other] = distances_to_pairs(lines, points[other, 0], points[other, 1], pairs[other]) - nearest_km[other]
    return Checked(where, excess_km, nearest != pairs, np.abs(answered_km - nearest_km))


def time_queries(points: Floats, lines: Lines) -> dict[str, float]:
    """Return the queries a second of each question, one point at a time, by the processor's clock, best of some rounds.

    Countries asked for are those of the nearest border, as of a place in its country; the last question asks each point
    for one border after the other, wherever on the earth.
    """
    asked = points.tolist()
    near = [_must(nearest_border(lat=lat, lon=lon)).countries for lat, lon in asked]
    pairs = [lines.pairs[number % len(lines.pairs)] for number in range(len(asked))]
    questions: dict[str, Callable[[int], object]] = {
        "nearest border": lambda i: nearest_border(lat=asked[i][0], lon=asked[i][1]),
        "nearest border of a country": lambda i: nearest_border(lat=asked[i][0], lon=asked[i][1], country=near[i][0]),
        "distance to a border nearby": lambda i: distance_to_border_km(
            lat=asked[i][0], lon=asked[i][1], countries=near[i]
        ),
        ANY_BORDER: lambda i: distance_to_border_km(lat=asked[i][0], lon=asked[i][1], countries=pairs[i]),
    }
    return {name: max(_a_second(ask, len(asked)) for _ in range(ROUNDS)) for name, ask in questions.items()}


def accuracy_table(checked: Sequence[Checked]) -> str:
    """Return wrong pairs and errors by where the points lie, and of all."""
    columns = ["points", "wrong pairs", "other pair as near", "mean error, km", "largest error, km"]
    return markdown_table(["nearest border of points", *columns], [_row(one) for one in [*checked, _together(checked)]])


def speed_table(speeds: dict[str, float]) -> str:
    """Return the queries a second of each question."""
    rows = [[name, f"{speed:,.0f}"] for name, speed in speeds.items()]
    return markdown_table(["one point at a time, one thread", "queries a second of the processor"], rows)


def find_faults(checked: Sequence[Checked], speeds: dict[str, float]) -> Iterator[str]:
    """Yield a line for each promise that is not kept."""
    every = _together(checked)
    if wrong := int((every.excess_km > PROMISED_KM).sum()):
        yield f"{wrong} wrong pairs"
    if (largest := float(every.error_km.max())) > PROMISED_KM:
        yield f"largest error {largest:.3f} km, above {PROMISED_KM} km"
    for name, speed in speeds.items():
        if speed < PROMISED_QUERIES and name != ANY_BORDER:
            yield f"{name}: {speed:,.0f} queries a second, below {PROMISED_QUERIES:,}"


def _row(one: Checked) -> list[str]:
    wrong = one.excess_km > PROMISED_KM
    counts = (len(wrong), wrong.sum(), (one.is_other & ~wrong).sum())
    return [one.where, *(f"{count:,}" for count in counts), f"{one.error_km.mean():.3f}", f"{one.error_km.max():.3f}"]


def _together(checked: Sequence[Checked]) -> Checked:
    parts = [(one.excess_km, one.is_other, one.error_km) for one in checked]
    return Checked("all", *(np.concatenate(part) for part in zip(*parts, strict=True)))


def _must(answer: Dyad | None) -> Dyad:
    if answer is None:
        raise RuntimeError("no border at all")
    return answer


def _a_second(ask: Callable[[int], object], count: int) -> float:
    started = process_time()
    for number in range(count):
        ask(number)
    return count / (process_time() - started)


if __name__ == "__main__":
    sys.exit(main())
