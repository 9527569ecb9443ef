"""Degrees to pixels: what is in view, how wide, and across the antimeridian."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.export.views import HEIGHT_PX, LEAST_WIDTH_KM, WIDTH_PX, fit_view

CIRCLES = st.lists(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 150)), min_size=1, max_size=8
)  # fmt: skip


def test_one_place_is_in_the_middle_of_the_least_width() -> None:
    view = fit_view([(39.2, 46.4, 1.0)])
    assert view.point(lat=39.2, lon=46.4) == pytest.approx((WIDTH_PX / 2, HEIGHT_PX / 2))
    assert view.km_per_px * WIDTH_PX == pytest.approx(LEAST_WIDTH_KM)


@given(CIRCLES)
def test_every_place_is_in_view(circles: list[tuple[float, float, float]]) -> None:
    view = fit_view(circles)
    for lat, lon, _ in circles:
        x, y = view.point(lat=lat, lon=lon)
        assert -1e-6 <= x <= WIDTH_PX + 1e-6
        assert -1e-6 <= y <= HEIGHT_PX + 1e-6


def test_the_antimeridian_is_no_edge() -> None:
    view = fit_view([(-18.1, 178.4, 5.0), (-13.8, -171.8, 5.0)])
    assert view.point(lat=-18.1, lon=178.4)[0] < view.point(lat=-13.8, lon=-171.8)[0]
    assert view.km_per_px * WIDTH_PX < 2000
    assert {180.0, 185.0} <= {lon % 360 for lon in view.meridians()}


def test_a_line_is_cut_into_what_is_in_view() -> None:
    view = fit_view([(0.0, 179.9, 1.0)])
    line = np.stack([np.zeros(400), np.linspace(-180, -140, 400)], axis=1)
    (run,) = view.runs(line)
    assert WIDTH_PX / 2 < run[0, 0] < run[-1, 0] < WIDTH_PX + 50


@pytest.mark.parametrize(("radius_km", "bar_km"), [(1.0, 50.0), (400.0, 200.0), (9000.0, 5000.0)])
def test_the_scale_bar_is_round(radius_km: float, bar_km: float) -> None:
    assert fit_view([(0.0, 0.0, radius_km)]).bar_km() == bar_km
