import pytest

from linewatch.ingest.datelines import read_dateline


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("VARNA — Two boats were seen.", "VARNA"),
        ("PORT OST, May 5 (Agency) - Two boats were seen.", "PORT OST"),
        ("Varna (Agency) - Two boats were seen.", "Varna"),
        ("Varna, 5 May 2021 – “Two boats,” he said.", "Varna"),
        ("VARNA May 5 -- Two boats were seen.", "VARNA"),
        ("VARNA, Norland (NNA) — Two boats were seen.", "VARNA, Norland"),
        ("VARNA/PORT OST: Two boats were seen.", "VARNA/PORT OST"),
        ("ST. VARNA, Norland — 12 boats were seen.", "ST. VARNA, Norland"),
    ],
)
def test_place_words_are_read(line: str, place: str) -> None:
    assert read_dateline(line) == place


@pytest.mark.parametrize(
    "line",
    [
        "NATO — which has no army there — said so.",
        "The talks - Two days long - ended.",
        "Minister: We will not go.",
        "UPDATE: Two boats were seen.",
        "US: Two boats were seen.",
        "(Agency) - Two boats were seen.",
        "Two boats were seen.",
        "By Ann Lee, VARNA — Two boats were seen.",
        "",
        "V" * 500 + " — Two",
    ],
)
def test_other_openings_are_no_datelines(line: str) -> None:
    assert read_dateline(line) is None
