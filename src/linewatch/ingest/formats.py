"""Which reader a document needs: by its suffix, else by its first bytes."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from linewatch.errors import SourceError
from linewatch.ingest.knowledge import ingest_tables

Format = Literal["text", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc"]

FORMATS: tuple[Format, ...] = ("jsonl", "json", "html", "text", "csv", "tsv", "parquet", "warc")

_TAG = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,9})?"
    r"<(?:!doctype\s{1,3}html|!--|(?:html|head|body|article|section|main|header|div|p|h1|title|meta)\b)",
    re.IGNORECASE,
)
_OPEN_OBJECT = re.compile(r"\{\s*(?:\"|\}|$)")
_OPEN_LIST = re.compile(r"\[\s*(?:\{|\]\s*$|$)")


def suffix_format(name: str) -> Format | None:
    """Return the format that the suffix of a file name stands for, or None."""
    return next((kind for kind in FORMATS if name.lower().endswith(tuple(ingest_tables()["formats"][kind]))), None)


def refuse_unsupported(name: str) -> None:
    """Refuse a file whose suffix says that it is no text of ours.

    Raises:
        SourceError: LW103.
    """
    suffix = next((one for one in ingest_tables()["formats"]["unsupported"] if name.lower().endswith(one)), None)
    if suffix:
        raise SourceError("LW103", f"{suffix} files are not read; turn it into text, HTML, JSON Lines or CSV", "read")


def sniff_format(head: bytes) -> Format:
    """Return the format that the first bytes look like; text when they look like nothing else."""
    words = _loose_text(head).lstrip()
    if _TAG.match(words):
        return "html"
    if _OPEN_OBJECT.match(words):
        first_line = words.split("\n", 1)[0].rstrip()
        return "json" if "\n" in words and first_line.endswith(("{", "[", ",")) else "jsonl"
    return "json" if _OPEN_LIST.match(words) else "text"


def _loose_text(head: bytes) -> str:
    is_utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if is_utf16 else "utf-8", "ignore").lstrip("\ufeff")
