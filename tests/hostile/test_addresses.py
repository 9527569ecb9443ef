"""No way leads to an address that is not public: 68 hosts by five ways, and a listener that must hear nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import httpcore2
import pytest

from linewatch.errors import SourceError
from linewatch.ingest import fetch
from tests.hostile.addresses import HOSTS

PUBLIC = "93.184.215.14"
NAME = "news.example.org"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Wire:
    """Stands for the net: it notes whom somebody connects to and answers with what lies ready."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.connected: list[str] = []
        self.timeouts: list[float] = []
        self.dead: dict[str, Exception] = {}
        self.answer = OK
        self.names: dict[str, list[list[str]]] = {}  # for each question after a name, what it is told
        monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", self._connect)
        monkeypatch.setattr(fetch, "resolve", self._resolve)

    def _connect(self, host: str, _port: int, timeout: float, *_others: object) -> httpcore2.NetworkStream:
        self.connected.append(host)
        self.timeouts.append(timeout)
        if host in self.dead:
            raise self.dead[host]
        return httpcore2.MockBackend([self.answer]).connect_tcp(host, 80)

    def _resolve(self, host: str, _port: int) -> list[str]:
        answers = self.names.get(host, [[host]])
        return answers.pop(0) if len(answers) > 1 else answers[0]


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


def refuse(url: str, allow: Iterable[str] = (), *, ways: int = 2) -> None:
    ways_in = (lambda: fetch.get(url, allow=tuple(allow)), lambda: fetch.post(url, b"{}", {}, allow=tuple(allow)))
    for ask in ways_in[:ways]:
        with pytest.raises(SourceError) as caught:
            ask()
        assert caught.value.code == "LW110"


def test_there_are_as_many_as_promised() -> None:
    assert len(HOSTS) == 68


@pytest.mark.parametrize("host", HOSTS)
def test_named_outright(wire: Wire, host: str) -> None:
    refuse(f"http://{host}/")
    refuse(f"https://{host}:8443/x?y")
    assert wire.connected == []


@pytest.mark.parametrize("address", sorted(set(HOSTS.values())))
def test_behind_a_name(wire: Wire, address: str) -> None:
    wire.names[NAME] = [[address]]
    refuse(f"http://{NAME}/")
    assert wire.connected == []


@pytest.mark.parametrize("address", sorted(set(HOSTS.values())))
def test_behind_a_name_beside_a_public_address(wire: Wire, address: str) -> None:
    wire.names[NAME] = [[address, PUBLIC]]
    assert fetch.get(f"http://{NAME}/").body == b"ok"
    assert wire.connected == [PUBLIC]


@pytest.mark.parametrize("host", HOSTS)
def test_behind_a_redirect(wire: Wire, host: str) -> None:
    wire.names[NAME] = [[PUBLIC]]
    wire.answer = f"HTTP/1.1 302 Found\r\nLocation: http://{host}/\r\nContent-Length: 0\r\n\r\n".encode()
    with pytest.raises(SourceError) as caught:
        fetch.get(f"http://{NAME}/")
    assert caught.value.code == "LW110"
    assert wire.connected == [PUBLIC]


@pytest.mark.parametrize("address", sorted(set(HOSTS.values())))
def test_a_name_that_changes_between_the_check_and_the_connection(wire: Wire, address: str) -> None:
    wire.names[NAME] = [[PUBLIC], [address]]
    assert fetch.get(f"http://{NAME}/").body == b"ok"
    assert wire.connected == [PUBLIC]
    refuse(f"http://{NAME}/")
    assert wire.connected == [PUBLIC]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example.org/",
        "gopher://127.0.0.1:70/",
        "javascript:alert(1)",
        "http:/news.example.org",
        "http://",
        "http://user@news.example.org/",
        "http://news.example.org@127.0.0.1/",
        "http://127.0.0.1\\@news.example.org/",
        "http://news.example.org\t/",
        "http://news.example.org /",
        "http://news.example.org:22/",
        "http://news.example.org:0/",
        "http://news.example.org:99999/",
        "http://news.example.org:8o/",
        "http://[::1/",
        "http://[::1]x/",
        "http://news..example.org/",
        "http://-news.example.org/",
        "http://news.example.org%2f@127.0.0.1/",
        "http://" + "a" * 64 + ".example.org/",
        "http://news.example.org/" + "a" * 2_000,
    ],
)
def test_addresses_that_could_be_read_in_two_ways(wire: Wire, url: str) -> None:
    refuse(url)
    assert wire.connected == []


def test_only_the_host_that_is_allowed_by_name_opens(wire: Wire) -> None:
    wire.names = {"inside.example": [["10.0.0.5"]], "other.example": [["10.0.0.5"]]}
    allow = ("inside.example", "10.0.0.9:9000")
    assert fetch.get("http://inside.example/", allow=allow).body == b"ok"
    assert fetch.get("http://10.0.0.9:9000/", allow=allow).body == b"ok"
    assert wire.connected == ["10.0.0.5", "10.0.0.9"]
    for url in ("http://other.example/", "http://10.0.0.5/", "http://inside.example:9000/", "http://10.0.0.9/"):
        refuse(url, allow)
    refuse("http://sub.inside.example:22/", allow)
    assert len(wire.connected) == 2


def test_of_several_public_addresses_each_gets_its_share_of_the_time(wire: Wire) -> None:
    wire.names[NAME] = [["2606:2800:21f::1", "10.0.0.1", "93.184.215.15", PUBLIC]]
    wire.dead = {"2606:2800:21f::1": httpcore2.ConnectTimeout(), "93.184.215.15": httpcore2.ConnectError()}
    assert fetch.get(f"http://{NAME}/", timeout_s=30).body == b"ok"
    assert wire.connected == ["2606:2800:21f::1", "93.184.215.15", PUBLIC]
    assert [round(seconds) for seconds in wire.timeouts] == [10, 15, 30]
    wire.names[NAME] = [[f"93.184.215.{number}" for number in range(100)]]
    wire.dead = {f"93.184.215.{number}": httpcore2.ConnectError("refused") for number in range(100)}
    with pytest.raises(SourceError) as caught:
        fetch.get(f"http://{NAME}/")
    assert (caught.value.code, len(wire.connected)) == ("LW115", 3 + 8)


def test_a_public_server_cannot_lead_to_an_allowed_host(wire: Wire) -> None:
    wire.names = {NAME: [[PUBLIC]], "inside.example": [["10.0.0.5"]]}
    wire.answer = b"HTTP/1.1 302 Found\r\nLocation: http://inside.example/\r\nContent-Length: 0\r\n\r\n"
    refuse(f"http://{NAME}/", ("inside.example",), ways=1)
    assert wire.connected == [PUBLIC]


@pytest.mark.enable_socket
def test_a_listener_on_this_machine_hears_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        port = listener.getsockname()[1]
        for host in HOSTS:
            refuse(f"http://{host}:{port}/")
        refuse(f"http://localhost:{port}/")
        with pytest.raises(TimeoutError):
            listener.accept()
