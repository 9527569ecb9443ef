"""The child process that takes feeds apart: RSS, RDF and Atom by feedparser, JSON Feed 1.1 by itself.

Takes a `Question`, gives a `ParsedFeed` or None where the bytes are no feed. It never touches the network: feedparser
gets bytes, never an address. Started by `linewatch.ingest.feeds`.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import msgspec

from linewatch.ingest.articles import LONGEST_FIELD_CHARS
from linewatch.ingest.dates import read_date
from linewatch.ingest.links import article_url
from linewatch.ingest.worker import run_worker

MOST_ITEMS = 2_000
JSON_VERSION = "https://jsonfeed.org/version/"

_ITEM_START = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s{0,9}>")
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Question:
    """A feed as a server gave it."""

    data: bytes
    url: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What a feed says of one article. `html` is its whole text, where the feed has that."""

    url: str | None
    title: str | None = None
    published_on: date | None = None
    updated: str | None = None
    byline: str | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What stands in a feed. `ttl_s` is how long it asks to be left alone; `left_out` counts items over the limit."""

    title: str | None
    ttl_s: int | None
    items: tuple[FeedItem, ...]
    left_out: int = 0


def parse_feed(question: Question) -> ParsedFeed | None:
    """Return what stands in a feed, or None where it is none."""
    if question.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _parse_json(question)
    return _parse_xml(question)


def _parse_xml(question: Question) -> ParsedFeed | None:
    import feedparser

    data, left_out = _cut_items(question.data)
    headers = {"content-location": question.url, "content-type": question.content_type or "application/xml"}
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        return None
    items = tuple(_xml_item(entry, question.url) for entry in found.entries[:MOST_ITEMS])
    left_out += len(found.entries) - len(items)
    return ParsedFeed(_words(found.feed.get("title")), _minutes(found.feed.get("ttl")), items, left_out)


def _cut_items(data: bytes) -> tuple[bytes, int]:
    """Return the feed without the items over the limit, before a parser sees them, and how many these are."""
    starts = [match.start() for match in _ITEM_START.finditer(data)]
    ends = [match.end() for match in _ITEM_END.finditer(data)]
    if len(starts) <= MOST_ITEMS or not ends or ends[-1] < starts[MOST_ITEMS]:
        return data, 0
    return data[: starts[MOST_ITEMS]] + data[ends[-1] :], len(starts) - MOST_ITEMS


def _xml_item(entry: Any, base: str) -> FeedItem:
    texts = [str(part.get("value", "")) for part in entry.get("content", ())]
    published = entry.get("published")
    updated = dict.get(entry, "updated", published)  # feedparser's own `get` warns and takes the other
    return FeedItem(
        url=article_url(entry.get("feedburner_origlink") or entry.get("link"), base),
        title=_words(entry.get("title")),
        published_on=read_date(published or updated),
        updated=updated,
        byline=_words(entry.get("author")),
        html=max(texts, key=len, default=None) or None,
    )


def _parse_json(question: Question) -> ParsedFeed | None:
    try:
        found = json.loads(question.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not str(found.get("version")).startswith(JSON_VERSION):
        return None
    listed = found.get("items")
    records = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    items = tuple(_json_item(record, question.url) for record in records[:MOST_ITEMS])
    return ParsedFeed(_words(found.get("title")), None, items, len(records) - len(items))


def _json_item(record: dict[str, Any], base: str) -> FeedItem:
    published, updated = record.get("date_published"), record.get("date_modified")
    text = record.get("content_text")
    paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in text.split("\n")) if isinstance(text, str) else ""
    return FeedItem(
        url=article_url(record.get("url"), base),
        title=_words(record.get("title")),
        published_on=read_date(published or updated),
        updated=_words(updated or published),
        byline=_json_byline(record),
        html=str(record.get("content_html") or paragraphs) or None,
    )


def _json_byline(record: dict[str, Any]) -> str | None:
    authors = record.get("authors")
    listed = authors if isinstance(authors, list) else [record.get("author")]
    names = [_words(one.get("name")) for one in listed if isinstance(one, dict)]
    return ", ".join(name for name in names if name) or None


def _words(value: object) -> str | None:
    """Return the plain words of a title or name, in which some feeds put tags; None for what is too long to be one."""
    if not isinstance(value, str) or len(value) > LONGEST_FIELD_CHARS:
        return None
    return " ".join(html.unescape(_TAG.sub(" ", value)).split()) or None


def _minutes(value: object) -> int | None:
    return (
        int(value) * 60 if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7 else None
    )


def answer_feed(question: bytes) -> bytes:
    """Return the `ParsedFeed` of a `Question`, or None, both as MessagePack."""
    return msgspec.msgpack.encode(parse_feed(msgspec.msgpack.decode(question, type=Question)))


if __name__ == "__main__":
    warm = Question(b"<rss version='2.0'><channel><item><title>warm</title></item></channel></rss>")
    run_worker(answer_feed, warm_up=msgspec.msgpack.encode(warm))
