"""The door, against a server on this machine."""

from __future__ import annotations

import gzip
import itertools
import resource
import shutil
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from linewatch.errors import SourceError
from linewatch.ingest import fetch
from tests.ingest.servers import Script, Server, answer, running_server

pytestmark = pytest.mark.enable_socket

PAGE = b"<p>Two boats were seen near the pier.</p>"
CAP = 1_000_000


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


def get(server: Server, path: str = "/", **options: object) -> fetch.Answer:
    return fetch.get(server.url(path), allow=(server.host,), **options)  # type: ignore[arg-type]


def fails(server: Server, path: str = "/", **options: object) -> str:
    with pytest.raises(SourceError) as caught:
        get(server, path, **options)
    assert caught.value.about == "fetch"
    assert ";" in caught.value.reason
    return caught.value.code


def test_a_page_comes_with_its_status_and_headers(server: Server) -> None:
    server.scripts["/a?b=c%20d"] = answer(PAGE, ETag='"x"', Content_Type="text/html")
    found = get(server, "/a?b=c%20d#part")
    assert (found.status, found.body, found.url) == (200, PAGE, server.url("/a?b=c%20d#part"))
    assert (found.headers["etag"], found.headers["content-type"], found.moved_to) == ('"x"', "text/html", None)
    asked = server.asked[0].split("\r\n")
    assert asked[0] == "GET /a?b=c%20d HTTP/1.1"
    assert f"Host: {server.host}" in asked
    assert "Accept-Encoding: gzip, deflate" in asked


def test_what_is_known_is_told_and_spared(server: Server) -> None:
    server.scripts["/"] = answer(status="304 Not Modified", Content_Length=None)
    assert get(server, etag='"x"', last_modified="Mon, 03 Mar 2031 10:00:00 GMT").status == 304
    assert 'If-None-Match: "x"\r\nIf-Modified-Since: Mon, 03 Mar 2031 10:00:00 GMT\r\n' in server.asked[0]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "429 Too Many Requests", "500 Internal Server Error"])
def test_every_status_is_an_answer(server: Server, status: str) -> None:
    server.scripts["/"] = answer(b"sorry", status=status)
    assert get(server).status == int(status[:3])


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("deflate", deflated(PAGE)), ("identity", PAGE)],
)
def test_packed_pages_are_unpacked(server: Server, encoding: str, body: bytes) -> None:
    server.scripts["/"] = answer(body, Content_Encoding=encoding)
    assert get(server).body == PAGE


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", PAGE), ("zstd", PAGE), ("gzip, gzip", PAGE), ("gzip", PAGE), ("gzip", gzip.compress(PAGE)[:-9])],
)
def test_other_packings_and_damaged_ones_are_refused(server: Server, encoding: str, body: bytes) -> None:
    server.scripts["/"] = answer(body, Content_Encoding=encoding)
    assert fails(server) == "LW118"


