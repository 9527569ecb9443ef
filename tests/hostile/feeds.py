"""Feeds made to break a reader, written by generators."""

from __future__ import annotations

from collections.abc import Callable

from tests.ingest.feeds import rss


def declared(declaration: str, title: str) -> bytes:
    """Return a feed with a document type declaration."""
    return f"<!DOCTYPE x {declaration}><rss version='2.0'><channel><title>{title}</title></channel></rss>".encode()


def billion_laughs(depth: int) -> bytes:
    entities = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(depth))
    return declared(f"[<!ENTITY a0 'ha'>{entities}]", f"&a{depth};")


FEEDS: dict[str, Callable[[], bytes]] = {
    "billion laughs": lambda: billion_laughs(12),
    "one long entity": lambda: declared(f"[<!ENTITY a '{'ha' * 50_000}'>]", "&a;" * 50_000),
    "foreign file": lambda: declared("[<!ENTITY a SYSTEM 'file:///etc/passwd'>]", "&a;"),
    "foreign declaration": lambda: declared("SYSTEM 'http://127.0.0.1/x.dtd'", "a"),
    "deep nesting": lambda: rss("<description>" + "<b>" * 100_000 + "</description>"),
    "many items": lambda: rss(*["<title>a</title>"] * 200_000),
    "many attributes": lambda: b"<rss version='2.0' " + b"".join(b"a%d='b' " % n for n in range(100_000)) + b"/>",
    "long title": lambda: rss("<title>" + "word " * 1_000_000 + "</title>"),
    "many open tags": lambda: rss("<title>" + "&lt;" * 500_000 + "</title>"),
    "deep json": lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
    "noise": lambda: bytes(n * n % 251 for n in range(500_000)),
}
