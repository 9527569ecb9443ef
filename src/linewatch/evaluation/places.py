"""The task `places`: whole reports → place names with their coordinates, in `{"id", "toponyms"}` lines.

Source: "A Pragmatic Guide to Geoparsing Evaluation" (Gritta et al. 2019): recognition of exact spans; of the recognised
ones with coordinates, the share that lies within 161 km (100 miles). `markedplaces` asks of given spans alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from linewatch.errors import DocumentError, UsageError
from linewatch.evaluation.matching import common_chars, match_greedily
from linewatch.evaluation.reports import Report, ReportRecord, Stretch, format_line, read_reports
from linewatch.evaluation.scores import Overlap, Score, Share
from linewatch.evaluation.task import Item, Pipeline
from linewatch.records import Place, Span
from linewatch.world.distances import distance_km

NEAR_KM: Final = 161.0

Ranges = Sequence[tuple[int, int]]
"""Half-open ranges of characters."""


@runtime_checkable
class LocatingPipeline(Protocol):
    """A pipeline that tells where the names of places of a text lie."""

    def locate(
        self,
        text: str,
        ranges: Ranges | None = None,
        *,
        adjectives: bool = False,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Sequence[tuple[Span, Place | None]]:
        """Return the names with the place of each, None where none is known or likely.

        Args:
            ranges: the names; all that the text has, unless given.
            adjectives: whether adjectives of countries count among all names.

        Raises:
            DocumentError: LW2xx the text cannot be coded.
        """


class Toponym(Stretch, frozen=True):
    """One place name; gold ones that are not `scored` are left out. `country` is a name or an ISO 3 code."""

    lat: float | None = None
    lon: float | None = None
    scored: bool = True
    country: str | None = None
    radius_km: float | None = None

    @property
    def has_point(self) -> bool:
        """Whether it is known where the name lies."""
        return self.lat is not None and self.lon is not None


class _Answer(Stretch, frozen=True):
    lat: float | None
    lon: float | None


Toponyms = tuple[Toponym, ...]


class _Record(ReportRecord):
    toponyms: Toponyms | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Place names: which words they are, and where on earth they lie.

    Args:
        adjectives: whether the gold set marks adjectives and peoples of countries.
    """

    adjectives: bool = False

    def read_gold(self, path: Path) -> list[Item[Report, Toponyms]]:
        """Return the reports of a file; one without `toponyms` has no label."""
        return read_reports(path, _Record, lambda record: record.toponyms, lambda toponyms: toponyms)

    def answer(self, questions: Sequence[Report], pipeline: Pipeline) -> Iterator[Toponyms]:
        """Yield the place names of each report, those that nothing is known of without coordinates.

        Raises:
            UsageError: LW001 the pipeline does not locate names.
        """
        able = locating(pipeline)
        return (read_toponyms(able, report, None, adjectives=self.adjectives) for report in questions)

    def format_answer(self, question: Report, answer: Toponyms) -> str:
        """Return one JSON line."""
        return format_line(question, "toponyms", [_Answer(name.start, name.end, name.lat, name.lon) for name in answer])

    def score(self, judged: Iterable[tuple[Report, Toponyms, Toponyms]]) -> dict[str, Score]:
        """Return the figures of recognition, and of resolution among those recognised exactly and among all."""
        pairs = [(by_range(gold), by_range(answer)) for _, gold, answer in judged]
        exact = overlap_of_keys(pairs)
        touched = sum(len(_touching(gold, answer)) for gold, answer in pairs)
        known = [(name, answer.get(key)) for gold, answer in pairs for key, name in gold.items() if name.has_point]
        errors = [km_between(name, found) for name, found in known if found is not None and found.has_point]
        near = sum(error <= NEAR_KM for error in errors)
        return {
            "exact": exact,
            "overlap": Overlap(touched, exact.predicted, exact.gold),
            "161 km of found": Share(near, len(errors)),
            "161 km of all": Share(near, len(known)),
        }


def locating(pipeline: Pipeline) -> LocatingPipeline:
    """Return a pipeline that can locate names.

    Raises:
        UsageError: LW001 it cannot.
    """
    if not isinstance(pipeline, LocatingPipeline):
        raise UsageError("LW001", "this pipeline does not locate names; choose another task", "places")
    return pipeline


def read_toponyms(
    pipeline: LocatingPipeline, report: Report, ranges: Ranges | None, *, adjectives: bool = False
) -> Toponyms:
    """Return the place names of a report, those of the ranges where there are any; none where it is set aside."""
    try:
        named = pipeline.locate(
            report.text,
            ranges,
            adjectives=adjectives,
            title=report.title,
            publisher=report.publisher,
            url=report.url,
        )
    except DocumentError:
        return ()
    return tuple(_toponym(span, place) for span, place in named)


def km_between(one: Toponym, other: Toponym) -> float:
    """Return the distance along a great circle; both must have a point."""
    lat, lon, other_lat, other_lon = (degrees or 0.0 for degrees in (one.lat, one.lon, other.lat, other.lon))
    return distance_km(lat=lat, lon=lon, other_lat=other_lat, other_lon=other_lon)


def overlap_of_keys(pairs: Iterable[tuple[dict[tuple[int, int], Toponym], dict[tuple[int, int], Toponym]]]) -> Overlap:
    """Return the counts of exact spans."""
    both = [(gold.keys(), answer.keys()) for gold, answer in pairs]
    return Overlap(
        right=sum(len(gold & answer) for gold, answer in both),
        predicted=sum(len(answer) for _, answer in both),
        gold=sum(len(gold) for gold, _ in both),
    )


def by_range(toponyms: Toponyms) -> dict[tuple[int, int], Toponym]:
    """Return the scored names by their range; the first of equal ones."""
    return {(name.start, name.end): name for name in reversed(toponyms) if name.scored}


def _toponym(span: Span, place: Place | None) -> Toponym:
    if place is None:
        return Toponym(span.start, span.end)
    return Toponym(span.start, span.end, place.lat, place.lon, country=place.country, radius_km=place.radius_km)


def _touching(gold: Iterable[tuple[int, int]], answer: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of overlapping ranges, exact ones first."""
    ours, theirs = sorted(gold), sorted(answer)
    scores = {
        (i, j): math.inf if one == other else float(common_chars(one, other))
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if common_chars(one, other) > 0
    }
    return match_greedily(scores)
