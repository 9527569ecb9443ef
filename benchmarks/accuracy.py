"""``python -m benchmarks.accuracy``: the shipped model on the development sets → a table, and a fault below a floor.

Takes the folder of gold data and `sets.toml`; prints a Markdown table and compares it with `floors.json`. ``--write``
puts the table into the documents that have a place for it. ``--update`` raises floors to what was measured less the
slack of its set; it lowers none unless ``--allow-regression`` says that the change means to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.documents import markdown_table, replace_part
from linewatch.evaluation import Item, Scores, make_task, score_answers
from linewatch.language import model_versions
from linewatch.run import Pipeline, load_pipeline
from linewatch.settings import read_settings

ROOT = Path(__file__).parents[1]
SETS, FLOORS = ROOT / "benchmarks" / "sets.toml", ROOT / "benchmarks" / "floors.json"
DOCUMENTS = (ROOT / "docs" / "accuracy.md", ROOT / "README.md")

SLACK = 0.5
"""Points between a figure and the floor that it sets: whole numbers are rounded otherwise on other processors."""

Figures = dict[str, float]
Floors = dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Held:
    """What of a task is held to floors: its title in the tables, and a score with the cell of it for each figure.

    What is better the smaller it is stands in the tables and has no floor.
    """

    title: str
    figures: Mapping[str, tuple[str, str]]
    less_is_more: frozenset[str] = frozenset()


HELD = {
    "parse": Held("Tags and trees", {name: (name, "share") for name in ("UPOS", "UAS", "LAS", "lemma")}),
    "ner": Held("Names", {name: ("all", name) for name in ("precision", "recall", "F1")}),
    "events": Held(
        "Events",
        {
            "type recall": ("type", "recall"),
            "type F1": ("type", "F1"),
            "countries F1": ("countries", "F1"),
            "both recall": ("type and countries", "recall"),
            "both F1": ("type and countries", "F1"),
        },
    ),
    "relation": Held("Relations", {name: (name, "share") for name in ("accuracy", "macro F1")}),
    "subtypes": Held("Sub-types", {name: (name, "share") for name in ("accuracy", "macro F1")}),
    "redlines": Held(
        "Red lines",
        {
            **{name: ("detection", name) for name in ("precision", "recall", "F1")},
            **{name: (name, "share") for name in ("silence", "declarer", "trigger words", "trigger act", "kind")},
            "area countries F1": ("area countries", "F1"),
            "addressees F1": ("addressees", "F1"),
            "deadline": ("deadline", "share"),
        },
    ),
    "watch": Held(
        "The watch",
        {
            "states": ("states", "share"),
            **{name: (name, "F1") for name in ("crossed", "tested", "answered", "unrelated")},
        },
    ),
    "attribution": Held(
        "Statements, F1",
        {
            name: (name, "F1")
            for part in ("source", "cue", "content", "link")
            for name in (f"{part} exact", f"{part} overlap")
        },
    ),
    "times": Held("Time expressions, F1", {name: (name, "F1") for name in ("strict", "relaxed", "type", "value")}),
    "places": Held(
        "Places",
        {
            **{name: ("exact", name) for name in ("precision", "recall", "F1")},
            "overlap F1": ("overlap", "F1"),
            **{name: (name, "share") for name in ("161 km of found", "161 km of all")},
        },
    ),
    "chains": Held(
        "Who is who",
        {
            "MUC F1": ("MUC", "F1"),
            "B-cubed F1": ("B-cubed", "F1"),
            "CEAF-e F1": ("CEAF-e", "F1"),
            **{name: (name, "share") for name in ("mean F1", "pronouns", "first person", "descriptions", "plurals")},
        },
    ),
    "places of given names": Held(
        "Places of given names",
        {
            name: (name, "share")
            for name in (
                "161 km of all",
                "161 km or inside",
                "161 km of answered",
                "wrong country",
                "rightly unanswered",
            )
        },
        less_is_more=frozenset({"wrong country"}),
    ),
}
"""By kind of measurement, in the order of the tables."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One measurement: a gold file, or the sentences of it whose ids begin with a prefix."""

    name: str
    about: str
    task: str
    gold: str
    sha256: str
    map: str | None = None
    prefix: str = ""
    slack: float = SLACK
    actors: tuple[str, ...] = ()  # dictionaries that the set was written for
    is_ours: bool = False  # its file lies in this project and not in the folder of gold data
    gold_spans: bool = False  # the names of places are given
    adjectives: bool = False  # the set marks adjectives of countries as places

    def path(self, shared: Path) -> Path:
        """Return where its file lies."""
        return (ROOT if self.is_ours else shared) / self.gold

    @property
    def kind(self) -> str:
        """The table in which it stands."""
        return "places of given names" if self.gold_spans else self.task


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a set in per cent, and how much was measured: sentences or reports, and their words."""

    gold_set: GoldSet
    records: int
    words: int
    figures: Figures


def main() -> int:
    """Measure, print, compare, and write what was asked for; 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", help="folder of gold data")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table into the documents")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    options = parser.parse_args()
    sets, floors = read_sets(), read_floors()
    if faults := list(find_changed(sets, options.shared)):
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    started = time.perf_counter()
    measured = list(measure_all(sets, options.shared, options.threads))
    table = make_tables(measured)
    print(table)
    print(f"\n{time.perf_counter() - started:.0f} s", file=sys.stderr)
    if options.write:
        for path in DOCUMENTS:
            replace_part(path, "accuracy", table)
    faults = list(find_faults(measured, floors))
    if options.update and (options.allow_regression or not faults):
        save_floors(raise_floors(measured, floors, may_lower=options.allow_regression))
        return 0
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


