"""An alert waits in the outbox, once for each channel, until the channel has taken it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from linewatch.store import Alerting, Store
from tests.registers import NOW, make_line

SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "run.db", create=True) as opened:
        opened.save_lines(
            [make_line("tested", "crossed"), make_line("tested", line_id="line_2")],
            raised_at=NOW,
            alerting=Alerting(channels=["mail:a", "webhook:b", "mail:a"]),
        )
        yield opened


def test_each_channel_gets_each_alert(store: Store) -> None:
    waiting = [(each.channel, each.alert.line_id, each.alert.state) for each in store.load_waiting()]
    assert waiting == [
        (channel, line, state)
        for line, state in (("line_1", "tested"), ("line_2", "tested"), ("line_1", "crossed"))
        for channel in ("mail:a", "webhook:b")
    ]
    assert len(store.load_due(["mail:a"], NOW)) == 3
    assert store.load_due([], NOW) == ()


def test_what_is_delivered_is_no_longer_due(store: Store) -> None:
    first, *others = store.load_due(["mail:a"], NOW)
    store.mark_delivered(first, delivered_at=SOON)
    assert store.load_due(["mail:a"], SOON) == tuple(others)
    assert len(store.load_waiting(["webhook:b"])) == 3


def test_what_has_failed_is_tried_again_later_and_holds_up_its_line_alone(store: Store) -> None:
    first, second, _third = store.load_due(["mail:a"], NOW)
    store.mark_failed(first, "no answer", next_try_at=LATER)
    assert [each.alert for each in store.load_due(["mail:a"], SOON)] == [second.alert]
    again = store.load_due(["mail:a"], LATER)
    assert [(each.attempts, each.last_error) for each in again] == [(1, "no answer"), (0, None), (0, None)]
    assert [each.alert.line_id for each in again] == ["line_1", "line_2", "line_1"]


def test_due_times_come_back_aware(store: Store) -> None:
    assert {each.next_try_at for each in store.load_waiting()} == {NOW}
