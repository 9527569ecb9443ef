from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linewatch.language.paragraphs import read_paragraphs


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in read_paragraphs(text)]


@given(st.text(st.sampled_from("ab. \n\r\t“A")))
def test_paragraphs_hold_every_visible_character_once_and_in_order(text: str) -> None:
    found = read_paragraphs(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)


def test_blank_lines_and_single_breaks_part_paragraphs() -> None:
    assert paragraphs("One.\n\nTwo.\nThree.\r\nFour") == ["One.", "Two.", "Three.", "Four"]


def test_a_line_that_goes_on_in_lower_case_is_not_a_new_paragraph() -> None:
    assert paragraphs("The army\nleft.\nIt came back.") == ["The army\nleft.", "It came back."]


def test_wrapped_text_is_parted_by_blank_lines_only() -> None:
    wrapped = "Troops of\nNorland left the\ntown on the\nriver Ilm and\nVarna was\ncalm.\n\nTalks\nfollow."
    assert paragraphs(wrapped) == [wrapped.split("\n\n")[0], "Talks\nfollow."]
