"""The task places with given spans: the question has the ranges alone, and the figures tell answers from silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import UsageError
from linewatch.evaluation import make_task
from linewatch.evaluation.markedplaces import MarkedPlaces, MarkedReport
from linewatch.evaluation.places import Toponym
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Share
from tests.evaluation.gold import REPORT, write
from tests.evaluation.pipeline import make_pipeline
from tests.factories import TEXT, make_coded

START = TEXT.index("Varna")
MARKED = MarkedReport(REPORT, ())


def test_a_question_has_the_ranges_and_no_coordinates(tmp_path: Path) -> None:
    names = [{"start": 0, "end": 5, "lat": 1.0, "lon": 2.0}, {"start": 6, "end": 9, "scored": False}]
    gold = write(tmp_path, {"id": "a", "text": "Varna and Ilm", "toponyms": names}, {"id": "b", "text": "Varna"})
    marked, bare = MarkedPlaces().read_gold(gold)
    assert marked.question == MarkedReport(Report("a", "Varna and Ilm"), ((0, 5),))
    assert (bare.question.ranges, bare.label) == ((), None)


def test_each_range_is_answered() -> None:
    question = MarkedReport(Report("r", TEXT), ((START, START + 5), (0, 3)))
    pipeline = make_pipeline(records=make_coded())
    (answer,) = MarkedPlaces().answer([question], pipeline)
    assert [(name.start, name.lat, name.lon) for name in answer] == [(START, 10.5, 20.25), (0, None, None)]
    assert MarkedPlaces().format_answer(question, answer).count("null") == 2


def test_figures() -> None:
    gold = (
        Toponym(0, 5, 47.0, 2.0, country="France"),
        Toponym(6, 9, 10.0, 20.0, country="Chad"),
        Toponym(10, 15, 60.0, -113.0),
        Toponym(16, 18, 1.0, 1.0),
        Toponym(20, 30),
        Toponym(31, 35),
        Toponym(40, 45, 10.0, 20.0, scored=False),
    )
    answer = (
        Toponym(0, 5, 47.5, 2.5, country="FRA"),
        Toponym(6, 9, 40.0, 20.0, country="ALB"),
        Toponym(10, 15, 60.0, -95.0, country="CAN", radius_km=1780.0),
        Toponym(16, 18),
        Toponym(20, 30),
        Toponym(31, 35, 1.0, 1.0),
    )
    assert MarkedPlaces().score([(MARKED, gold, answer)]) == {
        "161 km of all": Share(1, 4),
        "161 km or inside": Share(2, 4),
        "161 km of answered": Share(1, 3),
        "answered": Share(3, 4),
        "wrong country": Share(1, 2),
        "rightly unanswered": Share(1, 2),
    }


def test_only_places_have_spans_to_give_and_adjectives() -> None:
    assert isinstance(make_task("places", gold_spans=True), MarkedPlaces)
    with pytest.raises(UsageError, match=r"LW001.*ner"):
        make_task("ner", gold_spans=True)
    with pytest.raises(UsageError, match=r"LW001.*ner"):
        make_task("ner", adjectives=True)
