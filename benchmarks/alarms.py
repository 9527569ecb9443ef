"""``python -m benchmarks.alarms``: events coded where no political act is reported, and a fault where that is often.

Takes the folder with the corpora. Each of the 500 sentences of `quiet` is coded alone. An event that is said to have
happened is an alarm; planned, supposed and denied ones are counted beside. ``--show`` prints each record with its
sentence, to the terminal alone: the sentences are other people's. ``--write`` puts the table into docs/accuracy.md,
``--update`` lowers the ceiling to what was measured and the slack.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import markdown_table, replace_part
from benchmarks.quiet import Sentence, draw_all, read_sources
from linewatch.errors import DocumentError
from linewatch.records import Event
from linewatch.run import Pipeline, load_pipeline
from linewatch.settings import read_settings

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "accuracy.md"
CEILINGS = ROOT / "benchmarks" / "ceilings.json"
FIGURE = "alarms per 100 sentences"
GOAL = 1.0
"""Below this the ceiling is not lowered: what is left is a matter of taste."""
SLACK = 0.6
"""Three of 500 sentences: whole numbers are rounded otherwise on other processors."""

HAPPENED = frozenset({"actual", "historical"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence with what was coded in it."""

    sentence: Sentence
    events: tuple[Event, ...]

    @property
    def alarms(self) -> tuple[Event, ...]:
        """The events that are said to have happened."""
        return tuple(event for event in self.events if event.modality in HAPPENED)


def main() -> int:
    """Code the sentences, print, compare and write what was asked for; 1 where there are too many alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", help="folder with the corpora")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print each event with its sentence")
    parser.add_argument("--write", action="store_true", help="put the table into the document")
    parser.add_argument("--update", action="store_true", help="lower the ceiling to what was measured")
    options = parser.parse_args()
    sources, digests = read_sources()
    if faults := list(find_changed(digests, options.shared)):
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    coded = list(code_sentences(draw_all(sources, options.shared), options.threads))
    table = make_tables(coded)
    print(table)
    if options.show:
        print(*(line for one in coded for line in show(one)), sep="\n")
    if options.write:
        replace_part(DOCUMENT, "alarms", table)
    measured, ceiling = per_hundred(coded), read_ceiling()
    if options.update:
        save_ceiling(min(ceiling, max(GOAL, measured + SLACK)))
    if measured > ceiling:
        print(f"{measured:.1f} {FIGURE}, above the ceiling of {ceiling:.1f}", file=sys.stderr)
    return int(measured > ceiling)


def find_changed(digests: dict[str, str], shared: Path) -> Iterator[str]:
    """Yield a line for each corpus that is missing or is not the one whose sentences were read."""
    for corpus, digest in digests.items():
        path = shared / corpus
        if not path.is_file():
            yield f"{path} is missing: give the folder with the corpora"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{path} has changed: read what is drawn from it anew, then change benchmarks/alarms.toml"


def code_sentences(sentences: Sequence[Sentence], threads: int) -> Iterator[Coded]:
    """Yield the sentences with their events, each coded as a report of its own."""
    pipeline = load_pipeline(read_settings(threads=threads))
    for sentence in sentences:
        yield Coded(sentence, _events(sentence, pipeline))


def make_tables(coded: Sequence[Coded]) -> str:
    """Return alarms by kind of text, then by type, each with what is planned, supposed or denied beside."""
    kinds = list(dict.fromkeys(one.sentence.source for one in coded))
    by_kind = [_row(kind, [one for one in coded if one.sentence.source == kind]) for kind in kinds]
    alarms = Counter(event.event_type for one in coded for event in one.alarms)
    others = Counter(event.event_type for one in coded for event in one.events if event not in one.alarms)
    by_type = [
        [name, str(alarms[name]), f"{100 * alarms[name] / len(coded):.1f}", str(others[name])]
        for name in sorted({*alarms, *others}, key=lambda name: (-alarms[name], name))
    ]
    columns = ["alarms", "alarms per 100 sentences", "planned, supposed or denied"]
    first = markdown_table(["Sentences without a political act", "sentences", *columns], [*by_kind, _row("all", coded)])
    return "\n\n".join([first, markdown_table(["Alarms by type", *columns], by_type)])


def per_hundred(coded: Sequence[Coded]) -> float:
    """Return the alarms per 100 sentences."""
    return 100 * sum(len(one.alarms) for one in coded) / len(coded)


def show(one: Coded) -> Iterator[str]:
    """Yield the lines about one sentence, none where nothing was coded in it."""
    if one.events:
        yield f"\n{one.sentence.sentence_id} {one.sentence.text}"
    for event in one.events:
        parties = " → ".join(" & ".join(entity.name for entity in side) for side in (event.actors, event.recipients))
        yield f"  {event.event_type} {event.modality} “{event.trigger.text}” ({parties}): {event.explanation}"


def read_ceiling(path: Path = CEILINGS) -> float:
    """Return how many alarms per 100 sentences are borne."""
    return float(json.loads(path.read_text(encoding="utf-8"))[FIGURE])


def save_ceiling(ceiling: float, path: Path = CEILINGS) -> None:
    """Write the ceiling."""
    path.write_text(json.dumps({FIGURE: round(ceiling, 1)}) + "\n", encoding="utf-8")


def _events(sentence: Sentence, pipeline: Pipeline) -> tuple[Event, ...]:
    try:
        return pipeline.code(sentence.text).events
    except DocumentError:
        return ()


def _row(name: str, coded: Sequence[Coded]) -> list[str]:
    alarms, events = (sum(len(one.alarms) for one in coded), sum(len(one.events) for one in coded))
    return [name, str(len(coded)), str(alarms), f"{per_hundred(coded):.1f}", str(events - alarms)]


if __name__ == "__main__":
    sys.exit(main())
