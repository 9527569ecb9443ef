"""``python -m benchmarks.watching``: what the watch tells of labelled streams, and a fault where a figure falls.

Prints a Markdown table of both halves and compares it with `floors.json` beside this file. ``--show`` prints each error
of the development half. ``--write`` puts the table into docs/accuracy.md. ``--update`` raises the floors to what was
measured less the slack.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.documents import markdown_table, replace_part
from benchmarks.halves import hold
from benchmarks.watching.streams import HALVES, HERE, Figures, code_stories, measure, read_half
from linewatch.run import load_pipeline
from linewatch.settings import read_settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "accuracy.md"
FLOORS = HERE / "floors.json"
SLACK = 6.0
"""Points between a figure and its floor: a step of the smaller half is worth five and a half."""


def main() -> int:
    """Measure, print, compare and write what was asked for; 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the errors of the development half")
    parser.add_argument("--write", action="store_true", help="put the table into the document")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    options = parser.parse_args()
    pipeline = load_pipeline(read_settings())
    stories = {half: read_half(half) for half in HALVES}
    measured = {half: measure(told, code_stories(told, pipeline)) for half, told in stories.items()}
    print(table := make_table(measured))
    if options.show:
        print(*measured["dev"].errors, sep="\n")
    if options.write:
        replace_part(DOCUMENT, "watching", table)
    percent = {half: percents(one) for half, one in measured.items()}
    return hold(percent, FLOORS, slack=SLACK, is_update=options.update)


def percents(figures: Figures) -> dict[str, float]:
    """Return the figures that are held to a floor."""
    return {"precision": round(100 * figures.precision, 2), "recall": round(100 * figures.recall, 2)}


def make_table(measured: Mapping[str, Figures]) -> str:
    """Return the table of both halves."""
    rows = [
        [
            half,
            f"{one.lines_found} of {one.lines}",
            f"{one.lines_wrong}",
            *(f"{number}" for number in (one.labelled.total(), one.told.total(), one.right.total())),
            *(f"{value:.2f}" for value in percents(one).values()),
            f"{one.right['crossed']} of {one.labelled['crossed']}",
            f"{one.ends_right} of {one.lines}",
        ]
        for half, one in measured.items()
    ]
    heads = ["lines found", "no line", "steps", "alerts", "right", "precision", "recall", "crossings", "end"]
    return markdown_table(["Streams", *heads], rows)


if __name__ == "__main__":
    sys.exit(main())
