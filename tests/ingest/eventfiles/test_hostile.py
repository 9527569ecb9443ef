"""Whatever a file holds, an importer gives articles with true spans or rejections with codes, and never breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch.errors import CODES
from linewatch.ingest.eventfiles import FORMATS
from linewatch.records import CodedArticle, Rejection
from tests.ingest.eventfiles.files import ACLED, GDELT, POLECAT, UCDP, cells_of, check_spans, csv_text, lines, read

quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["\t", '"', "NaN", "1e999", "-0", "9" * 400, "2031-02-30", "1;2;;", "\0", "\u202e", "ARM", "None", ""]
    ),
)
MAKERS: dict[str, Callable[[dict[str, str]], str]] = {
    "acled": lambda row: csv_text([{**ACLED, **row}]),
    "ucdp": lambda row: csv_text([{**UCDP, **row}]),
    "gdelt": lambda row: lines(cells_of({**GDELT, **row}, "gdelt")),
    "polecat": lambda row: lines(list(POLECAT), list({**POLECAT, **row}.values())),
}
NAMES = {"acled": list(ACLED), "ucdp": list(UCDP), "gdelt": list(GDELT), "polecat": list(POLECAT)}


def check(found: list[CodedArticle | Rejection]) -> None:
    for item in found:
        if isinstance(item, Rejection):
            assert item.code in CODES
        else:
            check_spans(item)
            item.article.text.encode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
@quickly
@given(st.data())
def test_odd_cells_are_read_or_told(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    row = data.draw(st.dictionaries(st.sampled_from(NAMES[kind]), ODD, min_size=1, max_size=4))
    check(read(kind, tmp_path / "file", MAKERS[kind](row).encode("utf-8", "replace")))


@pytest.mark.parametrize("kind", FORMATS)
@quickly
@given(st.binary(max_size=300), st.integers(0, 400))
def test_bytes_anywhere_are_read_or_told(kind: str, tmp_path: Path, noise: bytes, at: int) -> None:
    text = MAKERS[kind]({}).encode()
    check(read(kind, tmp_path / "file", text[:at] + noise + text[at:]))
