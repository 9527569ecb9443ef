import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.boilerplate import cut_boilerplate, is_boilerplate
from linewatch.ingest.lines import split_lines

FURNITURE = [
    "Leave a Comment",
    "12 comments",
    "Share this article",
    "Share on Facebook",
    "Follow us on Telegram",
    "Read more: Harvest festival opens in Varna",
    "READ ALSO",
    "Advertisement",
    "Advertisement - Continue reading below",
    "© 2021 The Norland Herald. All rights reserved.",
    "All rights reserved",
    "We use cookies to make this site better",
    "Sign up for our weekly newsletter",
    "Subscribe now",
    "3 min read",
    "Published 2 hours ago",
    "Related articles:",
]
REPORT = [
    "Share prices fell in Varna on Monday after the talks were called off.",
    "Read more than one paper, the minister told the students.",
    "Advertisement costs rose by a tenth, the ministry said.",
    "Comments by the general were met with silence.",
    "Follow-up talks are planned for May.",
    "Watch officers saw two boats near the pier.",
    "The print shop burned down.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert is_boilerplate(f"  {line} \r\n")


@pytest.mark.parametrize("line", REPORT)
def test_sentences_of_a_report_are_kept(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_line_cut_inside_leaves_its_neighbours_as_they_are() -> None:
    text = "First  paragraph.\r\n\r\nShare this\r\n\r\nSecond\tparagraph.\r\nAdvertisement\r\nThird.\r\n"
    assert cut_boilerplate(text) == "First  paragraph.\r\n\r\nSecond\tparagraph.\r\nThird.\r\n"


@given(
    st.lists(st.sampled_from([*FURNITURE, *REPORT, "", "  ", "He said so."]), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_cutting_keeps_every_other_line_in_order(lines: list[str], end: str) -> None:
    kept = split_lines(cut_boilerplate("".join(line + end for line in lines)))
    assert [line.rstrip("\r\n") for line in kept if line.strip()] == [
        line for line in lines if line.strip() and line not in FURNITURE
    ]


@given(st.text())
def test_text_without_furniture_is_unchanged(text: str) -> None:
    if not any(is_boilerplate(line) for line in split_lines(text)):
        assert cut_boilerplate(text) == text


@pytest.mark.parametrize(
    "attack", ["share " * 26, "©" * 160, "read more " * 16, "comments (" * 16, "follow @" + "a" * 150]
)
def test_patterns_are_linear(attack: str) -> None:
    text = (attack[:159] + "~\n") * 1_000
    started_s = time.perf_counter()
    assert cut_boilerplate(text) == text
    assert time.perf_counter() - started_s < 2
