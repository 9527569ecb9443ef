"""Delivery goes on where it can, keeps the order within a line, and leaves a channel that is down in peace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from linewatch.errors import NotifyError
from linewatch.notify import deliver
from linewatch.records import Alert, Line
from tests.notify.messages import LINE, make_alert
from tests.registers import NOW


class FakeDelivery(NamedTuple):
    alert: Alert
    channel: str
    attempts: int = 0


@dataclass
class FakeOutbox:
    due: list[FakeDelivery]
    marks: list[tuple[str, str]] = field(default_factory=list)
    again: list[datetime] = field(default_factory=list)

    def load_due(self, channels: Iterable[str], now: datetime) -> Sequence[FakeDelivery]:
        assert now == NOW
        wanted = set(channels)
        return [each for each in self.due if each.channel in wanted]

    def load_lines(self) -> Iterable[Line]:
        return [LINE]

    def mark_delivered(self, delivery: FakeDelivery, *, delivered_at: datetime) -> None:
        assert delivered_at == NOW
        self.marks.append((delivery.alert.alert_id, "delivered"))

    def mark_failed(self, delivery: FakeDelivery, reason: str, *, next_try_at: datetime) -> None:
        self.marks.append((delivery.alert.alert_id, reason))
        self.again.append(next_try_at)


@dataclass
class FakeChannel:
    name: str = "fake"
    refuses: frozenset[str] = frozenset()
    sent: list[tuple[str, Line | None]] = field(default_factory=list)

    def send(self, alert: Alert, line: Line | None, *, now: datetime) -> None:
        assert now == NOW
        if alert.alert_id in self.refuses:
            raise NotifyError("LW501", "answered 503", "fake")
        self.sent.append((alert.alert_id, line))


def outbox_of(*alerts: Alert, channel: str = "fake") -> FakeOutbox:
    return FakeOutbox([FakeDelivery(alert, channel) for alert in alerts])


def test_what_is_taken_is_marked() -> None:
    outbox, channel = outbox_of(make_alert(1), make_alert(2, "line_9")), FakeChannel()
    done = deliver(outbox, [channel], clock=lambda: NOW)
    assert (done.sent, done.failures) == (2, ())
    assert channel.sent == [("alr_1", LINE), ("alr_2", None)]
    assert outbox.marks == [("alr_1", "delivered"), ("alr_2", "delivered")]


def test_a_failure_holds_up_its_line_alone() -> None:
    outbox = outbox_of(make_alert(1), make_alert(2), make_alert(3, "line_9"))
    channel = FakeChannel(refuses=frozenset({"alr_1"}))
    done = deliver(outbox, [channel], clock=lambda: NOW)
    assert [sent for sent, _ in channel.sent] == ["alr_3"]
    assert outbox.marks == [("alr_1", "LW501 fake: answered 503"), ("alr_3", "delivered")]
    assert [error.code for error in done.failures] == ["LW501"]
    assert outbox.again[0] > NOW


def test_a_channel_that_is_down_is_left_in_peace_and_others_go_on() -> None:
    alerts = [make_alert(number, f"line_{number}") for number in range(9)]
    down = FakeChannel(refuses=frozenset(alert.alert_id for alert in alerts))
    outbox = outbox_of(*alerts)
    outbox.due.append(FakeDelivery(alerts[0], "other"))
    done = deliver(outbox, [down, FakeChannel("other")], clock=lambda: NOW)
    assert (done.sent, len(done.failures)) == (1, 3)


def test_without_a_channel_nothing_is_read() -> None:
    assert deliver(outbox_of(make_alert(1)), [], clock=lambda: NOW).sent == 0
