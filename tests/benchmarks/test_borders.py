"""The yardstick for borders on known distances, the points drawn, and what counts as wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.borders import ANY_BORDER, Checked, accuracy_table, check, draw_anywhere, draw_near, find_faults, main
from benchmarks.geodesics import Lines, distances_to_pairs, geodesic_km, nearest_lines, read_lines

from linewatch.world.datafiles import data_path

FAST = {"nearest border": 20_000.0}


def lines_of(*rows: tuple[int, tuple[float, float], tuple[float, float]]) -> Lines:
    pair, starts, ends = (np.array(column) for column in zip(*rows, strict=True))
    sides = np.stack([starts, ends], axis=1)
    return Lines((("AAA", "BBB"), ("CCC", "DDD")), pair, sides[:, :, 0], sides[:, :, 1])


# Two borders: one on the equator, a tenth of a degree long; one on the meridian of 2° E, from 1° to 1.1° N.
CROSSING = lines_of((0, (0.0, 0.0), (0.0, 0.1)), (1, (1.0, 2.0), (1.1, 2.0)))


def checked(*rows: tuple[float, bool, float]) -> Checked:
    excess, is_other, error = (np.array(column) for column in zip(*rows, strict=True))
    return Checked("here", excess, is_other, error)


def test_geodesics_are_those_of_the_ellipsoid() -> None:
    pytest.importorskip("pyproj")
    zeros = np.zeros(2)
    km = geodesic_km(zeros, zeros, np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert km == pytest.approx([111.3195, 110.5744], abs=1e-4)  # a degree of the equator, and of the meridian there


def test_the_nearest_point_lies_inside_a_segment_or_at_its_end() -> None:
    pytest.importorskip("pyproj")
    lat, lon = np.array([0.01, 0.0, 1.05, -0.5]), np.array([0.037, 0.2, 1.95, 0.05])
    km, pair = nearest_lines(CROSSING, lat, lon)
    assert pair.tolist() == [0, 0, 1, 0]
    # 0.01° of meridian; 0.1° of equator; 0.05° of the parallel of 1.05° N, cos 1.05° x 5.566; half a degree of meridian
    assert km == pytest.approx([1.1057, 11.1319, 5.5651, 55.2872], abs=2e-3)


def test_a_point_of_a_line_lies_on_it() -> None:
    pytest.importorskip("pyproj")
    km, _ = nearest_lines(CROSSING, np.array([0.0, 1.1]), np.array([0.0618, 2.0]))
    assert km == pytest.approx([0, 0], abs=1e-5)


def test_the_other_pair_can_be_asked_for() -> None:
    pytest.importorskip("pyproj")
    lat, lon = np.array([0.0, 0.0]), np.array([0.05, 0.05])
    km = distances_to_pairs(CROSSING, lat, lon, np.array([0, 1]))
    assert km[0] == pytest.approx(0, abs=1e-5)
    assert km[1] == pytest.approx(np.hypot(110.574, 1.95 * 111.30), abs=0.5)  # on the plane


def test_linewatch_is_right_on_some_points() -> None:
    pytest.importorskip("pyproj")
    lines, generator = read_lines(data_path("borders.npz")), np.random.default_rng(1)
    points = np.concatenate([draw_anywhere(generator, 20), draw_near(generator, 20, lines)])
    found = check("here", lines, points)
    assert not list(find_faults([found], FAST))


def test_points_are_drawn_where_they_are_said_to_be_and_the_same_each_time() -> None:
    anywhere = draw_anywhere(np.random.default_rng(3), 500)
    assert np.all((anywhere[:, 0] >= -60) & (anywhere[:, 0] <= 75) & (np.abs(anywhere[:, 1]) <= 180))
    assert np.array_equal(anywhere, draw_anywhere(np.random.default_rng(3), 500))
    near = draw_near(np.random.default_rng(3), 500, CROSSING)
    assert np.all(np.abs(near) <= 4)
    assert np.median(np.abs(near[:, 0] % 1)) < 0.5


def test_a_pair_is_wrong_only_where_it_lies_further_than_the_promise() -> None:
    tie, wrong, far = (0.09, True, 0.0), (0.3, True, 0.05), (0.0, False, 0.2)
    assert list(find_faults([checked(tie)], FAST)) == []
    assert list(find_faults([checked(tie, wrong), checked(far)], FAST)) == [
        "1 wrong pairs", "largest error 0.200 km, above 0.1 km",
    ]  # fmt: skip
    table = accuracy_table([checked(tie, wrong), checked(far)]).splitlines()
    assert table[2:] == [
        "| here | 2 | 1 | 1 | 0.025 | 0.050 |", "| here | 1 | 0 | 0 | 0.200 | 0.200 |",
        "| all | 3 | 1 | 1 | 0.083 | 0.200 |",
    ]  # fmt: skip


def test_slow_questions_are_faults_but_for_that_of_any_border() -> None:
    speeds = {"nearest border": 9_000.0, ANY_BORDER: 100.0}
    assert list(find_faults([checked((0, False, 0))], speeds)) == [
        "nearest border: 9,000 queries a second, below 10,000"
    ]


def test_without_pyproj_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("benchmarks.borders.find_spec", lambda _: None)
    monkeypatch.setattr("benchmarks.borders.DOCUMENT", tmp_path / "none.md")
    monkeypatch.setattr("sys.argv", ["borders", "--write"])
    assert main() == 2
    assert '".[benchmarks]"' in capsys.readouterr().err
