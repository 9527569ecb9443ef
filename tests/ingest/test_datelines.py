from datetime import date

import pytest

from linewatch.ingest.datelines import Dateline, read_dateline


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
    found = read_dateline(line)
    assert found and found.place == place


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("VARNA, March 14, 2025 (Agency) - Two boats were seen.", date(2025, 3, 14)),
        ("VARNA, 5 May 2021 – Two boats were seen.", date(2021, 5, 5)),
        ("VARNA Sept. 5, 2021 -- Two boats were seen.", date(2021, 9, 5)),
        ("VARNA, Feb. 30, 2021 -- Two boats were seen.", None),
        ("VARNA, May 5 (Agency) - Two boats were seen.", None),
        ("VARNA — On March 14, 2025, two boats were seen.", None),
    ],
)
def test_a_whole_date_in_it_is_its_day(line: str, day: date | None) -> None:
    assert read_dateline(line) == Dateline("VARNA", day)


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
