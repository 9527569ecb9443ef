"""Attempts come twice as far apart each time, within bounds, and always at the same time for the same failure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linewatch.notify.retries import FIRST_WAIT_S, JITTER, LONGEST_WAIT_S, next_try
from tests.registers import NOW


def wait_s(alert_id: str, attempts: int) -> float:
    return (next_try(alert_id, attempts, now=NOW) - NOW).total_seconds()


@given(st.text(), st.integers(1, 10_000))
def test_waits_grow_within_bounds(alert_id: str, attempts: int) -> None:
    plain = min(FIRST_WAIT_S * 2.0 ** min(attempts - 1, 30), LONGEST_WAIT_S)
    assert plain <= wait_s(alert_id, attempts) <= plain * (1 + JITTER) + 0.001


def test_the_same_failure_waits_as_long_and_others_do_not() -> None:
    assert wait_s("alr_1", 3) == wait_s("alr_1", 3)
    assert len({wait_s(f"alr_{number}", 3) for number in range(50)}) > 45
