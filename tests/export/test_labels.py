"""Labels keep clear of each other and of the frame."""

import numpy as np

from linewatch.export.labels import Box, place_country, place_label

NOTHING = np.empty((0, 2))


def test_a_label_stands_to_the_right_where_there_is_room() -> None:
    box = place_label((300.0, 200.0), 80.0, 16.0, [], NOTHING)
    assert box == Box(348.0, 200.0, 80.0, 16.0)


def test_a_label_leaves_taken_ground_and_lines_alone() -> None:
    line = np.stack([np.full(40, 340.0), np.linspace(150, 250, 40)], axis=1)
    box = place_label((300.0, 200.0), 80.0, 16.0, [Box(250.0, 200.0, 60.0, 30.0)], line)
    assert box is not None
    assert not box.overlaps(Box(250.0, 200.0, 60.0, 30.0))
    assert not np.any(np.all(np.abs(line - (box.x, box.y)) * 2 < (80, 16), axis=1))


def test_without_room_there_is_no_label() -> None:
    assert place_label((300.0, 200.0), 80.0, 16.0, [Box(300.0, 200.0, 600.0, 400.0)], NOTHING) is None


def test_a_country_is_named_where_no_other_country_is_covered() -> None:
    points, abroad = np.array([[300.0, 200.0], [400.0, 300.0]]), np.array([[320.0, 200.0]])
    assert place_country(points, 80.0, 16.0, [], NOTHING, abroad) == Box(400.0, 300.0, 80.0, 16.0)
    assert place_country(points[:1], 80.0, 16.0, [], NOTHING, abroad) is None
