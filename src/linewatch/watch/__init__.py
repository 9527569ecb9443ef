"""Declarations and sightings → lines with their lives: which were tested, crossed, answered, taken back, and why.

Pure functions of records: no file but the package's data, no clock, and no order of what comes in. docs/red-lines.md
tells the rules.
"""

from __future__ import annotations

from linewatch.watch.decisions import check_decision
from linewatch.watch.lines import watch_lines
from linewatch.watch.occurrences import group_sightings
from linewatch.watch.sightings import read_declared, read_events, read_sightings, read_stream
from linewatch.watch.tension import measure_tension
from linewatch.watch.terms import area_names

__all__ = [
    "area_names",
    "check_decision",
    "group_sightings",
    "measure_tension",
    "read_declared",
    "read_events",
    "read_sightings",
    "read_stream",
    "watch_lines",
]
