from __future__ import annotations

import pytest

from linewatch.errors import DocumentError, LinewatchError, StoreError, UsageError, WebError
from linewatch.web.problems import problem_of, status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("LW001", "wrong"), 400),
        (UsageError("LW003", "unknown"), 404),
        (DocumentError("LW205", "too long"), 422),
        (StoreError("LW404", "full"), 503),
        (WebError("LW602", "none"), 401),
        (WebError("LW604", "may not"), 403),
        (LinewatchError("LW301", "damaged"), 500),
    ],
)
def test_each_kind_of_error_has_its_status(error: LinewatchError, status: int) -> None:
    assert status_of(error) == problem_of(error).status == status


@pytest.mark.parametrize("code", ["LW401", "LW404", "LW614"])
def test_no_path_of_this_machine_is_shown(code: str) -> None:
    problem = problem_of(StoreError(code, "cannot be read", "/home/ada/run.db"))
    assert "ada" not in problem.detail


def test_a_problem_says_what_it_is_about() -> None:
    assert problem_of(UsageError("LW003", "there is no such line", "line_1")).detail == "line_1: there is no such line"
