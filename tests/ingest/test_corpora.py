import json
import logging
from datetime import date

import pytest

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Request
from linewatch.ingest.corpora import read_json, read_json_lines
from linewatch.records import Article, Rejection
from linewatch.settings import Settings

TEXT = "Boats seen\n\nShare this\n\nTwo boats were seen near the pier.\n "
REQUEST = Request(Settings(max_file_bytes=2_000))


def lines(*records: object, request: Request = REQUEST) -> list[Article | Rejection]:
    data = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in records).encode()
    return list(read_json_lines("a.jsonl", [data[:7], data[7:]], request))


def test_a_record_gives_an_article_with_its_text_as_it_is() -> None:
    record = {
        "id": 7,
        "title": "Boats seen",
        "date": "2021-05-07",
        "text": TEXT,
        "url": "https://herald.example/7",
        "publisher": "The Herald",
        "byline": "Ann Lee",
    }
    (article,) = lines(record)
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.title, article.published_on, article.publisher) == ("Boats seen", date(2021, 5, 7), "The Herald")
    assert (article.url, article.byline) == ("https://herald.example/7", "Ann Lee")


def test_a_corpus_may_use_its_own_keys() -> None:
    fields = {"text": "content", "date": "day", "title": "name"}
    record = {"content": TEXT, "day": "7 May 2021", "name": "Boats", "text": "not this", "title": "nor this"}
    (article,) = lines(record, request=Request(Settings(), fields=fields))
    assert isinstance(article, Article)
    assert (article.text, article.title, article.published_on) == (TEXT, "Boats", date(2021, 5, 7))


def test_every_bad_line_is_named_and_the_rest_are_read() -> None:
    good = {"text": TEXT}
    results = lines(
        good, "", "{broken", '"words"', {"id": "x7", "title": "no text"}, {"text": "  "}, {"text": 5}, "[" * 900, good
    )
    assert [(one.source, one.code) if isinstance(one, Rejection) else "ok" for one in results] == [
        "ok",
        ("a.jsonl:3", "LW206"),
        ("a.jsonl:4", "LW206"),
        ("a.jsonl:5", "LW207"),
        ("a.jsonl:6", "LW207"),
        ("a.jsonl:7", "LW207"),
        ("a.jsonl:8", "LW206"),
        "ok",
    ]
    assert isinstance(results[3], Rejection)
    assert "'x7'" in results[3].reason


def test_a_line_over_the_limit_is_refused() -> None:
    (long, good) = lines({"text": "word " * 500}, {"text": TEXT})
    assert isinstance(long, Rejection)
    assert (long.source, long.code) == ("a.jsonl:1", "LW205")
    assert isinstance(good, Article)


def test_an_unreadable_date_keeps_the_article_and_is_told_once(logged: list[logging.LogRecord]) -> None:
    results = lines({"text": TEXT, "date": "03/04/2021"}, {"text": TEXT, "date": "soon"}, {"text": TEXT, "date": None})
    assert [one.published_on for one in results if isinstance(one, Article)] == [None, None, None]
    assert [vars(one)["first"] for one in logged] == ["a.jsonl:1"]
    assert [vars(one)["records"] for one in logged] == [2]


def test_a_date_line_that_opens_the_text_dates_an_undated_record() -> None:
    (article,) = lines({"text": f"7 May 2021\n\n{TEXT}"})
    assert isinstance(article, Article)
    assert article.published_on == date(2021, 5, 7)
    assert article.text.startswith("7 May 2021")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark_is_no_part_of_the_first_line(mark: bytes) -> None:
    (article,) = read_json_lines("a.jsonl", [mark + b'{"text": "Two boats."}'], REQUEST)
    assert isinstance(article, Article)


def test_bytes_that_are_not_utf8_are_refused() -> None:
    (bad, good) = read_json_lines("a.jsonl", [b'{"text": "caf\xe9"}\n{"text": "Two boats."}'], REQUEST)
    assert isinstance(bad, Rejection)
    assert bad.code == "LW203"
    assert isinstance(good, Article)
    with pytest.raises(DocumentError) as caught:
        list(read_json_lines("a.jsonl", ['{"text": "Two boats."}'.encode("utf-16")], REQUEST))
    assert caught.value.code == "LW203"


def test_a_json_file_holds_one_record_or_a_list() -> None:
    (article,) = read_json("a.json", json.dumps({"text": TEXT}).encode(), REQUEST)
    assert isinstance(article, Article)
    results = list(read_json("a.json", json.dumps([{"text": TEXT}, {}, 5]).encode("utf-16"), REQUEST))
    assert [one.source for one in results if isinstance(one, Rejection)] == ["a.json:2", "a.json:3"]
    with pytest.raises(DocumentError) as caught:
        list(read_json("a.json", b"{'text': 1}", REQUEST))
    assert (caught.value.code, caught.value.about) == ("LW206", "parse")


def test_our_own_tables_name_the_fields() -> None:
    (article,) = lines({"headline": "Boats", "body": TEXT, "published": "2021-05-07", "link": "https://herald.example"})
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Boats", "https://herald.example")
