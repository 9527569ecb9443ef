"""Who may ask. A ring around the whole application: no route is reached by a request that it does not pass.

In this order: the Host must be ours (DNS rebinding), the request must not come from another site, where tokens are in
use one of sufficient scope must come along, and the body must not be too large. Every answer, refusals included, leaves
with the same strict headers. No secret is ever logged.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from linewatch.errors import LinewatchError, WebError
from linewatch.web import tokens as book
from linewatch.web.limits import Bucket
from linewatch.web.problems import MEDIA_TYPE, problem_body, status_of
from linewatch.web.tokens import Token

COOKIE = "linewatch_session"
SAFE_METHODS = frozenset({"GET", "HEAD"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SIGN_IN = "/sign-in"
_MOST_SESSIONS = 1000

HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types default"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all, browsers hide the Origin of our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(slots=True)
class Doorkeeper:
    """Who is let in: the hosts that are ours, the tokens in use (none: everyone on this machine), open sessions.

    `read_tokens` is asked at each request, so that a token that was revoked is refused at once.
    """

    hosts: frozenset[str]
    read_tokens: Callable[[], Sequence[Token]] | None = None
    today: Callable[[], date] = date.today
    attempts: Bucket = field(default_factory=lambda: Bucket(10, 3.0))
    _sessions: dict[str, str] = field(default_factory=dict)  # hash of the cookie → hash of the token

    def check_place(self, method: str, headers: Headers) -> None:
        """Pass a request that names one of our hosts and comes from no other site.

        Raises:
            WebError: LW605 another host, LW606 another site.
        """
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or _host_name(host) not in self.hosts:
            raise WebError("LW605", "open the page under the address that it printed, or start it with --allow-host")
        origin = headers.get("origin")
        is_ours = origin is None or _is_same(origin, host)
        site = headers.get("sec-fetch-site", "none")
        is_visit = method in SAFE_METHODS and headers.get("sec-fetch-mode") == "navigate"
        is_visit = is_visit and headers.get("sec-fetch-dest") == "document"
        if not is_ours or (site not in ("same-origin", "none") and not is_visit):
            raise WebError("LW606", "another site may not use this page; open it by itself")

    def check_token(self, method: str, headers: Headers) -> Token | None:
        """Return the token that comes with a request; None where none are in use.

        Raises:
            WebError: LW602 none came, LW603 it is not in force, LW604 it may only read.
            WebError: LW614 the file of tokens cannot be read.
        """
        if self.read_tokens is None:
            return None
        token = self._bearer(headers) or self._visitor(headers)
        if token is None:
            raise WebError("LW602", "send Authorization: Bearer lwt_..., or sign in on the page")
        if method not in SAFE_METHODS and not token.allows("write"):
            raise WebError("LW604", "this needs a token with the scope write")
        return token

    def sign_in(self, secret: str) -> str:
        """Return the cookie of a new session for the holder of a token.

        Raises:
            WebError: LW603 the token is not in force; LW611 there were too many attempts of late.
        """
        self.attempts.take()
        token = self._match(secret)
        cookie = secrets.token_urlsafe(32)
        while len(self._sessions) >= _MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        self._sessions[book.digest(cookie)] = token.sha256
        return cookie

    def sign_out(self, headers: Headers) -> None:
        """End the session whose cookie comes with a request."""
        self._sessions.pop(book.digest(_cookie(headers)), None)

    def _bearer(self, headers: Headers) -> Token | None:
        kind, _, secret = headers.get("authorization", "").partition(" ")
        return self._match(secret.strip()) if kind.lower() == "bearer" else None

    def _visitor(self, headers: Headers) -> Token | None:
        kept = self._sessions.get(book.digest(_cookie(headers)))
        if kept is None or self.read_tokens is None:
            return None
        good = [token for token in self.read_tokens() if token.expires_on is None or self.today() <= token.expires_on]
        return next((token for token in good if hmac.compare_digest(token.sha256, kept)), None)

    def _match(self, secret: str) -> Token:
        token = book.match_token(secret, self.read_tokens() if self.read_tokens else (), today=self.today())
        if token is None:
            raise WebError("LW603", "make another one with linewatch serve token create")
        return token


class Guard:
    """The ring as ASGI middleware; `max_body_bytes` is the largest body of any request."""

    def __init__(self, app: FastAPI, *, keeper: Doorkeeper, max_body_bytes: int) -> None:
        self.app = app
        self._keeper = keeper
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with the reason why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _with_headers(send, scope["path"])
        try:
            self._keeper.check_place(scope["method"], headers)
            if not _is_open(scope["path"]):
                scope.setdefault("state", {})["token"] = self._keeper.check_token(scope["method"], headers)
            body = await self._read_body(scope["method"], headers, receive)
        except LinewatchError as error:
            await _refuse(error, scope, headers, guarded)
            return
        await self.app(scope, _replay(body, receive), guarded)

    async def _read_body(self, method: str, headers: Headers, receive: Receive) -> bytes:
        """Return the whole body.

        Raises:
            WebError: LW610 it is larger than the limit.
        """
        if method in SAFE_METHODS:
            return b""
        length = headers.get("content-length", "0")
        chunks, size, is_more = [], 0, True
        if not length.isdecimal() or int(length[:18]) > self._max_body_bytes:
            raise self._too_large()
        while is_more:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            is_more = message.get("more_body", False)
            if size > self._max_body_bytes:
                raise self._too_large()
        return b"".join(chunks)

    def _too_large(self) -> WebError:
        return WebError("LW610", f"send at most {self._max_body_bytes:,} bytes")


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives the body that was read, then what the server still says (a disconnect)."""
    is_given = False

    async def again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _with_headers(send: Send, path: str) -> Send:
    """Return the channel with our headers on every answer; only files that never change may be kept."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not path.startswith("/static/"):
                headers["cache-control"] = "no-store"
        await send(message)

    return guarded


async def _refuse(error: LinewatchError, scope: Scope, headers: Headers, send: Send) -> None:
    """Answer with a problem; a person who has no token yet is shown where to sign in."""
    status, extra = status_of(error), []
    wants_page = not scope["path"].startswith("/api/") and "text/html" in headers.get("accept", "")
    body, media_type = json.dumps(problem_body(error)).encode(), MEDIA_TYPE
    if status == 401 and wants_page and scope["method"] in SAFE_METHODS:
        status, extra, body, media_type = 303, [(b"location", SIGN_IN.encode())], b"", "text/plain"
    elif status == 401:
        extra = [(b"www-authenticate", b"Bearer")]
    kind = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": kind + extra})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _is_open(path: str) -> bool:
    """Return whether it is shown to those who have no token yet."""
    return path == SIGN_IN or path.startswith("/static/")


def _host_name(host: str) -> str:
    """Return the name of a Host header without its port, in small letters."""
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    return name.lower()


def _is_same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _cookie(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
