import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Request
from linewatch.ingest.delimited import read_delimited
from linewatch.records import Article, Rejection
from linewatch.settings import Settings

REQUEST = Request(Settings(max_file_bytes=5_000))
TEXT = 'Two boats were seen, "without lights", near the pier.\n\nThe harbour stayed open;\tnobody was hurt.'


def table(*rows: list[str], separator: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode()


def read(data: bytes, request: Request = REQUEST, *, step: int = 7) -> list[Article | Rejection]:
    chunks = (data[start : start + step] for start in range(0, len(data), step))
    return list(read_delimited("a.csv", chunks, request))


def codes(results: list[Article | Rejection]) -> list[tuple[str, str] | str]:
    return [(one.source, one.code) if isinstance(one, Rejection) else "ok" for one in results]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_row_gives_an_article_with_its_text_as_it_is(separator: str) -> None:
    names = ["id", "headline", "date", "text", "url", "publisher", "byline"]
    row = ["7", "Boats seen", "2021-05-07", TEXT, "https://herald.example/7", "The Herald", "Ann Lee"]
    (article,) = read(table(names, row, separator=separator))
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.title, article.published_on, article.publisher) == ("Boats seen", date(2021, 5, 7), "The Herald")
    assert (article.url, article.byline) == ("https://herald.example/7", "Ann Lee")


def test_columns_may_have_their_own_names() -> None:
    request = Request(Settings(), fields={"text": "Full Text", "date": "Day"})
    (article,) = read(table(["Day", " Full Text ", "text"], ["7 May 2021", TEXT, "no"]), request)
    assert isinstance(article, Article)
    assert (article.text, article.published_on) == (TEXT, date(2021, 5, 7))


def test_every_bad_row_is_named_and_the_rest_are_read() -> None:
    good = ["1", TEXT]
    rows = table(["id", "text"], good, ["2"], ["3", ""], ["4", "a", "b"], good)
    rows += b"\n5,caf\xe9\n6,plain words\n"
    assert codes(read(rows)) == [
        "ok",
        ("a.csv:5", "LW219"),
        ("a.csv:6", "LW207"),
        ("a.csv:7", "LW219"),
        "ok",
        ("a.csv:12", "LW203"),
        "ok",
    ]


def test_a_stray_quote_costs_at_most_the_limit() -> None:
    rows = b'text\n"never closed\n' + b"Two boats were seen near the pier.\n" * 400
    found = read(rows, step=500)
    assert codes(found)[0] == ("a.csv:2", "LW219")
    assert "ok" in codes(found)


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    (article,) = read("text\nZwölf Boote\n".encode("utf-8-sig"))
    assert isinstance(article, Article)
    assert article.text == "Zwölf Boote"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LW201"),
        (b"\n\n", "LW201"),
        ("text\nBoats\n".encode("utf-16"), "LW203"),
        (b"id,title\n1,Boats\n", "LW218"),
        (b"\0\1\2", "LW218"),
        (b"text\n" + b"a" * 6_000, "LW205"),
    ],
)
def test_what_is_no_table_of_texts_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data, step=1_000)
    assert caught.value.code == code


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


@given(st.lists(WORDS.filter(lambda words: words.strip() != ""), min_size=1, max_size=6), st.integers(1, 40))
def test_texts_come_back_as_they_were(texts: list[str], step: int) -> None:
    found = read(table(["id", "text"], *(["1", text] for text in texts)), step=step)
    assert [one.text for one in found if isinstance(one, Article)] == texts
