from __future__ import annotations

import pytest

from linewatch.language.datelines import find_dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "VARNA — ",
        "PORT OST, Norland – ",
        "VARNA, Nov. 5 (Newsline) -- ",
        "VARNA (Newsline) - ",
        "VARNA/PORT OST, March 2 - ",
        "Varna, Sudia (Newsline) — ",
        "Varna, Nov 5, NNA - ",
    ],
)
def test_datelines_are_found(dateline: str) -> None:
    assert find_dateline_end("\n" + dateline + "The army left.", 1) == len(dateline) + 1


@pytest.mark.parametrize(
    "text",
    [
        "The army — which left — is back.",
        "NATO — the alliance — has met.",
        "Well-known men left.",
        "VARNA was quiet.",
        "",
    ],
)
def test_other_openings_are_none(text: str) -> None:
    assert find_dateline_end(text, 0) is None
