"""Labelled reports → pairs of acts, and how well the grouping of their sightings tells which pairs are one occurrence.

Takes the TOML files beside it and the reports of the demonstration; gives coded reports and figures. An act that was
not coded is of no occurrence: each of its pairs is missed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

from linewatch.records import CodedArticle, Event, Sighting, Span
from linewatch.run import Pipeline
from linewatch.watch import group_sightings, read_events
from linewatch.watch.sightings import sentence_of

HERE = Path(__file__).parent
DEMO = "demo"
HALVES = ("dev", "test")

Thresholds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """A labelled report. `acts` are the words that tell an act, by the occurrence that it is, which is unique."""

    on: date
    publisher: str
    text: str
    acts: Mapping[str, str]
    title: str | None = None


@dataclass(frozen=True)
class Known:
    """A report with what is coded in it."""

    report: Report
    coded: CodedArticle

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """The sightings of its events."""
        return read_events(self.coded)

    @cached_property
    def acts(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each labelled act: its occurrence and the ids of the events that are coded of it."""
        return tuple((name, frozenset(_events_at(self, words))) for name, words in self.report.acts.items())


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs that are one occurrence in the labels, by the grouping, and by both; acts, and those that were coded.

    `reachable` are the pairs of `gold` whose acts were coded both.
    """

    gold: int
    found: int
    right: int
    pairs: int
    acts: int
    coded: int
    reachable: int

    @property
    def precision(self) -> float:
        """Which share of the pairs that were put together belongs together."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Which share of the pairs that belong together was put together."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def f1_of_coded(self) -> float:
        """The same where only acts count that were coded: what the grouping alone is worth."""
        return 2 * self.right / (self.reachable + self.found) if self.reachable + self.found else 0.0


def read_half(name: str) -> list[Report]:
    """Return the reports of ``dev`` or ``test``; the demonstration's count as dev's."""
    raw = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    reports = [_report(scene["name"], row) for scene in raw["scenes"] for row in scene["reports"]]
    return reports + (list(_demo_reports(raw[DEMO])) if DEMO in raw else [])


def code_reports(reports: Iterable[Report], pipeline: Pipeline) -> list[Known]:
    """Return the reports with what the pipeline codes in them."""
    return [
        Known(one, pipeline.code(one.text, title=one.title, published_on=one.on, publisher=one.publisher))
        for one in reports
    ]


def measure(known: Sequence[Known], thresholds: Thresholds | None = None) -> Figures:
    """Return how well the grouping of all reports together tells the labelled pairs."""
    groups = group_sightings((s for one in known for s in one.sightings), thresholds=thresholds)
    number_of = {sighting.event.event_id: number for number, group in enumerate(groups) for sighting in group}
    acts = [(name, frozenset(number_of[key] for key in events)) for one in known for name, events in one.acts]
    pairs = [(one[0] == other[0], not one[1].isdisjoint(other[1])) for one, other in combinations(acts, 2)]
    return Figures(
        gold=sum(is_one for is_one, _ in pairs),
        found=sum(is_put for _, is_put in pairs),
        right=sum(is_one and is_put for is_one, is_put in pairs),
        pairs=len(pairs),
        acts=len(acts),
        coded=sum(bool(numbers) for _, numbers in acts),
        reachable=sum(one[0] == other[0] and bool(one[1] and other[1]) for one, other in combinations(acts, 2)),
    )


def find_errors(known: Sequence[Known]) -> Iterator[str]:
    """Yield a line for each pair that is put together or kept apart wrongly, and each act that is not coded."""
    groups = group_sightings(s for one in known for s in one.sightings)
    number_of = {sighting.event.event_id: number for number, group in enumerate(groups) for sighting in group}
    acts = [(one.report, name, events) for one in known for name, events in one.acts]
    yield from (f"not coded: {name}: {report.text}" for report, name, events in acts if not events)
    for (report, name, events), (other, other_name, others) in combinations(acts, 2):
        is_put = not {number_of[key] for key in events}.isdisjoint(number_of[key] for key in others)
        if is_put != (name == other_name) and events and others:
            yield f"{'wrong' if is_put else 'missed'}: {name} / {other_name}:\n  {report.text}\n  {other.text}"


def _report(scene: str, row: Mapping[str, Any]) -> Report:
    acts = {f"{scene}.{name}": words for name, words in row["acts"].items()}
    return Report(row["on"], row["publisher"], row["text"], acts)


def _demo_reports(labels: Mapping[str, Mapping[str, str]]) -> Iterator[Report]:
    """Yield all reports of the demonstration, with the acts that are labelled by their titles."""
    lines = (files("linewatch") / "data" / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        acts = {f"{DEMO}.{name}": words for name, words in labels.get(row["title"], {}).items()}
        yield Report(date.fromisoformat(row["date"]), row["publisher"], row["text"], acts, row["title"])


def _events_at(known: Known, words: str) -> Iterator[str]:
    """Yield the events whose trigger is among the words; else those of the sentence that has the words."""
    start = known.coded.article.text.index(words)
    events = [sighting.event for sighting in known.sightings]
    told = [event for event in events if _overlaps(event.trigger, start, start + len(words))]
    yield from (event.event_id for event in told or [event for event in events if _tells(event, start)])


def _tells(event: Event, start: int) -> bool:
    return _overlaps(sentence_of(event), start, start + 1)


def _overlaps(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end
