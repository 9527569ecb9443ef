"""Reports of one line, judged."""

from __future__ import annotations

from linewatch.watch.judging import Judged, judge
from linewatch.watch.parties import party_of
from linewatch.watch.reports import read_reports
from linewatch.watch.states import STATES
from linewatch.watch.terms import read_terms
from tests.watch.stories import CHAD, NIGER, declare, entity, story

DECLARED = declare()
TERMS = read_terms(DECLARED, (DECLARED,))
NEAR, *CROSSINGS, _, _, ELSEWHERE = story()[1]
REPORTS = read_reports([NEAR, *CROSSINGS, ELSEWHERE])
ONE = {sighting.event.event_id: 0 for sighting in (NEAR, *CROSSINGS)}


def test_reports_of_one_occurrence_that_tell_the_same_stand_together() -> None:
    tested, crossed = judge(TERMS, REPORTS, ONE, {})
    assert (tested.state, len(tested.reports)) == ("tested", 1)
    assert (crossed.state, len(crossed.article_ids), len(crossed.event_ids)) == ("crossed", 5, 5)


def test_without_occurrences_every_report_stands_alone() -> None:
    assert [one.state for one in judge(TERMS, REPORTS, {}, {})] == ["tested", *["crossed"] * 5]


def open_states(declarer: str) -> list[Judged]:
    who = {"Chad": CHAD, "Niger": NIGER, "Peru": entity("Peru", "PER")}[declarer]
    return list(judge(TERMS, REPORTS, {}, {report.key: party_of(who) for report in REPORTS}))


def test_what_declares_a_line_is_no_crossing() -> None:
    assert all(one.state != "crossed" for who in ("Chad", "Niger", "Peru") for one in open_states(who))
    assert open_states("Peru") == []


def test_reports_of_before_the_declaration_are_left_out() -> None:
    later = declare(on=CROSSINGS[0].article.published_on.replace(month=12))  # type: ignore[union-attr]
    assert judge(read_terms(later, (later,)), REPORTS, ONE, {}) == ()


def test_other_weights_judge_otherwise() -> None:
    weights = {state: dict.fromkeys(_NAMES, 0.0) for state in STATES}
    weights["withdrawn"]["bias"] = 5.0
    assert {one.state for one in judge(TERMS, REPORTS, ONE, {}, weights, is_dossier=True)} == {"withdrawn"}


_NAMES = (
    "actor", "act", "area", "topic", "leads", "match", "crossing", "below", "planned", "told", "deny", "overdue",
    "again", "repeat", "ended", "reply", "faces", "revenge", "past", "unnamed", "bias",
)  # fmt: skip
