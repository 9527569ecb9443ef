import pytest

from linewatch.ingest.bylines import read_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE AND OTTO BERG", "ANN LEE AND OTTO BERG"),
        ("Written by: Ann van der Lee, staff writer", "Ann van der Lee, staff writer"),
        ("by Ann Lee in Varna", "Ann Lee in Varna"),
    ],
)
def test_names_are_read(line: str, names: str) -> None:
    assert read_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday",
        "By May",
        "By the river they met",
        "By Monday All Was Over.",
        "By 6 May 2021",
        "Ann Lee",
        "By",
        "By " + "Ann " * 60,
        "By Whom?",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None
