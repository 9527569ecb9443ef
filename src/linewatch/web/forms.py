"""Plain forms: the fields of one that was sent, and the empty fields of a filter taken for none."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from linewatch.errors import WebError

_MOST_FIELDS = 50


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a plain form.

    Raises:
        WebError: LW615 the body is no such form, LW609 it cannot be read.
    """
    kind, body = request.headers.get("content-type", "").partition(";")[0].strip().lower(), await request.body()
    if body and kind != "application/x-www-form-urlencoded":
        raise WebError("LW615", "send a form as application/x-www-form-urlencoded", "form")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise WebError("LW609", "the form cannot be read; open the page again", "form") from error
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


class EmptyFields:
    """ASGI middleware: a browser sends the empty fields of a filter as well; a page does not take them for values."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request without its empty parameters."""
        if scope["type"] == "http" and not scope["path"].startswith("/api/"):
            given = (part for part in scope["query_string"].split(b"&") if part and not part.endswith(b"="))
            scope = {**scope, "query_string": b"&".join(given)}
        await self.app(scope, receive, send)
