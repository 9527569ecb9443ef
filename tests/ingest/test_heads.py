from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.datelines import Dateline
from linewatch.ingest.heads import Report, find_dateline, looks_like_title, split_report

BODY = "VARNA — Two boats were seen near the pier on Monday.\n\nNo one was hurt, the mayor said."
LINES = st.sampled_from(
    [
        "Boats seen near pier",
        "7 May 2021",
        "By Ann Lee",
        "",
        "  ",
        "Two boats were seen.",
        "He said\tso.",
        "03/04/2021",
        "Updated 8 May 2021",
    ]
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "head",
    [
        ["Boats seen near pier", "", "7 May 2021 - 10:05", "", "By Ann Lee", ""],
        ["Boats seen near pier", "7 May 2021", "By Ann Lee"],
        ["", "7 May 2021", "Boats seen near pier", "", "By Ann Lee"],
        ["Boats seen near pier", "", "By Ann Lee | Published 7 May 2021 | Updated 8 May 2021"],
    ],
)
def test_the_head_is_taken_off(head: list[str], end: str) -> None:
    body = BODY.replace("\n", end)
    text = end.join([*head, body]) + end
    assert split_report(text) == Report("Boats seen near pier", date(2021, 5, 7), "Ann Lee", body)


def test_a_text_that_starts_with_its_body_has_no_title() -> None:
    assert split_report(BODY) == Report(None, None, None, BODY)
    wrapped = "Two boats were seen near\nthe pier on Monday."
    assert split_report(wrapped).body == wrapped


def test_one_line_is_a_body_not_a_title() -> None:
    assert split_report("Boats seen near pier\n") == Report(None, None, None, "Boats seen near pier")


def test_a_title_with_nothing_but_a_date_is_the_body() -> None:
    assert split_report("Boats seen near pier\n\n7 May 2021") == Report(
        None, date(2021, 5, 7), None, "Boats seen near pier"
    )


def test_a_twofold_date_line_is_taken_off_and_not_guessed() -> None:
    assert split_report(f"Boats seen near pier\n03/04/2021\n\n{BODY}") == Report(
        "Boats seen near pier", None, None, BODY
    )


def test_an_updated_day_counts_when_it_stands_alone() -> None:
    assert split_report(f"Boats seen near pier\nUpdated 8 May 2021\n{BODY}").published_on == date(2021, 5, 8)


def test_dates_inside_the_body_stay_and_say_nothing() -> None:
    body = f"{BODY}\n\n7 May 2021\n\nBy Ann Lee"
    assert split_report(f"Boats seen near pier\n\n{body}") == Report("Boats seen near pier", None, None, body)


def test_a_known_title_is_cut_only_where_it_is_repeated() -> None:
    assert split_report(f"Boats seen\n{BODY}", title="Boats seen").body == BODY
    assert split_report(f"Storm nears\n\n{BODY}", title="Boats seen").body == f"Storm nears\n\n{BODY}"


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_body_stands_in_the_text_unchanged(lines: list[str], end: str) -> None:
    text = end.join(lines)
    report = split_report(text)
    assert report.body in text
    assert report.body == report.body.strip()
    assert bool(report.body) == bool(text.strip())


@given(st.text())
def test_any_text_gives_a_piece_of_itself(text: str) -> None:
    assert split_report(text).body in text


@pytest.mark.parametrize(
    "words", ["Boats seen near pier", "Who sent the boats?", "Boats sent by the U.N.", "“Not us,” says Norland…"]
)
def test_headlines_look_like_titles(words: str) -> None:
    assert looks_like_title(words)


@pytest.mark.parametrize(
    "words", ["Two boats were seen.", "He said:", "VARNA — Two boats", "1234", "word " * 40, "“So it is.”"]
)
def test_sentences_do_not(words: str) -> None:
    assert not looks_like_title(words)


def test_the_dateline_is_found_behind_a_repeated_title() -> None:
    assert find_dateline(BODY) == Dateline("VARNA")
    assert find_dateline(f"Boats seen\n\n{BODY}", "Boats seen") == Dateline("VARNA")
    assert find_dateline(f"Boats seen\n\n{BODY}") is None
    assert find_dateline("") is None
