from __future__ import annotations

from datetime import date

from linewatch.web.catalogue import Bin
from linewatch.web.drawings import bars, small_map, spark, timeline
from tests.registers import make_step
from tests.web.test_catalogue import outline


def test_the_highest_value_fills_the_height_and_none_but_zero_is_without_a_trace() -> None:
    drawn = spark([0.0, 1.0, 1000.0], width=30, height=20)
    assert [(bar.x, bar.height) for bar in drawn] == [(10, 1), (20, 20)]
    assert all(bar.y + bar.height == 20 for bar in drawn)
    assert spark([]) == spark([0.0, 0.0]) == ()


def test_a_bar_has_its_conflict_at_its_foot() -> None:
    first, second = bars(
        [Bin(date.min, date.min, 4, (1, 0, 2, 1)), Bin(date.min, date.min, 0, (0, 0, 0, 0))], height=40
    )
    assert (first.height, first.part, first.y) == (40, 30, 0)
    assert (second.height, second.part) == (0, 0)


def test_a_life_is_drawn_from_its_first_day_to_its_last() -> None:
    days = [date(2031, 3, 1), date(2031, 3, 1), date(2031, 4, 1), None]
    drawn = timeline([make_step("tested", on=day, event_ids=(str(number),)) for number, day in enumerate(days)])
    assert [sign.row for sign in drawn.signs] == [0, 1, 0]
    assert drawn.rows == 2
    assert drawn.signs[0].x == drawn.signs[1].x < drawn.signs[2].x < 100
    assert [tick.words for tick in drawn.ticks] == ["2031-03-01", "2031-03-17", "2031-04-01"]
    one_day = timeline([make_step("tested", on=days[0])])
    assert [tick.words for tick in one_day.ticks] == ["2031-03-01"]
    assert timeline([make_step("tested", on=None)]).signs == ()


def test_one_event_far_away_does_not_draw_the_world() -> None:
    near = [outline(number) for number in range(9)]
    drawn = small_map([*near, outline(9, lat=-50.0, lon=-70.0)])
    assert drawn is not None
    assert len(drawn.dots) == 8
    assert all(0 < dot.x < drawn.width and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert drawn.borders.startswith("M")
    assert small_map([outline(0, lat=None)]) is None
