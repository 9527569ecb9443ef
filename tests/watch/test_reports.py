"""What one sentence says."""

from __future__ import annotations

import pytest

from linewatch.watch.reports import ReportIndex, read_reports, stated_distance_km
from tests.watch.stories import CHAD, KOUAR, NIGER, day, sight


def test_all_events_of_a_sentence_are_one_report() -> None:
    text = "Chad warned Niger and sent soldiers to the Kouar valley."
    warned = sight(text, day(1), "THREATEN", actors=(CHAD,), recipients=(NIGER,), quad_code=3)
    sent = sight(text, day(1), "MOBILIZE", actors=(CHAD,), at=KOUAR)
    [report] = read_reports([sent, warned])
    assert report.types == {"THREATEN", "MOBILIZE"}
    assert [party.name for party in report.acting] == ["Chad"]
    assert report.places == (KOUAR,)
    assert read_reports([warned, sent]) == (report,)


def test_without_a_coded_actor_the_first_party_acts_and_not_who_says_so() -> None:
    [first] = read_reports([sight("Niger lorries reached Kouar, Chad said.", day(1))])
    assert [party.country for party in first.acting] == ["NER"]
    [second] = read_reports([sight("Two lorries reached Kouar, Chad said.", day(1))])
    assert second.acting == ()


def test_cues_are_read_from_the_words() -> None:
    [report] = read_reports([sight("Niger denied that it would enter Kouar again.", day(1))])
    assert {"deny", "plan", "again"} <= report.cues
    assert report.is_denial and report.is_told


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("The ship lay 700 kilometres from Kouar.", 700),
        ("They camped five miles south of the fence.", 8),
        ("It was more than 1,500 km east of the town.", 1500),
        ("They drove 700 kilometres.", None),
        ("Twelve trucks left.", None),
    ],
)
def test_distances_that_a_report_states(text: str, km: float | None) -> None:
    assert stated_distance_km(text) == km


def test_reports_are_found_by_what_they_name() -> None:
    reports = read_reports([sight("Niger lorries reached Kouar.", day(1)), sight("Peru signed a treaty.", day(1))])
    index = ReportIndex(reports)
    assert [report.sentence.text for report in index.naming({"NER"})] == ["Niger lorries reached Kouar."]
    assert index.naming({"kouar", "NER"}) == index.naming({"NER"})
    assert index.naming({"FRA"}) == ()
