from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from linewatch.errors import LinewatchError
from linewatch.ingest import archives, worker_process
from linewatch.ingest.archives import read_parquet, read_warc
from linewatch.ingest.articles import Request
from linewatch.ingest.corpus_worker import CorpusReader, Piece
from linewatch.ingest.pages import PageReader
from linewatch.records import Article, Rejection
from linewatch.settings import Settings
from tests.ingest.archivefiles import packed, write_parquet, write_warc, write_wet
from tests.ingest.test_page_worker import PAGE
from tests.ingest.workers import CorpusWorkerInside

REQUEST = Request(Settings(max_article_chars=5_000, max_file_bytes=100_000))
TEXT = "Two boats without lights were seen near the pier.\n\nNobody was hurt."
URL = "https://herald.example/boats?utm_source=x"


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: most files here break nothing."""
    monkeypatch.setattr(archives, "LastingWorker", CorpusWorkerInside)


def codes(results: list[Article | Rejection]) -> list[tuple[str, str] | str]:
    return [(one.source, one.code) if isinstance(one, Rejection) else "ok" for one in results]


def parquet(path: Path, request: Request = REQUEST) -> list[Article | Rejection]:
    return list(read_parquet("a.parquet", path, request))


def test_rows_of_a_table_are_articles(tmp_path: Path) -> None:
    columns = {
        "id": [1, 2],
        "text": [TEXT, TEXT],
        "title": ["Boats", None],
        "date": [date(2031, 3, 3), date(2031, 3, 4)],
        "url": ["https://herald.example/1", "javascript:alert(1)"],
        "picture": [b"\0", b"\1"],
    }
    first, second = parquet(write_parquet(tmp_path / "a.parquet", columns))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, first.title, first.published_on) == (TEXT, "Boats", date(2031, 3, 3))
    assert (first.url, second.url, second.title, second.published_on) == (
        "https://herald.example/1",
        None,
        None,
        date(2031, 3, 4),
    )


@pytest.mark.usefixtures("inside")
def test_columns_may_have_their_own_names_and_times(tmp_path: Path) -> None:
    columns = {"content": [TEXT], "seen": [datetime(2031, 3, 3, 22, tzinfo=UTC)]}
    request = Request(Settings(), fields={"text": "content", "date": "seen"})
    (article,) = parquet(write_parquet(tmp_path / "a.parquet", columns), request)
    assert isinstance(article, Article)
    assert (article.text, article.published_on) == (TEXT, date(2031, 3, 3))


@pytest.mark.usefixtures("inside")
def test_bad_rows_are_named_across_row_groups(tmp_path: Path) -> None:
    texts = [TEXT, None, "a" * 6_000, TEXT, " "]
    path = write_parquet(tmp_path / "a.parquet", {"text": texts}, row_group_size=2)
    empty, long, blank = ("a.parquet:2", "LW207"), ("a.parquet:3", "LW205"), ("a.parquet:5", "LW207")
    assert codes(parquet(path)) == ["ok", empty, long, "ok", blank]


def test_a_row_group_with_a_bad_page_costs_that_group(tmp_path: Path) -> None:
    texts = [f"{TEXT} Report {number}. " + "x" * 500 for number in range(30)]
    path = write_parquet(
        tmp_path / "a.parquet", {"text": texts}, row_group_size=10, compression="none", use_dictionary=False
    )
    data = bytearray(path.read_bytes())
    start = data.index(b"Report 10.")
    data[start - 120 : start - 20] = b"\xff" * 100
    path.write_bytes(data)
    found = codes(parquet(path))
    assert found[:10] == ["ok"] * 10
    assert found[-10:] == ["ok"] * 10
    assert ("a.parquet:group 2", "LW220") in found or any(code == "LW203" for _, code in found[10:-10])


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "LW220"), (b"PAR1" + bytes(100) + b"PAR1", "LW220"), (b"text\nBoats\n", "LW220")]
)
def test_what_is_no_parquet_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    with pytest.raises(LinewatchError) as caught:
        parquet(path)
    assert (caught.value.code, ";" in caught.value.reason) == (code, True)


@pytest.mark.usefixtures("inside")
def test_a_table_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LinewatchError) as caught:
        parquet(write_parquet(tmp_path / "a.parquet", {"id": [1], "name": ["x"]}))
    assert (caught.value.code, "id, name" in caught.value.reason) == ("LW218", True)


@pytest.mark.usefixtures("inside")
def test_a_table_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = write_parquet(
        tmp_path / "a.parquet", {"text": ["word " * 900_000] * 8}, use_dictionary=False, compression="zstd"
    )
    assert codes(parquet(path)) == [("a.parquet:group 1", "LW205")]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_pages_of_an_archive_are_articles(tmp_path: Path, pages: PageReader, suffix: str) -> None:
    body = PAGE.encode()
    path = write_warc(
        tmp_path / f"a{suffix}",
        [
            (URL, body, "text/html", 200),
            ("https://herald.example/picture", b"\x89PNG", "image/png", 200),
            ("https://herald.example/gone", b"<p>gone", "text/html", 404),
            ("https://herald.example/empty", b"<html></html>", "text/html; charset=utf-8", 200),
            ("https://herald.example/large", b"<p>" + b"a" * 100_001, "text/html", 200),
            ("https://post.example/boats", body, "TEXT/HTML", 200),
        ],
    )
    found = list(read_warc("a.warc", path, pages, REQUEST))
    assert codes(found) == ["ok", ("a.warc:5", "LW204"), ("a.warc:6", "LW205"), "ok"]
    first, empty, _, last = found
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(empty, Rejection)
    assert (first.title, first.url, last.url) == (
        "Boats seen near pier",
        "https://herald.example/boats",
        "https://post.example/boats",
    )
    assert empty.reason.startswith("https://herald.example/empty: ")


@pytest.mark.usefixtures("inside")
def test_a_page_that_was_archived_packed_is_unpacked(tmp_path: Path, pages: PageReader) -> None:
    path = write_warc(
        tmp_path / "a.warc", [(URL, packed(PAGE.encode()), "text/html", 200)], headers={"Content-Encoding": "gzip"}
    )
    assert codes(list(read_warc("a.warc", path, pages, REQUEST))) == ["ok"]


@pytest.mark.usefixtures("inside")
def test_texts_of_an_archive_are_articles(tmp_path: Path, pages: PageReader) -> None:
    (article,) = read_warc("a.wet", write_wet(tmp_path / "a.warc", URL, TEXT), pages, REQUEST)
    assert isinstance(article, Article)
    assert (article.text, article.url) == (TEXT, "https://herald.example/boats")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_what_stands_before_the_damage_is_read(tmp_path: Path, pages: PageReader, cut: float, suffix: str) -> None:
    archived = [(f"https://a.example/{number}", PAGE.encode(), "text/html", 200) for number in range(6)]
    path = write_warc(tmp_path / f"a{suffix}", archived)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    found: list[Article | Rejection] = []
    with pytest.raises(LinewatchError) as caught:
        for one in read_warc("a.warc", path, pages, REQUEST):
            found.append(one)  # noqa: PERF402 - what came before the error counts
    assert set(codes(found)) == {"ok"}
    assert 2 <= len(found) <= 5
    assert caught.value.code in ("LW102", "LW220")


@pytest.mark.parametrize("data", [b"no archive at all\r\n\r\n" * 50, bytes(5_000)])
def test_what_is_no_archive_is_refused(tmp_path: Path, pages: PageReader, data: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    with pytest.raises(LinewatchError) as caught:
        list(read_warc("a.warc", path, pages, REQUEST))
    assert caught.value.code == "LW220"


def test_a_header_without_end_is_bounded(tmp_path: Path, pages: PageReader) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(b"WARC/1.0\r\nX: " + bytes(60_000_000)))
    with pytest.raises(LinewatchError) as caught:
        list(read_warc("a.warc.gz", path, pages, Request(Settings(html_timeout_s=2))))
    assert caught.value.code in ("LW205", "LW220")


class Breaking:
    """A worker that dies at one row group, whenever it is asked for it."""

    def __init__(self, _timeout_s: float, _module: str) -> None:
        self.reader = CorpusReader()

    def ask(self, message: bytes) -> bytes:
        answer = self.reader.answer(message)
        piece = msgspec.msgpack.decode(answer, type=Piece)
        if piece.part == 1 and piece.records:
            raise EOFError
        return answer

    def kill(self) -> None:
        pass


def test_a_row_group_that_breaks_the_child_costs_that_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parquet(tmp_path / "a.parquet", {"text": [TEXT] * 6}, row_group_size=2)
    monkeypatch.setattr(worker_process, "WorkerProcess", Breaking)
    assert codes(parquet(path)) == ["ok", "ok", ("a.parquet:group 2", "LW220"), "ok", "ok"]


def test_a_file_that_breaks_every_child_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_self: Breaking, _message: bytes) -> bytes:
        raise TimeoutError

    monkeypatch.setattr(Breaking, "ask", ask)
    monkeypatch.setattr(worker_process, "WorkerProcess", Breaking)
    with pytest.raises(LinewatchError) as caught:
        parquet(write_parquet(tmp_path / "a.parquet", {"text": [TEXT]}))
    assert caught.value.code == "LW220"
