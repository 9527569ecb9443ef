from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.lines import is_blank, split_lines


@given(st.text(alphabet="ab \r\n\x0b\x85\u2028"))
def test_lines_join_to_the_text(text: str) -> None:
    assert "".join(split_lines(text)) == text


def test_only_newlines_and_returns_end_a_line() -> None:
    assert split_lines("one\r\ntwo\rthree\n\nfour\u2028five\x85six") == [
        "one\r\n",
        "two\r",
        "three\n",
        "\n",
        "four\u2028five\x85six",
    ]


def test_a_line_of_white_space_is_blank() -> None:
    assert is_blank(" \t\u00a0\r\n")
    assert not is_blank(" . ")
