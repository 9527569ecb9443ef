"""Declarations and sightings → lines with their lives: which were tested, crossed, answered, taken back, and why.

Pure functions of records: no file but the package's data, no clock, and no order of what comes in. docs/red-lines.md
tells the rules.
"""

from __future__ import annotations

from linewatch.watch.decisions import check_decision
from linewatch.watch.lines import watch_lines
from linewatch.watch.occurrences import group_sightings
from linewatch.watch.sightings import read_declared, read_sightings
from linewatch.watch.tension import measure_tension

__all__ = [
    "check_decision",
    "group_sightings",
    "measure_tension",
    "read_declared",
    "read_sightings",
    "watch_lines",
]
