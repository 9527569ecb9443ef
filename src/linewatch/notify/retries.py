"""When to try a delivery again: twice as long after each failure, from half a minute to six hours, with some jitter.

The jitter spreads deliveries that failed together. It comes from a hash, so that the same failure gives the same time.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 6 * 3600.0
JITTER = 0.25
"""Share of the wait that is added at most."""


def next_try(alert_id: str, attempts: int, *, now: datetime) -> datetime:
    """Return when to try again after so many failed `attempts`, one or more."""
    wait_s = min(FIRST_WAIT_S * 2.0 ** min(attempts - 1, 20), LONGEST_WAIT_S)
    digest = hashlib.sha256(f"{alert_id} {attempts}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") / 2**32
    return now + timedelta(seconds=round(wait_s * (1 + JITTER * share), 3))
