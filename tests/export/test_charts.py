"""The timeline of a pair: well-formed, bars as many as counts, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from linewatch.export.charts import draw_tension
from tests.export.brieffacts import TENSION

SVG = "{http://www.w3.org/2000/svg}"


def classes(svg: str) -> list[str]:
    return [element.get("class") or "" for element in ElementTree.fromstring(svg).iter()]


def drawn(since: date = date(2031, 3, 6)) -> str:
    return draw_tension(TENSION, since=since, until=date(2031, 3, 7))


def test_each_kind_of_event_has_its_bar_and_the_turn_its_upright() -> None:
    found = classes(drawn())
    assert [found.count(name) for name in ("q1", "q2", "q3", "q4", "mean", "turn", "now")] == [1, 1, 1, 1, 1, 1, 1]


def test_conflict_goes_down_and_cooperation_up() -> None:
    bars = {e.get("class"): e for e in ElementTree.fromstring(drawn()).iter(f"{SVG}rect")}
    tops = {name: float(bars[name].get("y") or 0) for name in ("q1", "q2", "q3", "q4")}
    assert max(tops["q1"], tops["q2"]) < min(tops["q3"], tops["q4"])


def test_days_outside_the_series_have_no_ground() -> None:
    assert "now" not in classes(drawn(date(2031, 3, 7)))


def test_one_period_alone_can_be_drawn_and_the_same_series_gives_the_same_bytes() -> None:
    single = replace(TENSION, readings=TENSION.readings[:1], turns=())
    assert "2031-03-04" in draw_tension(single, since=date(2031, 3, 1), until=date(2031, 3, 7))
    assert drawn() == drawn()
