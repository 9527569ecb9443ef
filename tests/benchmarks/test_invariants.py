"""The checks of records find what they are for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from benchmarks.invariants import find_faults

from linewatch.records import CodedArticle, Fatalities, Interval, Span
from tests.factories import make_coded


def test_records_in_order_have_no_fault() -> None:
    assert list(find_faults(make_coded())) == []


def broken_span(coded: CodedArticle) -> CodedArticle:
    [first, *rest] = coded.events
    return replace(coded, events=(replace(first, trigger=Span(0, 3, "xyz")), *rest))


def span_outside(coded: CodedArticle) -> CodedArticle:
    [first, *rest] = coded.events
    return replace(coded, events=(replace(first, trigger=Span(0, 10**6, first.trigger.text)), *rest))


def high_score(coded: CodedArticle) -> CodedArticle:
    return replace(coded, events=tuple(replace(event, score=1.5) for event in coded.events))


def double_id(coded: CodedArticle) -> CodedArticle:
    return replace(coded, statements=coded.statements * 2)


def lost_place(coded: CodedArticle) -> CodedArticle:
    return replace(coded, events=tuple(replace(event, place_id="plc_0") for event in coded.events))


def lost_statement(coded: CodedArticle) -> CodedArticle:
    return replace(
        coded, statements=(), red_lines=tuple(replace(line, statement_id="stm_0") for line in coded.red_lines)
    )


def ends_early(coded: CodedArticle) -> CodedArticle:
    interval = Interval(date(2031, 2, 2), date(2031, 1, 1))
    return replace(coded, events=tuple(replace(event, occurred=interval) for event in coded.events))


def odd_deaths(coded: CodedArticle) -> CodedArticle:
    return replace(coded, events=tuple(replace(event, fatalities=Fatalities(3, 2, 4)) for event in coded.events))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (broken_span, "'xyz' is not what stands at 0 to 3"),
        (span_outside, "is not in the text"),
        (high_score, "not between 0 and 1"),
        (double_id, "stands 2 times"),
        (lost_place, "plc_0 names no record"),
        (lost_statement, "stm_0 names no record"),
        (ends_early, "before it begins"),
        (odd_deaths, "not lowest, best and highest"),
    ],
)
def test_a_broken_promise_is_found(damage: object, words: str) -> None:
    assert callable(damage)
    assert any(words in fault for fault in find_faults(damage(make_coded())))
