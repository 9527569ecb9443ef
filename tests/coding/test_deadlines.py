"""Deadlines as days. The report is of Thursday 7 March 2024."""

from __future__ import annotations

from datetime import date

import pytest

from linewatch.coding.deadlines import find_deadline
from linewatch.records import Interval


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Peru must leave by 20 March.", "by 20 March", date(2024, 3, 20)),
        ("Peru must leave by Tuesday.", "by Tuesday", date(2024, 3, 12)),
        ("Peru must leave this evening.", "this evening", date(2024, 3, 7)),
        ("Peru has 72 hours to leave.", "72 hours", date(2024, 3, 10)),
        ("Peru has three days to leave.", "three days", date(2024, 3, 10)),
        ("Peru has two weeks to leave.", "two weeks", date(2024, 3, 21)),
        ("Peru has six hours to leave.", "six hours", None),
        ("Peru has until the harvest to leave.", "until the harvest", None),
    ],
)
def test_deadline(scene, text, words, day):
    read = scene(text)
    start = text.index(words)
    deadline = find_deadline(read, read.doc.char_span(start, start + len(words)), Interval())
    assert (deadline.span.text, deadline.until_on) == (words, day)


def test_a_span_of_time_counts_from_the_day_of_the_saying(scene):
    text = "Peru has 72 hours to leave."
    read = scene(text)
    said = Interval(date(2024, 3, 5), date(2024, 3, 5), "day", "explicit")
    assert find_deadline(read, read.doc.char_span(9, 17), said).until_on == date(2024, 3, 8)