@pytest.mark.parametrize("fill", [b"a", bytes(range(32))])
def test_a_bomb_is_bounded(server: Server, fill: bytes) -> None:
    body = gzip.compress(fill * (100_000_000 // len(fill)))
    assert len(body) < CAP
    server.scripts["/"] = answer(body, Content_Encoding="gzip")
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fails(server, max_bytes=8_000_000) == "LW111"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 32_000


def endless(head: bytes, chunk: bytes) -> Script:
    return itertools.chain([head], itertools.repeat(chunk, 100_000_000 // len(chunk)))


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNK = b"x" * 65_536
LARGE: dict[str, Script] = {
    "without a length": endless(HEAD + b"\r\n", CHUNK),
    "with its length": endless(HEAD + b"Content-Length: 100000000\r\n\r\n", CHUNK),
    "with a length of many figures": endless(HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", CHUNK),
    "in chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + CHUNK + b"\r\n"),
    "in tiny chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000),
    "as packed noise": endless(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(bytes(range(256)) * 8)),
}


@pytest.mark.parametrize("way", LARGE)
def test_a_page_of_100_megabytes_never_enters_memory(server: Server, way: str) -> None:
    server.scripts["/"] = LARGE[way]
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cap = CAP // 10 if way == "in tiny chunks" else CAP
    assert fails(server, max_bytes=cap) in ("LW111", "LW118")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 32_000
    assert server.sent_bytes < 20_000_000  # ours, and what the system held between the two ends


def test_a_length_that_lies_low_ends_the_page_there(server: Server) -> None:
    server.scripts["/"] = endless(HEAD + b"Content-Length: 10\r\n\r\n", CHUNK)
    assert get(server, max_bytes=CAP).body == b"x" * 10


def test_a_length_that_lies_high_is_told(server: Server) -> None:
    server.scripts["/"] = [HEAD + b"Content-Length: 1000\r\n\r\n", PAGE]
    assert fails(server) == "LW118"


DRIPS: dict[str, Script] = {
    "head": itertools.chain([HEAD], itertools.cycle([b"X-A: b\r\n", 0.05])),
    "body": itertools.chain([HEAD + b"\r\n"], itertools.cycle([b"x", 0.05])),
    "silence": [0.6],
    "hints": itertools.cycle([b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.02]),
}


@pytest.mark.parametrize("where", DRIPS)
def test_a_slow_drip_ends_with_the_time(server: Server, where: str) -> None:
    server.scripts["/"] = DRIPS[where]
    started = time.monotonic()
    assert fails(server, timeout_s=0.4) == "LW112"
    assert time.monotonic() - started < 1.0


def test_a_name_that_takes_too_long_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "resolve", lambda *_: time.sleep(5))
    started = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch.get("http://news.example.org/", timeout_s=0.2)
    assert caught.value.code == "LW112"
    assert time.monotonic() - started < 1.0


def redirect(status: str, location: str) -> list[bytes]:
    return answer(status=status, Location=location)


def test_five_redirects_are_followed_and_six_are_not(server: Server) -> None:
    for number in range(6):
        server.scripts[f"/{number}"] = redirect("302 Found", f"/{number + 1}")
    server.scripts["/6"] = answer(PAGE)
    assert get(server, "/1").body == PAGE
    assert fails(server, "/0") == "LW113"


def test_moved_for_good_is_told_as_far_as_it_is_for_good(server: Server) -> None:
    server.scripts |= {
        "/old": redirect("301 Moved", "new"),
        "/new": redirect("308 Moved", "newest"),
        "/newest": answer(PAGE),
        "/today": redirect("307 For Today", "/old"),
        "/half": redirect("301 Moved", "/today"),
    }
    assert (get(server, "/old").url, get(server, "/old").moved_to) == (server.url("/newest"), server.url("/newest"))
    assert (get(server, "/half").url, get(server, "/half").moved_to) == (server.url("/newest"), server.url("/today"))
    assert get(server, "/today").moved_to is None


def test_a_redirect_may_have_letters_of_any_script(server: Server) -> None:
    server.scripts["/"] = answer(status="302 Found", Location="/stra\u00c3\u009fe")  # UTF-8, as bytes
    server.scripts["/stra%C3%9Fe"] = answer(PAGE)
    assert get(server).body == PAGE


def test_a_redirect_to_another_port_is_checked_anew(server: Server) -> None:
    server.scripts["/"] = redirect("302 Found", f"http://127.0.0.1:{server.port + 1}/")
    assert fails(server) == "LW110"


@pytest.mark.parametrize("location", ["http://[::1", "file:///etc/passwd", "//user@127.0.0.1/"])
def test_a_redirect_to_nowhere_is_refused(server: Server, location: str) -> None:
    server.scripts["/"] = redirect("302 Found", location)
    assert fails(server) in ("LW110", "LW113")


@pytest.mark.parametrize(
    "script",
    [[b"SSH-2.0-OpenSSH_9.6\r\n"], [b"HTTP/1.1 200 OK\r\nA: b\r\n" + b"B" * 200_000 + b"\r\n\r\n"], [b"\0" * 500], []],
)
def test_what_is_no_http_is_refused(server: Server, script: Script) -> None:
    server.scripts["/"] = script
    assert fails(server) == "LW118"


def test_a_port_where_nobody_listens() -> None:
    with running_server() as other:
        port = other.port
    with pytest.raises(SourceError) as caught:
        fetch.get(f"http://127.0.0.1:{port}/", allow=(f"127.0.0.1:{port}",))
    assert caught.value.code == "LW115"


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object) -> list[str]:
        raise OSError("Name or service not known")

    monkeypatch.setattr(fetch, "resolve", resolve)
    with pytest.raises(SourceError, match="Name or service not known") as caught:
        fetch.get("http://news.example.org/")
    assert caught.value.code == "LW115"


def test_what_is_sent_arrives_and_redirects_are_not_followed(server: Server) -> None:
    server.scripts |= {"/hook": answer(b"y" * 100_000), "/moved": redirect("307 Moved", "/hook")}
    found = fetch.post(server.url("/hook"), b'{"a": 1}', {"Content-Type": "application/json"}, allow=(server.host,))
    assert (found.status, found.body) == (200, b"y" * 65_536)
    assert server.asked[0].startswith("POST /hook HTTP/1.1\r\n")
    assert server.asked[0].endswith('\r\n\r\n{"a": 1}')
    assert "Content-Length: 8\r\n" in server.asked[0]
    assert fetch.post(server.url("/moved"), b"", {}, allow=(server.host,)).status == 307
    assert len(server.asked) == 2


def test_headers_cannot_be_smuggled(server: Server) -> None:
    assert fails(server, etag='"x"\r\nX-Evil: 1') == "LW118"
    assert server.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificates_are_checked_for_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    with running_server(tls) as server:
        server.scripts["/"] = answer(PAGE)
        monkeypatch.setattr(fetch, "resolve", lambda *_: ["127.0.0.1"])

        def ask(host: str) -> fetch.Answer:
            return fetch.get(f"https://{host}:{server.port}/", allow=(f"{host}:{server.port}",))

        with pytest.raises(SourceError, match="self-signed") as caught:
            ask("localhost")
        assert caught.value.code == "LW115"
        monkeypatch.setattr(fetch, "_tls", lambda: ssl.create_default_context(cafile=str(certificate)))
        assert ask("localhost").body == PAGE
        with pytest.raises(SourceError, match="not valid for") as caught:
            ask("news.example.org")
        assert caught.value.code == "LW115"
