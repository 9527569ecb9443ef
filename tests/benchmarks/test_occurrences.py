"""The labelled reports of occurrences, and how their pairs are counted. No model is asked."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from benchmarks.halves import find_faults, raise_floors
from benchmarks.occurrences.__main__ import SLACK, make_table, percents
from benchmarks.occurrences.fit import GRIDS, put_in, search
from benchmarks.occurrences.pairs import HALVES, Figures, Known, Report, measure, read_half

from linewatch.records import CodedArticle
from linewatch.watch.tables import read_tables
from tests.factories import make_coded, make_corpus

ALIKE = make_corpus(3)
TOGETHER = Figures(gold=3, found=3, right=3, pairs=3, acts=3, coded=3, reachable=3)


def known(coded: CodedArticle, occurrence: str, words: str = "shelled") -> Known:
    assert coded.article.published_on is not None
    return Known(Report(coded.article.published_on, "A", coded.article.text, {occurrence: words}), coded)


@pytest.mark.parametrize("half", HALVES)
def test_every_label_stands_in_its_report_once(half: str) -> None:
    for report in read_half(half):
        assert all(report.text.count(words) == 1 for words in report.acts.values()), report


def test_there_are_enough_pairs_and_no_report_is_in_both_halves() -> None:
    dev, test = map(read_half, HALVES)
    acts = [name for report in (*dev, *test) for name in report.acts]
    pairs = [(one, other) for one, other in combinations(acts, 2) if one.split(".")[0] == other.split(".")[0]]
    assert len(pairs) >= 400
    assert sum(one == other for one, other in pairs) >= 100
    assert {report.text for report in dev}.isdisjoint(report.text for report in test)


def test_pairs_are_counted() -> None:
    first, second, third = ALIKE
    right = measure([known(first, "s.one"), known(second, "s.one"), known(third, "s.one")])
    assert (right.gold, right.found, right.right, right.pairs, right.f1) == (3, 3, 3, 3, 1.0)
    wrong = measure([known(first, "s.one"), known(second, "s.one"), known(third, "s.other")])
    assert (wrong.gold, wrong.found, wrong.right) == (1, 3, 1)
    assert (wrong.precision, wrong.recall, wrong.f1) == (pytest.approx(1 / 3), 1.0, 0.5)


def test_the_pairs_of_an_act_that_was_not_coded_are_missed() -> None:
    first, second, third = ALIKE
    figures = measure([known(first, "s.one"), known(second, "s.one"), known(replace(third, events=()), "s.one")])
    assert (figures.gold, figures.reachable, figures.right, figures.coded) == (3, 1, 1, 2)
    assert figures.recall == pytest.approx(1 / 3)
    assert figures.f1_of_coded == 1.0


def test_words_beside_a_trigger_stand_for_the_events_of_their_sentence() -> None:
    coded = make_coded()
    [(_, beside)] = known(coded, "s.one", "killing two people").acts
    assert beside == {coded.events[0].event_id}
    [(_, elsewhere)] = known(coded, "s.one", "called off").acts
    assert elsewhere == frozenset()


def test_floors_rise_and_are_held() -> None:
    measured, worse = ({"dev": percents(one)} for one in (TOGETHER, replace(TOGETHER, found=9)))
    floors = raise_floors(measured, {}, SLACK)
    assert list(find_faults(measured, floors)) == []
    assert floors == raise_floors(worse, floors, SLACK)
    [fault, *_] = find_faults(worse, floors)
    assert "precision" in fault
    assert "| dev |" in make_table({"dev": TOGETHER})


def test_the_search_ends_at_the_best_value_of_each_threshold() -> None:
    start = dict.fromkeys(GRIDS, 0.3)
    found = search(start, lambda table: -abs(table["least"] - 0.7) - abs(table["words"] - 0.2))
    assert found == {**start, "least": 0.7, "words": 0.2}


def test_thresholds_are_put_in_where_they_belong() -> None:
    text = "[a]\nleast = 1\n\n[occurrences]\nleast = 0.6  # why\nleast_words = 2\n\n[b]\nleast = 3\n"
    assert put_in(text, {"least": 0.5}) == text.replace("least = 0.6", "least = 0.5")
    assert set(GRIDS) <= set(read_tables().occurrences)
