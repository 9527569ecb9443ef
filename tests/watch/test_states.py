"""Shares of the states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.watch.matching import FEATURES
from linewatch.watch.states import STATES, state_shares
from linewatch.watch.tables import read_tables


@given(st.dictionaries(st.sampled_from(list(FEATURES)), st.floats(0, 1)))
def test_shares_add_up_to_one(features: dict[str, float]) -> None:
    shares = state_shares(features)
    assert tuple(shares) == STATES
    assert sum(shares.values()) == pytest.approx(1.0)


def test_the_shipped_weights_are_those_of_the_features() -> None:
    assert all(set(row) == {*FEATURES, "bias"} for row in read_tables().weights.values())


def test_weights_can_be_given() -> None:
    weights = {state: {"bias": 0.0, "act": 9.0 if state == "crossed" else 0.0} for state in STATES}
    assert state_shares({"act": 1.0}, weights)["crossed"] > 0.99
    assert state_shares({"act": 0.0}, weights)["crossed"] == pytest.approx(1 / len(STATES))
