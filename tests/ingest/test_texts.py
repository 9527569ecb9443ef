from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import DocumentError
from linewatch.ingest.lines import split_lines
from linewatch.ingest.texts import extract_text

SENTENCES = ["Two boats were seen.", "“No one was hurt,” he said.", "The  mayor\tagreed. ", "Varna’s pier is closed."]
FURNITURE = ["Share this", "Leave a Comment", "Advertisement", "Read more: Storm nears"]


def test_a_report_is_taken_apart() -> None:
    head = "Boats seen near pier\r\n\r\nMay 7, 2021 - 10:05\r\n\r\n"
    body = "VARNA — Two boats.\r\n\r\nShare this\r\n\r\nNo one hurt. \r\n\r\n\r\nLeave a Comment"
    draft = extract_text((head + body).encode())
    assert (draft.title, draft.published_on) == ("Boats seen near pier", date(2021, 5, 7))
    assert draft.text == "VARNA — Two boats.\r\n\r\nNo one hurt."


@given(st.lists(st.sampled_from([*SENTENCES, ""]), min_size=1, max_size=9), st.sampled_from(["\n", "\r\n"]))
def test_without_furniture_the_text_is_one_piece_of_the_source(lines: list[str], end: str) -> None:
    source = f"Boats seen{end}{end}Body starts here.{end}" + end.join(lines)
    assert source.find(extract_text(source.encode()).text) > 0


@given(st.lists(st.sampled_from([*SENTENCES, *FURNITURE, ""]), max_size=9), st.sampled_from(["\n", "\r\n"]))
def test_every_kept_line_stands_unchanged_and_in_order(lines: list[str], end: str) -> None:
    source = end.join(["Boats seen", "", "Body starts here.", *lines, "Body ends here."])
    kept = [line.rstrip("\r\n") for line in split_lines(extract_text(source.encode()).text) if line.strip()]
    assert kept == [line for line in source.split(end)[1:] if line.strip() and line not in FURNITURE]


def test_nothing_but_furniture_is_empty() -> None:
    with pytest.raises(DocumentError) as caught:
        extract_text(b"Share this\n\nLeave a Comment\n")
    assert caught.value.code == "LW201"
