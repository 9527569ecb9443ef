"""Tasks by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.errors import SourceError, UsageError
from linewatch.evaluation import TASKS, make_task


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_can_be_made_and_refuses_a_missing_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="LW101"):
        make_task(name).read_gold(tmp_path / "nowhere")


def test_an_unknown_task_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"LW001.*parse, ner"):
        make_task("sentiment")


@pytest.mark.parametrize("name", sorted(set(TASKS) - {"ner"}))
def test_a_task_without_types_refuses_a_mapping(name: str) -> None:
    with pytest.raises(UsageError, match=f"LW001.*{name}"):
        make_task(name, types="a=b")
