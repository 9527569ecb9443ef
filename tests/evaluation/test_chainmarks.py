"""Marked texts: the plain text, the chains, and what is no such text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import SourceError
from linewatch.evaluation.chainmarks import parse_marks, read_marked


def test_marks_stand_inside_each_other_and_for_several() -> None:
    text, chains = parse_marks("[1 Kenya] sent [2 [1 its] army]. [1+2 Both] left.")
    assert text == "Kenya sent its army. Both left."
    assert [[text[start:end] for start, end in chain] for chain in chains] == [
        ["Kenya", "its", "Both"],
        ["its army", "Both"],
    ]


@pytest.mark.parametrize("marked", ["[1 Kenya left", "Kenya] left", "[1 ] left", "[1 [2 Kenya] left"])
def test_broken_marks_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="has a mark"):
        parse_marks(marked)


@given(st.text(alphabet="ab \n[.", max_size=30).filter(lambda words: "]" not in words))
def test_a_text_without_marks_is_itself(words: str) -> None:
    assert parse_marks(words) == (words, ())


def test_reports_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("= a\ndate: 2031-03-05\n\n[1 Kenya] left.\n\n= b\n\nNothing.\n", encoding="utf-8")
    (first, chains), (second, nothing) = read_marked(path)
    assert (first.report_id, first.text, first.published_on) == ("a", "Kenya left.", date(2031, 3, 5))
    assert chains == (((0, 5),),)
    assert (second.text, second.published_on, nothing) == ("Nothing.", None, ())


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "holds no record"),
        ("Kenya left.\n", ":1: .*before the first report|before the first report"),
        ("= a\n\nx\n= a\n\ny\n", "second report"),
        ("= a\n\n[1 Kenya left.\n", "not closed"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=fault) as caught:
        list(read_marked(path))
    assert caught.value.code == "LW102"
