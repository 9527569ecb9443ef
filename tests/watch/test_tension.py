"""Tension between pairs of countries."""

from __future__ import annotations

import random

import pytest

from linewatch.records import Sighting
from linewatch.watch import measure_tension
from linewatch.watch.tension import find_turns, pairs_of
from tests.watch.stories import CHAD, NIGER, day, entity, sight


def shelled(number: int, publisher: str = "A", **columns: object) -> Sighting:
    return sight(
        "Chad shelled Niger.",
        day(number),
        "ASSAULT",
        actors=(CHAD,),
        recipients=(NIGER,),
        publisher=publisher,
        **columns,
    )


def test_a_pair_has_one_series_without_gaps() -> None:
    [tension] = measure_tension([shelled(0), shelled(0, "B"), shelled(21)], half_life=1)
    assert tension.countries == ("NER", "TCD")
    assert [reading.counts for reading in tension.readings] == [(0, 0, 0, 2), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 1)]
    assert [reading.intensity for reading in tension.readings] == [-18.0, 0, 0, -9.0]
    assert [reading.smoothed for reading in tension.readings] == [-9.0, -4.5, -2.25, -5.625]
    assert all(reading.from_on.weekday() == 0 for reading in tension.readings)


def test_days_can_be_asked_for_and_the_order_does_not_matter() -> None:
    sighted = [shelled(number, str(number)) for number in range(9)]
    [tension] = measure_tension(sighted, period="day")
    assert len(tension.readings) == 9
    assert measure_tension(random.Random(2).sample(sighted, 9), period="day") == (tension,)


def test_what_did_not_happen_or_stays_at_home_does_not_count() -> None:
    at_home = sight(
        "Chad shelled rebels.", day(0), "ASSAULT", actors=(CHAD,), recipients=(entity("rebels", "TCD", "REB"),)
    )
    assert measure_tension([shelled(0, modality="hypothetical"), at_home, sight("Chad and Niger.", day(0))]) == ()
    assert pairs_of(at_home.event) == ()


def test_turns_are_found_where_the_level_changes() -> None:
    pytest.importorskip("ruptures", reason="change points need the extra brief")
    assert find_turns([-1.0, -1.2, -0.9, -1.1, -1.0, -9.0, -9.2, -8.9, -9.1, -9.0]) == (5,)
    assert find_turns([-1.0] * 10) == ()
    assert find_turns([-1.0, -9.0]) == ()


def test_without_the_extra_there_are_no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ruptures", None)
    assert find_turns([-1.0] * 5 + [-9.0] * 5) == ()
