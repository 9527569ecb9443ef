"""The page on Python is under test: its snippets run one after another, with the model, and say something."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
SNIPPETS = re.findall(
    r"^```python\n(.*?)^```", (DOCS / "python.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.fixture
def beside_the_examples(tmp_path: Path) -> Iterator[None]:
    """Stand in an empty folder beside one with the examples."""
    (tmp_path / "examples").symlink_to(DOCS.parent / "examples")
    (tmp_path / "docs").mkdir()
    before = Path.cwd()
    os.chdir(tmp_path / "docs")
    yield
    os.chdir(before)


@pytest.mark.usefixtures("beside_the_examples")
def test_every_snippet_runs_and_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    for library in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(library)
    space: dict[str, object] = {}
    said = []
    for snippet in SNIPPETS:
        exec(compile(snippet, "python.md", "exec"), space)
        said.append(capsys.readouterr().out)
    assert all(said)
    assert said[0].startswith("<Corpus: ")
    assert said[1].startswith("Dan Katz Iran closes the strait")
    assert said[3] == "True\n"
    assert said[4] == said[0].replace(", 1 set aside", "")
