"""The register is replaced, its steps are only added to, and each step is told of once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from linewatch.errors import StoreError, UsageError
from linewatch.store import Alerting, Store
from linewatch.store.registertables import lines
from tests.factories import make_coded, make_corpus
from tests.registers import NOW, make_decision, make_line, make_step

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "run.db", create=True) as opened:
        yield opened


def test_lines_come_back_the_oldest_first(store: Store) -> None:
    young = make_line("crossed", line_id="line_2", declared_on=date(2031, 3, 5))
    undated = make_line(line_id="line_3", declared_on=None)
    old = make_line("tested", "crossed")
    store.save_lines([undated, young, old], raised_at=NOW)
    assert list(store.load_lines()) == [old, young, undated]
    assert store.load_line("line_2") == young


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "crossed"}, 1),
        ({"state": "expired"}, 0),
        ({"declarer_country": "sud"}, 2),
        ({"declarer_country": "NOR"}, 0),
        ({"addressee_country": "nor"}, 2),
        ({"addressee_country": "SUD"}, 0),
        ({"area_country": "SUD"}, 2),
        ({"area_country": "S%D"}, 0),
    ],
)
def test_lines_are_found_by_state_and_country(store: Store, query: dict[str, Any], count: int) -> None:
    store.save_lines([make_line("crossed"), make_line("tested", line_id="line_2")], raised_at=NOW)
    assert len(list(store.load_lines(**query))) == count


def test_an_id_may_be_shortened_but_not_too_much(store: Store) -> None:
    store.save_lines([make_line(line_id="line_aa11"), make_line(line_id="line_ab22")], raised_at=NOW)
    assert store.load_line("line_ab").line_id == "line_ab22"
    for wrong in ("line_a", "line_b", "evt_1"):
        with pytest.raises(UsageError, match="LW003"):
            store.load_line(wrong)


def test_each_step_but_the_first_declaration_raises_one_alert_once(store: Store) -> None:
    line = make_line("tested", "crossed")
    raised = store.save_lines([line], raised_at=NOW)
    assert [(alert.state, alert.step_id, alert.raised_at) for alert in raised] == [
        (step.state, step.step_id, NOW) for step in line.steps[1:]
    ]
    assert store.save_lines([line], raised_at=LATER) == ()
    assert tuple(store.load_alerts()) == raised


def test_first_declarations_are_told_of_where_the_user_wants_it(store: Store) -> None:
    alerting = Alerting(states=frozenset({"declared"}))
    assert [each.state for each in store.save_lines([make_line("crossed")], raised_at=NOW, alerting=alerting)] == [
        "declared"
    ]


def test_alerts_come_in_the_order_of_days_and_of_raising(store: Store) -> None:
    first = store.save_lines([make_line("tested", "crossed"), make_line("tested", line_id="line_2")], raised_at=NOW)
    assert [(each.line_id, each.state) for each in first] == [
        ("line_1", "tested"),
        ("line_2", "tested"),
        ("line_1", "crossed"),
    ]
    early = make_line(line_id="line_3")
    early = replace(early, steps=(*early.steps, make_step("tested", "line_3", on=date(2031, 1, 1))))
    second = store.save_lines([early], raised_at=LATER)
    assert tuple(store.load_alerts()) == (*first, *second)
    assert tuple(store.load_alerts(since=LATER)) == second
    assert tuple(store.load_alerts(limit=2)) == (first[-1], *second)
    assert [each.state for each in store.load_alerts(line_id="line_1", state="crossed")] == ["crossed"]


def test_a_step_that_no_longer_follows_is_kept_and_marked(store: Store) -> None:
    store.save_lines([make_line("tested", "crossed")], raised_at=NOW)
    store.save_lines([make_line("tested")], raised_at=LATER)
    history = store.load_history("line_1")
    assert [(each.step.state, each.superseded_at) for each in history] == [
        ("declared", None),
        ("tested", None),
        ("crossed", LATER),
    ]
    assert [step.state for step in store.load_line("line_1").steps] == ["declared", "tested"]
    store.save_lines([make_line("tested", "crossed")], raised_at=LATER)
    assert [(each.version, each.superseded_at) for each in store.load_history("line_1")][2:] == [(1, LATER), (2, None)]
    assert len(list(store.load_alerts())) == 2


def test_a_step_that_says_more_than_before_is_another_version_and_no_new_alert(store: Store) -> None:
    line = make_line("crossed")
    store.save_lines([line], raised_at=NOW)
    told_twice = replace(line, steps=(line.steps[0], replace(line.steps[1], claimed_by=("The Ilm Post", "Radio Ost"))))
    assert store.save_lines([told_twice], raised_at=LATER) == ()
    versions = store.load_history("line_1")[1:]
    assert [each.step.claimed_by for each in versions] == [("The Ilm Post",), ("The Ilm Post", "Radio Ost")]
    assert [each.superseded_at for each in versions] == [LATER, None]
    assert store.load_step(line.steps[1].step_id[:10]).version == 2


def test_the_history_of_a_line_outlives_the_line(store: Store) -> None:
    store.save_lines([make_line("crossed")], raised_at=NOW)
    store.save_lines([], raised_at=LATER)
    assert not list(store.load_lines())
    assert [each.superseded_at for each in store.load_history("line_1")] == [LATER, LATER]


def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    good, bad = make_line("crossed"), make_line("crossed", line_id="line_2")
    bad = replace(bad, steps=(*bad.steps, make_step("tested", None)))  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)not.null"):
        store.save_lines([good, bad], raised_at=NOW, as_of=date(2031, 3, 6))
    assert not list(store.load_lines())
    assert not list(store.load_alerts())


@pytest.mark.parametrize(
    ("as_of", "away", "late"),
    [
        (date(2031, 3, 7), timedelta(minutes=1), False),
        (date(2031, 3, 9), timedelta(minutes=1), True),
        (date(2031, 3, 6), timedelta(hours=6), True),
        (date(2031, 3, 6), timedelta(hours=2), False),
        (date(2031, 3, 6), timedelta(hours=-2), False),
    ],
)
def test_an_alert_that_could_have_come_before_says_so(store: Store, as_of: date, away: timedelta, late: bool) -> None:
    store.save_lines([make_line("tested")], raised_at=NOW, as_of=as_of)
    raised = store.save_lines([make_line("tested", "crossed")], raised_at=NOW + away, as_of=as_of)
    assert [alert.is_late for alert in raised] == [late]
    assert [alert.is_late for alert in store.load_alerts()] == [False, late]


def test_what_no_report_tells_is_late_only_where_the_watch_was_away(store: Store) -> None:
    store.save_lines([make_line("tested")], raised_at=NOW, as_of=date(2031, 5, 1))
    closed = make_step("withdrawn", article_ids=())
    line = make_line("tested")
    raised = store.save_lines([replace(line, steps=(*line.steps, closed))], raised_at=NOW)
    assert [alert.is_late for alert in raised] == [False]


def test_looking_without_finding_counts_as_watching(store: Store) -> None:
    store.save_lines([make_line("tested")], raised_at=NOW, as_of=date(2031, 3, 6))
    store.note_watch(watched_at=NOW + timedelta(hours=6))
    raised = store.save_lines([make_line("tested", "crossed")], raised_at=NOW + timedelta(hours=6))
    assert not raised[0].is_late


def test_decisions_are_only_added(store: Store) -> None:
    first, second = make_decision("close", "line_1"), make_decision("merge", "line_2", 1, into="line_1")
    for decision in (second, first, second):
        store.save_decision(decision)
    assert store.load_decisions() == (first, second)
    assert store.load_decision(first.decision_id[:9]) == first


def test_a_decision_brings_its_article_along(store: Store) -> None:
    coded = make_coded()
    store.save_decision(make_decision("add", coded.red_lines[0].declaration_id), coded)
    assert store.load_article(coded.article.article_id) == coded


def test_an_alert_carries_the_latest_word_that_nobody_has_undone(store: Store) -> None:
    alert = store.save_lines([make_line("crossed")], raised_at=NOW)[0]
    confirmed, rejected = make_decision("confirm", alert.step_id), make_decision("reject", alert.step_id, 1)
    store.save_decision(confirmed)
    store.save_decision(rejected)
    assert store.load_alert(alert.alert_id).reviewed.verdict == "rejected"  # type: ignore[union-attr]
    store.save_decision(make_decision("undo", rejected.decision_id, 2))
    assert next(store.load_alerts()).reviewed.verdict == "confirmed"  # type: ignore[union-attr]
    store.save_decision(make_decision("undo", confirmed.decision_id, 3))
    assert store.load_alert(alert.step_id).reviewed is None
    assert store.decisions_in_force() == ()


def test_an_undoing_may_be_undone(store: Store) -> None:
    rejected = make_decision("reject", "step_1")
    undoing = make_decision("undo", rejected.decision_id, 1)
    for decision in (rejected, undoing, make_decision("undo", undoing.decision_id, 2)):
        store.save_decision(decision)
    assert store.decisions_in_force() == (rejected,)


def test_articles_come_back_whole_and_those_that_declare_a_line_by_themselves(store: Store) -> None:
    coded, other = make_corpus(2)
    quiet = replace(other, red_lines=())
    store.save([coded, quiet])
    assert sorted(store.load_coded(), key=lambda each: each != coded) == [coded, quiet]
    assert list(store.load_coded(is_declaring=True)) == [coded]


def _declared(store: Store) -> int:
    return sum(len(each.red_lines) for each in store.load_coded(is_declaring=True))


def test_an_added_line_that_is_taken_back_is_not_declared(store: Store) -> None:
    coded = make_coded()
    added = make_decision("add", coded.red_lines[0].declaration_id)
    store.save_decision(added, coded)
    assert _declared(store) == 1
    undoing = make_decision("undo", added.decision_id, 1)
    store.save_decision(undoing)
    assert _declared(store) == 0
    store.save_decision(make_decision("undo", undoing.decision_id, 2))
    assert _declared(store) == 1


def test_the_latest_day_is_that_of_a_report_or_an_act(store: Store) -> None:
    assert store.latest_day() is None
    store.save(make_corpus(3))
    assert store.latest_day() == date(2031, 3, 4)
    planned = make_coded("Another. " + make_coded().article.text, published_on=date(2031, 3, 2))
    planned = replace(planned, events=tuple(replace(each, modality="future") for each in planned.events))
    store.save([planned])
    assert store.latest_day() == date(2031, 3, 4)


def test_the_fingerprint_tells_whether_the_watch_has_anything_to_do(store: Store) -> None:
    seen = [store.fingerprint()]
    store.save(make_corpus(1))
    seen.append(store.fingerprint())
    store.save_decision(make_decision("close", "line_1"))
    seen.append(store.fingerprint())
    store.save(make_corpus(1))
    store.save_lines([make_line("crossed")], raised_at=NOW)
    assert len(set(seen)) == 3
    assert store.fingerprint() == seen[-1]


def test_digests_cover_lines_and_decisions_and_not_when_the_watch_ran(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db", create=True) as other:
        for opened, moment in ((store, NOW), (other, LATER)):
            opened.save_lines([make_line("crossed")], raised_at=moment, alerting=Alerting(channels=[str(moment)]))
            opened.save_decision(make_decision("close", "line_1"))
        assert store.digest() == other.digest()
        other.save_decision(make_decision("close", "line_2"))
        other.save_lines([make_line("tested")], raised_at=NOW)
        assert {name for name, value in store.digest().items() if value != other.digest()[name]} == {
            "lines",
            "decisions",
        }


def test_a_line_of_another_form_is_a_store_error(store: Store) -> None:
    store.save_lines([make_line()], raised_at=NOW)
    store._write(lambda connection: connection.execute(update(lines).values(record='{"line_id": "line_1"}')))
    with pytest.raises(StoreError, match="LW405 register: a line of the register has another form"):
        store.load_line("line_1")


def test_a_store_without_a_register_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Store.open(path, create=True) as old:
        old.set_meta("schema_version", "1")
        for table in ("deliveries", "alerts", "steps", "lines", "decisions", "watches"):
            old._write(partial(Connection.exec_driver_sql, statement=f"DROP TABLE {table}"))
    with Store.open(path) as new:
        assert not list(new.load_lines())
