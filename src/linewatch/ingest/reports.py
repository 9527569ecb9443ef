"""A document that holds one report, a page or a plain text → its draft."""

from __future__ import annotations

from dataclasses import replace

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Draft
from linewatch.ingest.formats import sniff_format
from linewatch.ingest.links import own_url
from linewatch.ingest.pages import PageReader
from linewatch.ingest.sources import Found
from linewatch.ingest.streams import HEAD_BYTES, read_whole
from linewatch.ingest.texts import extract_text
from linewatch.settings import Settings


def read_draft(found: Found, pages: PageReader, settings: Settings) -> Draft:
    """Return the report in a document that is a page or plain text.

    Raises:
        SourceError: LW102 its stream fails.
        DocumentError: LW2xx it cannot be read.
    """
    data = read_whole(found.chunks, max_bytes=settings.max_file_bytes)
    kind = found.format or sniff_format(data[:HEAD_BYTES])
    if kind not in ("html", "text"):
        raise DocumentError("LW204", "these are records and no report; give a page or a text", "read")
    draft = pages.extract_html(data) if kind == "html" else extract_text(data)
    return replace(draft, url=own_url(draft.url, found.url)) if found.url else draft
