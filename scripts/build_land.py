"""Builds ``src/linewatch/data/world/land.json``: the land of the world as polygons, for the background of the map.

Run as ``python scripts/build_land.py FOLDER``, where FOLDER holds the npm package ``world-atlas`` 2.0.2 (ISC), whose
``land-50m.json`` is Natural Earth's land at 1:50 million (public domain) as TopoJSON. Lines are thinned to 0.015
degrees, islands of less than 0.02 square degrees are left out, and what crosses the antimeridian is cut there.
Coordinates are (lon, lat) in degrees with two decimals.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from linewatch.world.datafiles import data_path
from linewatch.world.outlines import thin

TOLERANCE_DEGREES = 0.015
LEAST_AREA = 0.02


def read_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Return every arc in degrees."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]


def read_ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Return a ring, whose arcs are joined end to start; a number below zero is an arc backwards."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def cut(ring: np.ndarray) -> list[np.ndarray]:
    """Return a ring in the parts that lie on either side of the antimeridian."""
    lon = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    lon -= 360.0 * round(float(lon.mean()) / 360.0)
    whole = np.column_stack([lon, ring[:, 1]])
    parts = [(clip(whole, bound, side), -360.0 * side) for bound, side in ((180.0, 1), (-180.0, -1))]
    inside = clip(clip(whole, 180.0, -1), -180.0, 1)
    return [inside, *(np.add(part, (move, 0.0)) for part, move in parts if len(part) > 3)]


def clip(ring: np.ndarray, bound: float, side: int) -> np.ndarray:
    """Return what of a ring lies east (1) or west (-1) of a longitude (Sutherland and Hodgman)."""
    kept: list[list[float]] = []
    for one, other in pairwise(ring.tolist()):
        if (one[0] - bound) * side >= 0:
            kept.append(one)
        if (one[0] - bound) * (other[0] - bound) < 0:
            share = (bound - one[0]) / (other[0] - one[0])
            kept.append([bound, one[1] + share * (other[1] - one[1])])
    return np.array([*kept, kept[0]]) if kept else np.zeros((0, 2))


def area(ring: np.ndarray) -> float:
    """Return the area in square degrees."""
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring.tolist()))) / 2


def thinned(ring: np.ndarray) -> list[list[float]] | None:
    """Return a ring thinned and rounded, or None where nothing is left of it."""
    if area(ring) < LEAST_AREA:
        return None
    half = len(ring) // 2  # a closed line has no direction: each half is thinned by itself
    points = np.concatenate([thin(ring[: half + 1], TOLERANCE_DEGREES), thin(ring[half:], TOLERANCE_DEGREES)[1:]])
    rounded = np.round(points, 2).tolist()
    kept = [rounded[0], *(other for one, other in pairwise(rounded) if one != other)]
    return kept if len(kept) > 3 else None


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    topology = json.loads((parser.parse_args().folder / "land-50m.json").read_text("utf-8"))
    arcs = read_arcs(topology)
    polygons = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
            outers = [thinned(part) for part in cut(read_ring(polygon[0], arcs))]
            holes = [thinned(read_ring(numbers, arcs)) for numbers in polygon[1:]]  # in the first part
            found = [[outer] for outer in outers if outer]
            if found:
                found[0] += [hole for hole in holes if hole]
            polygons += found
    polygons.sort()
    text = json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))
    data_path("land.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
