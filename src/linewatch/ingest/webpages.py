"""Documents of the web: an address → the bytes behind it, ready for the readers of the room."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from linewatch.errors import SourceError
from linewatch.ingest import fetch
from linewatch.ingest.encodings import as_utf8
from linewatch.ingest.feeds import looks_like_feed
from linewatch.ingest.formats import Format
from linewatch.ingest.sources import Found
from linewatch.ingest.targets import read_target
from linewatch.settings import Settings

Get = Callable[..., fetch.Answer]

_TEXTS = ("text/plain", "application/json", "application/x-ndjson", "application/jsonl")
_PAGES = ("", "text/html", "application/xhtml+xml")


def is_web(source: str) -> bool:
    """Say whether a source is a web address and no path."""
    return source.lower().startswith(("http://", "https://"))


def get_answer(
    url: str, settings: Settings, get: Get | None = None, *, named_by: str | None = None, **asked: str | None
) -> fetch.Answer:
    """Return what a server says, within the limits of the settings.

    Args:
        get: who asks, `fetch.get` unless given.
        named_by: the feed that named the address, if no person did: one of the public net may not lead us into ours.
        asked: `etag` and `last_modified`, as `fetch.get` takes them.

    Raises:
        SourceError: LW110 to LW118 as `fetch.get` says.
    """
    is_ours = named_by is None or read_target(named_by, settings.allow_hosts).is_allowed(settings.allow_hosts)
    limits = {
        "timeout_s": settings.fetch_timeout_s,
        "max_bytes": settings.max_file_bytes,
        "allow": settings.allow_hosts if is_ours else (),
    }
    ask: Get = get or fetch.get
    return ask(url, **limits, **asked)


def read_document(answer: fetch.Answer) -> Found:
    """Return the document of an answer, under the address that gave it.

    Raises:
        SourceError: LW103 a feed or a file of an unsupported kind; LW114 the server gave no page.
    """
    if answer.status != 200:
        reason = f"{urlsplit(answer.url).hostname} answered {answer.status}; open the address in a browser"
        raise SourceError("LW114", reason, "fetch")
    content_type = answer.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if looks_like_feed(answer.body):
        raise SourceError("LW103", "the address is that of a feed; read it with linewatch ingest URL --db FILE", "read")
    if kind not in (*_PAGES, *_TEXTS):
        raise SourceError("LW103", f"{kind[:60]} is not read; give the address of a page", "read")
    form: Format | None = "html" if kind in _PAGES and kind else None
    return Found(answer.url, form, iter([as_utf8(answer.body, content_type)]), url=answer.url)