def read_sets() -> list[GoldSet]:
    """Return what is to be measured."""
    entries = tomllib.loads(SETS.read_text(encoding="utf-8"))["sets"]
    return [GoldSet(**entry | {"actors": tuple(entry.get("actors", ()))}) for entry in entries]


def read_floors() -> Floors:
    """Return the floors by set and figure."""
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return floors


def save_floors(floors: Floors) -> None:
    """Write the floors, one set a line."""
    lines = [f" {json.dumps(name)}: {json.dumps(figures)}" for name, figures in floors.items()]
    FLOORS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def find_changed(sets: Sequence[GoldSet], shared: Path) -> Iterator[str]:
    """Yield a line for each gold file that is missing or is not the one that the floors were measured on."""
    for name in dict.fromkeys(name for entry in sets for name in entry.actors):
        if not (shared / name).is_file():
            yield f"{shared / name} is missing: give the folder of gold data"
    for path, digest in {entry.path(shared): entry.sha256 for entry in sets}.items():
        if not path.is_file():
            yield f"{path} is missing: give the folder of gold data"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{path} has changed since the floors were measured: look why, then put its digest into sets.toml"


def measure_all(sets: Sequence[GoldSet], shared: Path, threads: int) -> Iterator[Measured]:
    """Yield the figures of each set; a file that several sets share is annotated once."""
    pipelines: dict[tuple[str, ...], Pipeline] = {}
    known: dict[tuple[str, str, str | None], tuple[list[Item[Any, Any]], list[Any]]] = {}
    for entry in sets:
        task = make_task(entry.task, types=entry.map, gold_spans=entry.gold_spans, adjectives=entry.adjectives)
        key = (entry.kind, entry.gold, entry.map)
        if key not in known:
            if entry.actors not in pipelines:
                files = tuple(shared / name for name in entry.actors)
                pipelines[entry.actors] = load_pipeline(read_settings(threads=threads, actors=files))
            pipeline = pipelines[entry.actors]
            items = task.read_gold(entry.path(shared))
            known[key] = items, list(task.answer([item.question for item in items], pipeline))
        pairs = [pair for pair in zip(*known[key], strict=True) if _is_in(pair[0], entry.prefix)]
        scores = score_answers(task, [item for item, _ in pairs], [answer for _, answer in pairs])
        words = sum(len(item.question.words) for item, _ in pairs)
        yield Measured(entry, len(pairs), words, _percents(entry.kind, scores or {}))


def find_faults(measured: Sequence[Measured], floors: Floors) -> Iterator[str]:
    """Yield a line for each figure below its floor, and for each floor that nothing is measured for."""
    found = {entry.gold_set.name: entry.figures for entry in measured}
    for name, wanted in floors.items():
        for figure, floor in wanted.items():
            value = found.get(name, {}).get(figure)
            if value is None:
                yield f"{name}: {figure} has a floor and is not measured"
            elif value < floor:
                yield f"{name}: {figure} is {value:.2f}, below its floor of {floor:.2f}"


def raise_floors(measured: Sequence[Measured], floors: Floors, *, may_lower: bool) -> Floors:
    """Return the floors that follow from what was measured; none is lower than before unless it may be."""
    raised: Floors = {}
    for entry in measured:
        before = {} if may_lower else floors.get(entry.gold_set.name, {})
        raised[entry.gold_set.name] = {
            figure: max(round(value - entry.gold_set.slack, 2), before.get(figure, 0.0))
            for figure, value in entry.figures.items()
            if figure not in HELD[entry.gold_set.kind].less_is_more
        }
    return raised


def make_tables(measured: Sequence[Measured]) -> str:
    """Return a table for each task, with the version of the model."""
    parts = []
    for kind, held in HELD.items():
        rows = [
            [entry.gold_set.name, f"{entry.words:,}", *(f"{entry.figures[figure]:.2f}" for figure in held.figures)]
            for entry in measured
            if entry.gold_set.kind == kind
        ]
        if rows:
            parts.append(markdown_table([held.title, "words", *held.figures], rows))
    versions = ", ".join(f"{name} {version}" for name, version in model_versions().items())
    note = "Per cent, on development sets; tags, trees and names on gold words, all else on whole reports"
    return "\n\n".join([*parts, f"{note}; model: {versions}."])


def _is_in(item: Item[Any, Any], prefix: str) -> bool:
    return not prefix or str(item.question.sentence_id).startswith(prefix)


def _percents(kind: str, scores: Scores) -> Figures:
    """Return the figures that are held to a floor."""
    held = HELD[kind].figures
    return {figure: round(100 * scores[name].cells()[cell], 2) for figure, (name, cell) in held.items()}


if __name__ == "__main__":
    sys.exit(main())
