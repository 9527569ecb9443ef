"""The broken shapes of POLECAT's published files: put right where one way fits, told where none or several do."""

from __future__ import annotations

from pathlib import Path

import pytest

from linewatch.ingest.eventfiles.forms import standard_header
from linewatch.records import CodedArticle, Rejection
from tests.ingest.eventfiles.files import POLECAT, cells_of, check_spans, lines, read

HEADER = list(standard_header("polecat"))
CELLS = cells_of(POLECAT, "polecat")


def with_tab(name: str, words: str) -> list[str]:
    """Return the row with a tab inside a cell."""
    return [part for column, cell in zip(HEADER, CELLS, strict=True)
            for part in (words.split("\t") if column == name else [cell])]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (HEADER, ["17", *CELLS]),  # a column of row numbers without a name
        (["", *HEADER[:-1]], CELLS),  # the header is shifted to the right
        (HEADER[1:], CELLS),  # its first name is lost
        ([*HEADER[1:], ""], CELLS),  # it is shifted to the left
        (CELLS, CELLS),  # there is none
        (HEADER, with_tab("Story People", "Ada\tMirel")),
        (HEADER, with_tab("Story Locations", "Goris\tKapan\tMeghri")),
        (HEADER, with_tab("Actor Name", "Arm\tenia")),
    ],
)
def test_broken_shapes_are_put_right(tmp_path: Path, header: list[str], cells: list[str]) -> None:
    found = read("polecat", tmp_path / "p.txt", lines(header, cells))
    coded = found[-1]
    assert isinstance(coded, CodedArticle), coded
    check_spans(coded)
    event = coded.events[0]
    assert (event.event_type, event.mode, event.contexts) == ("ASSAULT", "heavy-weapons", ("military", "territory"))
    assert (event.actors[0].country, event.recipients[0].country) == ("ARM", "AZE")
    assert coded.places[0].lat == 39.5111


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (with_tab("Placename", "Go\tris"), "LW212"),  # Placename and City cannot be told apart
        (with_tab("Contexts", "military\t;territory"), "LW212"),  # or the words after the tab begin the name
        (CELLS[:20], "LW212"),
        (with_tab("Story People", "a\tb\tc\td"), "LW212"),
        (cells_of({**POLECAT, "Event Date": "someday"}, "polecat"), "LW213"),
        (cells_of({**POLECAT, "Latitude": "95"}, "polecat"), "LW213"),
        (cells_of({**POLECAT, "Event Type": "DANCE"}, "polecat"), "LW214"),
        (
            cells_of(
                {**POLECAT, "Actor Name": "", "Actor Country": "", "Recipient Name": "", "Recipient Country": ""},
                "polecat",
            ),
            "LW215",
        ),
    ],
)
def test_what_cannot_be_put_right_is_told(tmp_path: Path, cells: list[str], code: str) -> None:
    bad, good = read("polecat", tmp_path / "p.txt", lines(HEADER, cells, CELLS))
    assert isinstance(bad, Rejection)
    assert (bad.code, bad.source) == (code, f"{tmp_path / 'p.txt'}:2")
    assert isinstance(good, CodedArticle)
