import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from linewatch.errors import SourceError, UsageError
from linewatch.ingest import fetch, read_articles
from linewatch.records import Article, Rejection
from linewatch.settings import Settings
from tests.ingest.test_page_worker import PAGE

REPORT = "Boats seen near pier\n\n7 May 2021\n\nVARNA — Two boats were seen near the pier on Monday.\n"
SETTINGS = Settings()


def test_every_format_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.html").write_text(PAGE)
    (tmp_path / "c.jsonl").write_text('{"text": "Two boats."}\n{"text": ""}\n')
    (tmp_path / "d.json").write_text('[{"text": "Two boats."}]')
    results = list(read_articles([str(tmp_path), str(tmp_path / "none.txt")], settings=SETTINGS))
    assert [one.code if isinstance(one, Rejection) else "ok" for one in results] == [
        "ok",
        "ok",
        "ok",
        "LW207",
        "ok",
        "LW101",
    ]
    first = results[0]
    assert isinstance(first, Article)
    assert (first.title, first.published_on, first.dateline) == ("Boats seen near pier", date(2021, 5, 7), "VARNA")


def test_two_runs_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.html").write_text(PAGE)
    runs = [list(read_articles([str(tmp_path)], settings=SETTINGS)) for _ in range(2)]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode(),
        PAGE.encode(),
        json.dumps({"title": "Boats seen near pier", "text": "Two boats."}).encode(),
        json.dumps([{"title": "Boats seen near pier", "text": "Two boats."}], indent=1).encode(),
    ],
)
def test_standard_input_is_sniffed(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = read_articles(["-"], settings=SETTINGS, published_on=date(2021, 5, 9), publisher="The Post")
    assert isinstance(article, Article)
    assert (article.title, article.published_on, article.publisher) == (
        "Boats seen near pier",
        date(2021, 5, 9),
        "The Post",
    )


def test_unknown_fields_are_refused_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        read_articles(["-"], settings=SETTINGS, fields={"headline": "h"})
    assert caught.value.code == "LW001"


def test_a_web_page_is_a_source_as_a_file_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def get(url: str, **_limits: object) -> fetch.Answer:
        if "gone" in url:
            raise SourceError("LW115", "gone.example cannot be reached; check the address", "fetch")
        return fetch.Answer(200, url, {"content-type": "text/html"}, PAGE.encode())

    monkeypatch.setattr(fetch, "get", get)
    (tmp_path / "a.txt").write_text(REPORT)
    sources = [
        "https://other.example/a?utm_source=x",
        str(tmp_path / "a.txt"),
        "http://gone.example/",
        "https://herald.example/",
    ]
    page, text, gone, own = read_articles(sources, settings=SETTINGS)
    assert isinstance(page, Article)
    assert isinstance(own, Article)
    assert (page.title, page.url, own.url) == (
        "Boats seen near pier",
        "https://other.example/a",
        "https://herald.example/boats",
    )
    assert isinstance(text, Article)
    assert gone == Rejection(
        "http://gone.example/", "LW115", "fetch", "gone.example cannot be reached; check the address"
    )
