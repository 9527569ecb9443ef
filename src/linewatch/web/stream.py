"""Alerts as server-sent events: those after the last one that the reader has, then each new one as it is raised."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic

import anyio
import msgspec
from anyio.to_thread import run_sync

from linewatch.records import Alert
from linewatch.web.reading import Reading

MOST_STREAMS = 32
EVERY_S = 2.0
_BEAT_S = 15.0


async def stream_alerts(
    reading: Reading, *, last: str | None, wait_s: float, streams: set[object]
) -> AsyncIterator[bytes]:
    """Yield events until the time is over or the reader leaves. Without `last`, only what is raised from now on."""
    mine = object()
    streams.add(mine)
    try:
        until, beat_at = monotonic() + wait_s, monotonic()
        last = last if last is not None else await run_sync(_latest, reading)
        yield b"retry: 5000\n\n"
        while True:
            for alert in await run_sync(_after, reading, last):
                last = alert.alert_id
                yield event_bytes(alert)
            if monotonic() >= until:
                return
            if monotonic() - beat_at > _BEAT_S:
                beat_at = monotonic()
                yield b": still here\n\n"
            await anyio.sleep(min(EVERY_S, max(0.0, until - monotonic())))
    finally:
        streams.discard(mine)


def event_bytes(alert: Alert) -> bytes:
    """Return an alert as one server-sent event; JSON has no line ends of its own."""
    return b"event: alert\nid: %b\ndata: %b\n\n" % (alert.alert_id.encode(), msgspec.json.encode(alert))


def _latest(reading: Reading) -> str:
    alerts = reading.latest_alerts()
    return alerts[0].alert_id if alerts else ""


def _after(reading: Reading, last: str) -> list[Alert]:
    """Return the alerts after the one with this id, oldest first; all where the store does not know it."""
    oldest_first = list(reversed(reading.latest_alerts()))
    known = next((place for place, alert in enumerate(oldest_first) if alert.alert_id == last), -1)
    return oldest_first[known + 1 :]
