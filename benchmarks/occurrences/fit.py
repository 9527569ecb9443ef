"""``python -m benchmarks.occurrences.fit``: the thresholds of the grouping, fitted on the development half.

One threshold after the other takes the value of its grid with the best F1 of acts that were coded, until a round
changes nothing; of equal ones that nearest to what it was. The same reports give the same thresholds. ``--write`` puts
them into data/watch.toml.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from benchmarks.occurrences.pairs import code_reports, measure, read_half
from linewatch.run import load_pipeline
from linewatch.settings import read_settings
from linewatch.watch.tables import read_tables

GRIDS: Mapping[str, tuple[float, ...]] = {
    "least": (0.4, 0.5, 0.6, 0.7, 0.8),
    "party": (0.2, 0.3, 0.4, 0.5),
    "place": (0.2, 0.3, 0.4, 0.5),
    "day": (0.0, 0.1, 0.2, 0.3),
    "words": (0.2, 0.4, 0.6, 0.8),
    "verbal_words": (0.1, 0.2, 0.3, 0.4, 0.5),
    "other_words": (0.4, 0.5, 0.6, 0.7, 2.0),
    "other_side_words": (0.4, 0.5, 0.6, 0.7, 2.0),
    "later_overlap": (0.3, 0.4, 0.5, 0.6),
    "days": (1, 2, 3, 4),
    "publication_days": (3, 5, 7),
    "next_days": (1, 2, 3),
    "near_km": (20.0, 40.0, 80.0),
}
"""Of what the reports tell something; the others are left as they are."""


def main() -> int:
    """Fit, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the thresholds into data/watch.toml")
    options = parser.parse_args()
    known = code_reports(read_half("dev"), load_pipeline(read_settings()))
    before = dict(read_tables().occurrences)
    fitted = search(before, lambda thresholds: measure(known, thresholds).f1_of_coded)
    for name, value in fitted.items():
        print(f"{name} = {value}" + (f"  # was {before[name]}" if value != before[name] else ""))
    if options.write:
        path = Path(str(files("linewatch") / "data" / "watch.toml"))
        path.write_text(put_in(path.read_text(encoding="utf-8"), fitted), encoding="utf-8")
    return 0


def search(start: Mapping[str, float], score: Callable[[Mapping[str, float]], float]) -> dict[str, float]:
    """Return the thresholds that no change of a single one betters."""
    best, best_score = dict(start), score(start)
    is_bettered = True
    while is_bettered:
        is_bettered = False
        for name, grid in GRIDS.items():
            for value in sorted(grid, key=lambda value: (abs(value - best[name]), value)):
                tried = {**best, name: value}
                if (reached := score(tried)) > best_score:
                    best, best_score, is_bettered = tried, reached, True
    return best


def put_in(text: str, thresholds: Mapping[str, float]) -> str:
    """Return the table with other values in its part ``[occurrences]``; comments stay."""
    head, start, rest = text.partition("[occurrences]\n")
    part, end, tail = rest.partition("\n[")
    for name, value in thresholds.items():
        part = re.sub(rf"(?m)^{name} = [0-9.]+", f"{name} = {value}", part)
    return head + start + part + end + tail


if __name__ == "__main__":
    sys.exit(main())
