"""The task `places` with given spans: reports with the ranges of their place names → coordinates alone.

So it measures the choice among places of one name, and when it is better not to answer, without the reading of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from linewatch.evaluation.places import (
    NEAR_KM,
    Places,
    Toponym,
    Toponyms,
    by_range,
    km_between,
    locating,
    read_toponyms,
)
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Score, Share
from linewatch.evaluation.task import Item, Pipeline
from linewatch.world.countries import CountryBook, read_table


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with the ranges of its names of places: it has no room for where they lie."""

    report: Report
    ranges: tuple[tuple[int, int], ...]

    @property
    def words(self) -> list[str]:
        """What blanks part."""
        return self.report.words


class MarkedPlaces:
    """Place names whose ranges are given: where on earth they lie."""

    def read_gold(self, path: Path) -> list[Item[MarkedReport, Toponyms]]:
        """Return the reports of a file with the ranges of their scored names; one without `toponyms` has no label."""
        items = Places().read_gold(path)
        return [Item(MarkedReport(item.question, tuple(by_range(item.label or ()))), item.label) for item in items]

    def answer(self, questions: Sequence[MarkedReport], pipeline: Pipeline) -> Iterator[Toponyms]:
        """Yield an answer for each range of each report; one that names no known place has no coordinates.

        Raises:
            UsageError: LW001 the pipeline does not locate names.
        """
        able = locating(pipeline)
        return (read_toponyms(able, question.report, question.ranges) for question in questions)

    def format_answer(self, question: MarkedReport, answer: Toponyms) -> str:
        """Return one JSON line."""
        return Places().format_answer(question.report, answer)

    def score(self, judged: Iterable[tuple[MarkedReport, Toponyms, Toponyms]]) -> dict[str, Score]:
        """Return how many lie near the gold point, of all and of those answered, and what was left unanswered.

        An answer as wide as a country or a region has no one point: "161 km or inside" also takes a gold point that
        its radius covers.
        """
        pairs = [(by_range(gold), by_range(answer)) for _, gold, answer in judged]
        both = [(name, answer.get(key, Toponym(*key))) for gold, answer in pairs for key, name in gold.items()]
        located = [(name, found) for name, found in both if name.has_point]
        answered = [(name, found) for name, found in located if found.has_point]
        near = sum(km_between(*pair) <= NEAR_KM for pair in answered)
        inside = sum(km_between(name, found) <= max(NEAR_KM, found.radius_km or 0.0) for name, found in answered)
        nowhere = [found for name, found in both if not name.has_point]
        lands = _lands(answered)
        return {
            "161 km of all": Share(near, len(located)),
            "161 km or inside": Share(inside, len(located)),
            "161 km of answered": Share(near, len(answered)),
            "answered": Share(len(answered), len(located)),
            "wrong country": Share(sum(one != other for one, other in lands), len(lands)),
            "rightly unanswered": Share(sum(not found.has_point for found in nowhere), len(nowhere)),
        }


def _lands(answered: Iterable[tuple[Toponym, Toponym]]) -> list[tuple[str, str]]:
    """Return the codes of the countries of gold names and answers, where both have one."""
    book = CountryBook(read_table("countries.toml"))
    named = [(book.country(name.country or ""), found.country) for name, found in answered]
    return [(nation.iso3, code) for nation, code in named if nation is not None and code is not None]
