"""The one door to the net: the only module that opens connections. It asks web servers and gives their answers.

It takes nobody's word: the addresses of a name are checked after they are known and the connection goes to the very
address that was checked, on each redirect anew; the answer is cut off at a size, the request at a time. It reads no
cookies, no proxy settings and no passwords. httpcore2 speaks HTTP and TLS, as its connecting step can be replaced.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import urljoin

import httpcore2

import linewatch
from linewatch.errors import SourceError
from linewatch.ingest.targets import Target, is_public, read_target, refused_address
from linewatch.ingest.unpacking import Unpacker

TIMEOUT_S = 30.0
MAX_BYTES = 8_000_000
MOST_REDIRECTS = 5
MOST_ADDRESSES = 8  # of one name that are tried
LARGEST_REPLY_BYTES = 65_536  # of the answer to something sent

REDIRECTS = frozenset((301, 302, 303, 307, 308))
PERMANENT = frozenset((301, 308))
ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `headers` have small names; `body` is unpacked.

    `url` is the address that answered; `moved_to` the one to which servers moved the asked one for good, if they did.
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved_to: str | None = None


def get(
    url: str,
    *,
    timeout_s: float = TIMEOUT_S,
    max_bytes: int = MAX_BYTES,
    allow: Collection[str] = (),
    etag: str | None = None,
    last_modified: str | None = None,
) -> Answer:
    """Return the answer to a question, after at most five redirects, whatever its status.

    Args:
        timeout_s: for the whole of it: names, redirects and body.
        max_bytes: of the body, packed and unpacked.
        allow: hosts (``intranet.example``, ``localhost:8000``) that may lie in networks that are not public, as long as
            no other host led there.
        etag: what the last answer's header ETag said: "304" then means that nothing has changed.
        last_modified: the same of its header Last-Modified.

    Raises:
        SourceError: LW110 an address that may not be fetched; LW111 too large; LW112 too slow; LW113 too many
            redirects; LW115 not reached; LW118 an answer that is no sound HTTP.
    """
    asked = {"Accept": ACCEPTED, "Accept-Encoding": "gzip, deflate"}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": last_modified} if last_modified else {}
    ends_at, moved_to, is_moving = monotonic() + timeout_s, None, True
    for _ in range(MOST_REDIRECTS + 1):
        target = read_target(url, allow)
        allow = allow if target.is_allowed(allow) else ()  # a public server may not lead us to a private one
        call = _Call(target, allow, ends_at, timeout_s)
        answer = replace(call.exchange("GET", asked, max_bytes=max_bytes), url=url, moved_to=moved_to)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return answer
        url = _follow(url, answer.headers["location"])
        is_moving = is_moving and answer.status in PERMANENT
        moved_to = url if is_moving else moved_to
    raise SourceError("LW113", f"the server redirects more than {MOST_REDIRECTS} times; give the last address", "fetch")


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float = TIMEOUT_S, allow: Collection[str] = ()
) -> Answer:
    """Return the answer to what was sent, its body cut at 64 kB. Redirects are not followed.

    Raises:
        SourceError: LW110 an address that may not be asked; LW112 too slow; LW115 not reached; LW118 no sound HTTP.
    """
    call = _Call(read_target(url, allow), allow, monotonic() + timeout_s, timeout_s)
    return replace(call.exchange("POST", dict(headers), content=body), url=url)


@dataclass(frozen=True, slots=True)
class _Call:
    """One request on a connection of its own."""

    target: Target
    allow: Collection[str]
    ends_at: float
    timeout_s: float

    def exchange(
        self, method: str, headers: dict[str, str], *, content: bytes | None = None, max_bytes: int | None = None
    ) -> Answer:
        """Return the answer; a body over `max_bytes` is an error, and cut at 64 kB where there is no such limit."""
        target = self.target
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        named = {"Host": target.authority, "User-Agent": f"linewatch/{linewatch.__version__}", "Connection": "close"}
        if content is not None:
            named["Content-Length"] = str(len(content))
        backend = _CheckedBackend(self)
        with self._translated(), httpcore2.ConnectionPool(_tls(), network_backend=backend, max_connections=1) as pool:
            asked = [(name, value.encode("latin-1")) for name, value in (named | headers).items()]
            with pool.stream(method, url, headers=asked, content=content) as response:
                known = _read_headers(response.headers)
                if response.status in REDIRECTS or max_bytes is None:
                    body = _read_start(response.iter_stream())
                else:
                    body = _read_body(response.iter_stream(), known, max_bytes)
                return Answer(response.status, "", known, body)

    def left_s(self) -> float:
        """Return how much of the time is left.

        Raises:
            TimeoutError: nothing.
        """
        left = self.ends_at - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    @contextmanager
    def _translated(self) -> Iterator[None]:
        host = self.target.site
        try:
            yield
        except (TimeoutError, httpcore2.TimeoutException) as error:
            reason = f"{host} took longer than {self.timeout_s:g} s; try again later or raise fetch_timeout_s"
            raise SourceError("LW112", reason, "fetch") from error
        except (httpcore2.NetworkError, OSError) as error:
            reason = f"{host} cannot be reached ({error or type(error).__name__}); check the address and the connection"
            raise SourceError("LW115", reason, "fetch") from error
        except (httpcore2.ProtocolError, UnicodeEncodeError) as error:
            reason = f"what {host} answered is no sound HTTP ({error}); look at the address in a browser"
            raise SourceError("LW118", reason, "fetch") from error


class _CheckedBackend(httpcore2.NetworkBackend):
    """Connects to an address that was checked, never to a name; each step gets the time that is left."""

    def __init__(self, call: _Call) -> None:
        self._call = call
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the call has its own
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to the first of the host's permitted addresses that takes one."""
        failure: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        addresses = _permitted(_resolve_in_time(host, port, self._call.left_s()), self._call)[:MOST_ADDRESSES]
        for place, address in enumerate(addresses):
            share_s = self._call.left_s() / (len(addresses) - place)
            try:
                stream = self._plain.connect_tcp(address, port, share_s, local_address, socket_options)
                return _TimedStream(stream, self._call)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError("the name has no address")


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every read and write ends with the whole call, so that a slow drip does not go on."""

    def __init__(self, stream: httpcore2.NetworkStream, call: _Call) -> None:
        self._stream = stream
        self._call = call

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._call.left_s())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._call.left_s())

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:  # noqa: ARG002
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._call.left_s()), self._call)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host.

    Raises:
        OSError: the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


def _resolve_in_time(host: str, port: int, timeout_s: float) -> list[str]:
    """Return the host's addresses; a system's resolver has no limit of time that we could set, so a thread waits."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except Empty as error:
        raise TimeoutError from error
    if isinstance(answer, OSError):
        raise answer
    return answer


