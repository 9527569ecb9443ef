"""What a report tells, as numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linewatch.records import Sighting
from linewatch.watch.features import FEATURES, match_report
from linewatch.watch.reports import read_reports
from linewatch.watch.terms import read_terms
from tests.watch.stories import CHAD, KOUAR, NIGER, day, declare, entity, sight, story

DECLARED = declare()
TERMS = read_terms(DECLARED, (DECLARED,))


def features(sighting: Sighting) -> Mapping[str, float]:
    [report] = read_reports([sighting])
    return match_report(TERMS, report).features


@pytest.mark.parametrize("sighting", story()[1])
def test_features_have_names_and_lie_between_0_and_1(sighting: Sighting) -> None:
    found = features(sighting)
    assert tuple(found) == tuple(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in found.values())


def enter(text: str) -> Mapping[str, float]:
    return features(sight(text, day(5), "MOBILIZE", actors=(NIGER,), at=KOUAR))


def test_a_deed_crosses_and_a_plan_or_a_near_miss_stays_below() -> None:
    deed = enter("Niger soldiers entered the Kouar valley.")
    assert deed["crossing"] == 1.0 and deed["below"] == 0.0
    for text in ("Niger soldiers might enter the Kouar valley.", "Niger soldiers stopped short of the Kouar valley."):
        assert enter(text)["crossing"] == 0.0 < enter(text)["below"]
    assert enter("Niger soldiers might enter the Kouar valley.")["planned"] == 1.0


def test_a_response_is_an_act_of_the_declarer_of_the_kind_that_was_threatened() -> None:
    bombed = sight("Chad bombed Niger soldiers.", day(5), "ASSAULT", actors=(CHAD,), recipients=(NIGER,), at=KOUAR)
    assert features(bombed)["reply"] == 1.0
    other = sight("Mali bombed Niger soldiers.", day(5), "ASSAULT", actors=(entity("Mali", "MLI"),), at=KOUAR)
    assert features(other)["reply"] == 0.0
    sold = sight("Chad sold dates to Niger soldiers.", day(5), "COOPERATE", actors=(CHAD,), quad_code=2)
    assert features(sold)["reply"] == 0.0


def test_words_that_repeat_or_end_a_line_count_most_from_the_declarer() -> None:
    for text, name in (("{} repeated that bombs would fall.", "again"), ("{} cancelled its warning.", "ended")):
        own, other = (features(sight(text.format(who), day(5))) for who in ("Chad", "Peru"))
        assert own[name] == 1.0 > other[name] > 0.0


def test_a_deadline_counts_most_where_the_line_has_one() -> None:
    passed = sight("The deadline passed.", day(5))
    [report] = read_reports([passed])
    demand = declare(due=day(4))
    without = features(passed)["overdue"]
    assert match_report(read_terms(demand, (demand,)), report).features["overdue"] == 1.0 > without > 0.0
