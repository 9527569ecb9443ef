"""The task places: recognition, and how far the answers lie from the gold points."""

from __future__ import annotations

import pytest

from linewatch.errors import UsageError
from linewatch.evaluation.places import Places, Toponym, km_between
from linewatch.evaluation.reports import Report
from linewatch.evaluation.scores import Overlap, Share
from tests.evaluation.gold import REPORT, predict
from tests.evaluation.pipeline import make_pipeline
from tests.factories import TEXT


def test_a_place_is_written_in_the_form_of_the_scorer() -> None:
    start = TEXT.index("Varna")
    assert predict(Places()) == {
        "id": "r",
        "toponyms": [{"start": start, "end": start + 5, "lat": 10.5, "lon": 20.25}],
    }


def test_figures() -> None:
    gold = (
        Toponym(0, 5, 10.0, 20.0),
        Toponym(6, 9, 10.0, 20.0),
        Toponym(10, 15),
        Toponym(20, 30, 10.0, 20.0),
        Toponym(40, 45, 10.0, 20.0, scored=False),
    )
    answer = (Toponym(0, 5, 10.5, 20.5), Toponym(6, 9, 40.0, 20.0), Toponym(10, 15, 1.0, 1.0), Toponym(24, 34))
    assert Places().score([(REPORT, gold, answer)]) == {
        "exact": Overlap(3, 4, 4),
        "overlap": Overlap(4, 4, 4),
        "161 km of found": Share(1, 2),
        "161 km of all": Share(1, 3),
    }


def test_an_answer_on_a_name_that_is_not_scored_is_one_too_many() -> None:
    scores = Places().score([(REPORT, (Toponym(0, 5, scored=False),), (Toponym(0, 5, 1.0, 1.0),))])
    assert scores["exact"] == Overlap(0, 1, 0)


def test_a_quarter_of_the_equator() -> None:
    assert km_between(Toponym(0, 1, 0.0, -45.0), Toponym(0, 1, 0.0, 45.0)) == pytest.approx(10_007.6, abs=0.1)


def test_adjectives_are_asked_for_where_the_gold_set_marks_them() -> None:
    pipeline = make_pipeline()
    assert list(Places(adjectives=True).answer([REPORT], pipeline)) == [()]
    assert pipeline.asked[0][2]["adjectives"] is True


def test_a_report_that_is_set_aside_has_no_names() -> None:
    assert list(Places().answer([Report("r", "POISON")], make_pipeline())) == [()]


def test_a_pipeline_that_does_not_locate_is_refused() -> None:
    with pytest.raises(UsageError, match="LW001"):
        Places().answer([REPORT], object())  # type: ignore[arg-type]
