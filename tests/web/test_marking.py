from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from linewatch.records import Article, CodedArticle, Span, Time
from linewatch.web.marking import count_kinds, excerpt, mark_text
from tests.factories import TEXT, make_coded, span_of


def test_marks_overlap_and_lose_no_character() -> None:
    coded = make_coded()
    (paragraph,) = mark_text(coded)
    assert "".join(piece.text for piece in paragraph.pieces) == TEXT
    (varna,) = [piece for piece in paragraph.pieces if piece.text == "Varna"]
    assert varna.kinds == ("place",)
    (quoted,) = [piece for piece in paragraph.pieces if piece.kinds == ("quote", "line")]
    assert quoted.text.startswith("If Norland sends one more soldier")
    assert quoted.records == (coded.statements[0].statement_id, coded.red_lines[0].declaration_id)


def test_records_stand_beside_the_paragraph_of_their_sentence() -> None:
    text = TEXT.replace(". “", ".\n\n“").replace(" The talks", "\nThe talks")
    coded = make_coded(TEXT)
    moved = replace(
        coded,
        article=replace(coded.article, text=text),
        events=(replace(coded.events[0], evidence=(span_of(text, "The talks in Port Ost"),)),),
        statements=(),
        red_lines=(),
    )
    paragraphs = mark_text(moved)
    assert [len(paragraph.events) for paragraph in paragraphs] == [0, 0, 1]
    assert paragraphs[2].pieces[0].text.startswith("The talks")


def test_a_text_without_words_has_no_paragraph() -> None:
    for text in ("", "\n\n\n"):
        assert mark_text(CodedArticle(Article("art_1", None, text))) == ()


def test_kinds_are_counted() -> None:
    kinds = count_kinds(mark_text(make_coded()))
    assert kinds["date"] == 1
    assert kinds["trigger"] == 1
    assert kinds["speaker"] == 1


def test_an_excerpt_marks_the_words_that_count() -> None:
    pieces = excerpt(TEXT, span_of(TEXT, "Norland shelled the Sudian"), [span_of(TEXT, "shelled")])
    assert [(piece.text, bool(piece.kinds)) for piece in pieces] == [
        ("Norland ", False),
        ("shelled", True),
        (" the Sudian", False),
    ]


@given(
    st.text(alphabet="ab \n", max_size=40), st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6)
)
def test_whatever_the_spans_the_text_stays(text: str, ranges: list[tuple[int, int]]) -> None:
    times = tuple(
        Time(Span(start, end, ""), "date", None, None, "day", "x", "x") for start, end in ranges if start <= end
    )
    paragraphs = mark_text(CodedArticle(Article("art_1", None, text), times=times))
    shown = "".join(piece.text for paragraph in paragraphs for piece in paragraph.pieces)
    assert "".join(shown.split()) == "".join(text.split())
