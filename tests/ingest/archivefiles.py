"""Parquet and WARC files for tests."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as arrow
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def write_parquet(path: Path, columns: dict[str, list[Any]], **options: Any) -> Path:
    parquet.write_table(arrow.table(columns), path, **options)
    return path


def write_warc(path: Path, pages: list[tuple[str, bytes, str, int]], *, headers: dict[str, str] | None = None) -> Path:
    """Write an archive of pages: address, body, content type, status."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=path.name.endswith(".gz"))
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    for url, body, kind, status in pages:
        lines = [("Content-Type", kind), *(headers or {}).items()]
        head = StatusAndHeaders(f"{status} OK", lines, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head))
    path.write_bytes(stream.getvalue())
    return path


def write_wet(path: Path, url: str, text: str) -> Path:
    """Write an archive of one text that was taken from a page."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=False)
    payload = BytesIO(text.encode())
    writer.write_record(writer.create_warc_record(url, "conversion", payload=payload, warc_content_type="text/plain"))
    path.write_bytes(stream.getvalue())
    return path


def packed(data: bytes) -> bytes:
    return gzip.compress(data)
