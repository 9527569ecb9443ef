"""A row as text with spans: any cells, any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.eventfiles.reports import Rendering
from linewatch.ingest.eventfiles.rows import make_row

NAMES = ["one", "two", "three"]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=3, max_size=3))
def test_spans_are_true_whatever_the_cells_say(cells: list[str]) -> None:
    row = make_row("file:1", NAMES, cells, {name: name for name in NAMES})
    page = Rendering(row)
    for name in row.cells:
        span, line = page.span(name), page.line(name)
        assert page.text[span.start : span.end] == span.text == row.cells[name]
        assert page.text[line.start : line.end] == line.text == f"{name}: {span.text}"
