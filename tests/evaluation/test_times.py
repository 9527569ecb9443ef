"""The task times: spans, types and values as TempEval-3 counts them."""

from __future__ import annotations

from linewatch.evaluation.scores import Overlap
from linewatch.evaluation.times import TimeExpressions, TimeMark
from tests.evaluation.gold import REPORT, predict
from tests.factories import TEXT


def test_a_time_is_written_in_the_form_of_the_scorer() -> None:
    start = TEXT.index("Tuesday")
    assert predict(TimeExpressions()) == {
        "id": "r",
        "spans": [{"start": start, "end": start + 7, "type": "DATE", "value": "2031-03-04"}],
    }


def test_type_and_value_are_asked_of_overlapping_spans() -> None:
    gold = (TimeMark(0, 10, "DATE", "2031"), TimeMark(20, 30, "SET", "P1D"), TimeMark(40, 50, "TIME", "T09:00"))
    answer = (TimeMark(20, 30, "SET", "P2D"), TimeMark(5, 12, "DATE", "2031"), TimeMark(60, 70, "DATE", "2031"))
    assert TimeExpressions().score([(REPORT, gold, answer)]) == {
        "strict": Overlap(1, 3, 3),
        "relaxed": Overlap(2, 3, 3),
        "type": Overlap(2, 3, 3),
        "value": Overlap(1, 3, 3),
    }


def test_one_answer_serves_one_label() -> None:
    gold = (TimeMark(0, 4, "DATE", "2031"), TimeMark(5, 9, "DATE", "2031"))
    assert TimeExpressions().score([(REPORT, gold, (TimeMark(0, 9, "DATE", "2031"),))])["relaxed"] == Overlap(1, 1, 2)
