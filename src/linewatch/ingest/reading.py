"""The one door of the room: sources in, articles and rejections out. No document stops the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from linewatch.errors import DocumentError, SourceError, UsageError
from linewatch.ingest.archives import read_parquet, read_warc
from linewatch.ingest.articles import Request, make_article
from linewatch.ingest.corpora import read_json, read_json_lines
from linewatch.ingest.delimited import read_delimited
from linewatch.ingest.formats import sniff_format, suffix_format
from linewatch.ingest.knowledge import ingest_tables
from linewatch.ingest.pages import PageReader
from linewatch.ingest.reports import read_draft
from linewatch.ingest.sources import STDIN, Found, find_documents, reject
from linewatch.ingest.streams import keep_beginning, read_whole, split_head
from linewatch.ingest.webpages import get_answer, is_web, read_document
from linewatch.records import MOST_KEPT_BYTES, Article, Rejection
from linewatch.settings import Settings

_RECORD_NUMBER = re.compile(r":\d+$")


def read_articles(
    sources: Sequence[str],
    *,
    settings: Settings,
    published_on: date | None = None,
    publisher: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> Iterator[Article | Rejection]:
    """Yield the article of each document in the sources, or the rejection that says why there is none.

    One source or document that cannot be read gives a `Rejection` (a path that is not there LW101, unreadable LW102,
    of another format LW103, not to be had from the web LW11x, a bad document LW2xx) and the reading goes on. Documents
    come in the given order, those of a folder sorted by path.

    Args:
        sources: paths of files and folders, addresses of web pages, ``-`` for standard input.
        published_on: the publication date of every document; goes before the one that is found. A date is found in
            the document or stays None: no clock and no file time stands in for it.
        publisher: the publisher of every document; goes before the one that is found.
        fields: our names (id, title, date, text, url, publisher, byline) → the keys or columns of a corpus.

    Raises:
        UsageError: LW001 when `fields` names something else.
        UsageError: LW001 while reading, where a library for Parquet or WARC is not installed.
        BugError: LW901 when a child process cannot be started.
    """
    return _read_all(_find_all(sources, settings), _request(settings, published_on, publisher, fields))


def read_again(
    rejection: Rejection,
    *,
    settings: Settings,
    published_on: date | None = None,
    publisher: str | None = None,
    fields: Mapping[str, str] | None = None,
    from_source: bool = False,
) -> Iterator[Article | Rejection]:
    """Yield what is in a document that was set aside: from its kept bytes, or from the source where they are cut.

    Args:
        from_source: take the source, which may have been mended, though the bytes were kept.
        published_on, publisher, fields: as of `read_articles`.

    Raises:
        UsageError: LW001 when `fields` names something else.
    """
    request = _request(settings, published_on, publisher, fields)
    content, name = rejection.content, _RECORD_NUMBER.sub("", rejection.source)
    is_record = name != rejection.source
    if content is not None and len(content) < MOST_KEPT_BYTES and not from_source:
        found = Found(rejection.source, "jsonl" if is_record else suffix_format(name), iter([content]))
        yield from (_under_its_name(one, rejection) for one in _read_all([found], request))
    elif not is_record and name != STDIN:
        yield from _read_all(_find_all([name], settings), request)
    else:
        reason = "its bytes were not kept; give the source to linewatch code again"
        yield reject(rejection.source, SourceError("LW102", reason, "read"))


def _under_its_name(one: Article | Rejection, rejection: Rejection) -> Article | Rejection:
    """Return the rejection of a line under the name of that line: alone it would be the first."""
    if isinstance(one, Rejection) and one.source == f"{rejection.source}:1":
        return replace(one, source=rejection.source)
    return one


def _request(
    settings: Settings, published_on: date | None, publisher: str | None, fields: Mapping[str, str] | None
) -> Request:
    unknown = sorted(set(fields or {}) - set(ingest_tables()["keys"]))
    if unknown:
        known = ", ".join(ingest_tables()["keys"])
        raise UsageError("LW001", f"fields names {unknown[0]!r}, which is none of ours; use {known}", "fields")
    return Request(settings, published_on, publisher, dict(fields or {}))


def _read_all(documents: Iterable[Found | Rejection], request: Request) -> Iterator[Article | Rejection]:
    with PageReader(request.settings.html_timeout_s) as pages:
        for found in documents:
            if isinstance(found, Rejection):
                yield found
                continue
            kept = bytearray()
            try:
                yield from read_found(replace(found, chunks=keep_beginning(found.chunks, kept)), pages, request)
            except DocumentError as error:
                yield reject(found.name, error, bytes(kept) or None)
            except SourceError as error:
                yield reject(found.name, error)


def _find_all(sources: Sequence[str], settings: Settings) -> Iterator[Found | Rejection]:
    for source in sources:
        if not is_web(source):
            yield from find_documents([source])
            continue
        try:
            yield read_document(get_answer(source, settings))
        except SourceError as error:
            yield reject(source, error)


def read_found(found: Found, pages: PageReader, request: Request) -> Iterator[Article | Rejection]:
    """Yield what stands in a document that was found.

    Raises:
        SourceError: LW102 its stream fails.
        DocumentError: LW2xx it cannot be read.
    """
    kind, chunks, settings = found.format, found.chunks, request.settings
    if kind is None:
        head, chunks = split_head(chunks)
        kind = sniff_format(head)
    if kind == "jsonl":
        yield from read_json_lines(found.name, chunks, request)
    elif kind in ("csv", "tsv"):
        yield from read_delimited(found.name, chunks, request, separator="\t" if kind == "tsv" else None)
    elif kind == "json":
        yield from read_json(found.name, read_whole(chunks, max_bytes=settings.max_file_bytes), request)
    elif kind == "parquet" and found.path:
        yield from read_parquet(found.name, found.path, request)
    elif kind == "warc" and found.path:
        yield from read_warc(found.name, found.path, pages, request)
    else:
        yield make_article(read_draft(replace(found, format=kind, chunks=chunks), pages, settings), request)
