"""Deliver what is due: read the outbox, send, mark. Each at least once, under the same id, in order within a line.

A program that is killed between sending and marking sends again. A channel that refuses too often is left in peace
until the next call, so that one that is down holds up nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from linewatch.errors import NotifyError
from linewatch.failpoints import reach
from linewatch.notify.channels import Channel, Outbox, WaitingT
from linewatch.notify.retries import next_try

MOST_FAILURES = 3
"""So many failures in one call end it for the channel."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many deliveries were taken, and why the others were not."""

    sent: int = 0
    failures: tuple[NotifyError, ...] = ()


def deliver(outbox: Outbox[WaitingT], channels: Sequence[Channel], *, clock: Callable[[], datetime]) -> Delivered:
    """Send what is due to `channels` and return what became of it.

    Raises:
        StoreError: LW4xx the outbox cannot be read or written.
    """
    by_name = {channel.name: channel for channel in channels}
    due = outbox.load_due(list(by_name), clock()) if by_name else ()
    lines = {line.line_id: line for line in outbox.load_lines()} if due else {}
    held: set[tuple[str, str]] = set()
    failed: Counter[str] = Counter()
    failures: list[NotifyError] = []
    sent = 0
    for delivery in due:
        alert, place = delivery.alert, (delivery.channel, delivery.alert.line_id)
        if place in held or failed[delivery.channel] >= MOST_FAILURES:
            continue
        try:
            reach("notify.before_send")
            by_name[delivery.channel].send(alert, lines.get(alert.line_id), now=clock())
            reach("notify.after_send")
        except NotifyError as error:
            held.add(place)
            failed[delivery.channel] += 1
            failures.append(error)
            again_at = next_try(alert.alert_id, delivery.attempts + 1, now=clock())
            outbox.mark_failed(delivery, str(error), next_try_at=again_at)
        else:
            outbox.mark_delivered(delivery, delivered_at=clock())
            sent += 1
    return Delivered(sent, tuple(failures))