def _permitted(addresses: list[str], call: _Call) -> list[str]:
    """Return the addresses that may be connected to.

    Raises:
        SourceError: LW110 there are addresses, but none of these.
    """
    if call.target.is_allowed(call.allow):
        return addresses
    permitted = [one for one in addresses if "%" not in one and is_public(ip_address(one))]
    if addresses and not permitted:
        raise refused_address(call.target.site)
    return permitted


def _follow(url: str, location: str) -> str:
    with suppress(UnicodeError):  # else it is Latin-1, as headers once were
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, location)
    except ValueError as error:
        reason = "the server redirects to what is no address; give the page's own address"
        raise SourceError("LW113", reason, "fetch") from error


def _read_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        key, words = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {words}" if key in headers else words
    return headers


def _read_body(chunks: Iterable[bytes], headers: Mapping[str, str], max_bytes: int) -> bytes:
    said = headers.get("content-length", "")
    unpacker = Unpacker(headers.get("content-encoding", ""), max_bytes)
    if said.isascii() and said.isdigit() and int(said[:20]) > max_bytes:
        raise unpacker.too_large()
    for chunk in chunks:
        unpacker.feed(chunk)
    return unpacker.finish()


def _read_start(chunks: Iterable[bytes]) -> bytes:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) >= LARGEST_REPLY_BYTES:
            break
    return bytes(held[:LARGEST_REPLY_BYTES])


@cache
def _tls() -> Any:
    """Return the rules for TLS: the system's authorities, names checked."""
    return httpcore2.default_ssl_context()
