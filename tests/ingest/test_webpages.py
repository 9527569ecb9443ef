import pytest

from linewatch.errors import SourceError
from linewatch.ingest.fetch import Answer
from linewatch.ingest.webpages import get_answer, is_web, read_document
from linewatch.settings import Settings
from tests.ingest.feeds import ATOM

URL = "https://herald.example/boats"


def answer(body: bytes, kind: str | None = "text/html", status: int = 200) -> Answer:
    return Answer(status, URL, {"content-type": kind} if kind is not None else {}, body)


@pytest.mark.parametrize(
    ("source", "web"), [("https://a.example/", True), ("HTTP://a", True), ("http.txt", False), ("-", False)]
)
def test_addresses_are_told_from_paths(source: str, web: bool) -> None:
    assert is_web(source) is web


def test_limits_are_those_of_the_settings() -> None:
    asked: list[object] = []

    def get(url: str, **limits: object) -> Answer:
        asked.append((url, limits))
        return answer(b"")

    settings = Settings(fetch_timeout_s=3, max_file_bytes=9, allow_hosts=("a.example",))
    get_answer(URL, settings, get, etag="x")
    get_answer(URL, settings, get, named_by="https://a.example/feed")
    get_answer(URL, settings, get, named_by="https://b.example/feed")
    limits = {"timeout_s": 3, "max_bytes": 9, "allow": ("a.example",)}
    assert asked == [(URL, limits | {"etag": "x"}), (URL, limits), (URL, limits | {"allow": ()})]


@pytest.mark.parametrize(
    ("kind", "form"),
    [("text/html; charset=x", "html"), ("TEXT/HTML", "html"), ("text/plain", None), (None, None), ("", None)],
)
def test_the_kind_of_a_page_is_as_the_server_says(kind: str | None, form: str | None) -> None:
    found = read_document(answer(b"<p>a", kind))
    assert (found.format, found.name, found.url, list(found.chunks)) == (form, URL, URL, [b"<p>a"])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=windows-1251", "Вести".encode("windows-1251")),
        ("text/html; charset=windows-1251", "Вести".encode()),
        ("text/html;charset='koi8-r'", "Вести".encode("koi8-r")),
    ],
)
def test_the_servers_encoding_counts_where_the_bytes_are_not_utf8(kind: str, body: bytes) -> None:
    assert b"".join(read_document(answer(body, kind)).chunks).decode() == "Вести"


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "zlib", "nonsense", "utf-16"])
def test_odd_encodings_are_not_believed(charset: str) -> None:
    assert b"".join(read_document(answer(b"caf\xe9", f"text/html; charset={charset}")).chunks) == b"caf\xe9"


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (answer(b"", status=404), "LW114"),
        (answer(b"", status=304), "LW114"),
        (answer(b"%PDF", "application/pdf"), "LW103"),
        (answer(ATOM.encode(), "text/xml"), "LW103"),
        (answer(ATOM.encode(), "text/html"), "LW103"),
    ],
)
def test_what_is_no_page_is_refused(found: Answer, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_document(found)
    assert caught.value.code == code
