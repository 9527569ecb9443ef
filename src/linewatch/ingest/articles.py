"""What a reader found → the `Article`: checked, named by its content, with its language and dateline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from linewatch.addresses import web_url
from linewatch.errors import DocumentError
from linewatch.ingest.encodings import refuse_unclean
from linewatch.ingest.heads import find_dateline
from linewatch.ingest.languages import identify_language
from linewatch.records import Article, content_id
from linewatch.settings import Settings

LONGEST_FIELD_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as a reader found it."""

    text: str
    title: str | None = None
    published_on: date | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asked for: the settings, and what he knows about every document."""

    settings: Settings
    published_on: date | None = None
    publisher: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def make_article(draft: Draft, request: Request) -> Article:
    """Return the article of a draft; what the caller said goes before what was found, a date line before the dateline.

    Raises:
        DocumentError: LW202, LW203 text that cannot be stored; LW205 text or a field longer than the limit.
    """
    limit = request.settings.max_article_chars
    if len(draft.text) > limit:
        reason = f"the text is longer than {limit:,} characters; split it or raise max_article_chars"
        raise DocumentError("LW205", reason, "read")
    title, byline, url = _field(draft.title, "title"), _field(draft.byline, "byline"), web_url(_field(draft.url, "url"))
    publisher = request.publisher or _field(draft.publisher, "publisher")
    refuse_unclean(draft.text)
    dateline = find_dateline(draft.text, title)
    published_on = request.published_on or draft.published_on or (dateline.day if dateline else None)
    return Article(
        article_id=content_id("art", url, title, published_on, draft.text),
        title=title,
        text=draft.text,
        published_on=published_on,
        publisher=publisher,
        byline=byline,
        url=url,
        language=identify_language(draft.text),
        dateline=dateline.place if dateline else None,
    )


def record_of(article: Article) -> bytes:
    """Return the article as a JSON record from which the same article is made again."""
    names = {"title": "title", "date": "published_on", "publisher": "publisher", "byline": "byline", "url": "url"}
    record = {key: getattr(article, name) for key, name in names.items()}
    return msgspec.json.encode({**record, "text": article.text})


def _field(words: str | None, name: str) -> str | None:
    words = (words or "").strip()
    if len(words) > LONGEST_FIELD_CHARS:
        reason = f"the {name} is longer than {LONGEST_FIELD_CHARS:,} characters; check the record"
        raise DocumentError("LW205", reason, "read")
    refuse_unclean(words)
    return words or None
