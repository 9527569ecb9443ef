import codecs

import pytest

from linewatch.errors import SourceError
from linewatch.ingest.formats import refuse_unsupported, sniff_format, suffix_format


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.HTML", "html"),
        ("a.htm", "html"),
        ("a.jsonl", "jsonl"),
        ("a.jsonl.gz", "jsonl"),
        ("a.json", "json"),
        ("a.CSV", "csv"),
        ("a.tsv.gz", "tsv"),
        ("a.parquet", "parquet"),
        ("a.warc.gz", "warc"),
        ("a.xlsx", None),
        ("txt", None),
    ],
)
def test_suffixes(name: str, kind: str | None) -> None:
    assert suffix_format(name) == kind


@pytest.mark.parametrize("name", ["a.docx", "a.PDF", "a.txt.gz", "a.xlsx"])
def test_other_formats_are_refused(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        refuse_unsupported(name)
    assert caught.value.code == "LW103"


def test_unknown_suffixes_are_not_refused() -> None:
    refuse_unsupported("report.md")
    refuse_unsupported("report")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Boats seen near pier\n\nTwo boats.", "text"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\n <html lang=en>", "html"),
        (b"<?xml version='1.0'?>\n<html>", "html"),
        (b"<p>Two boats.</p>", "html"),
        (b"<Boats> were seen", "text"),
        (b'{"text": "Two boats."}\n{"text": "Three."}\n', "jsonl"),
        (b'{"text": "Two boats."}', "jsonl"),
        (b'{"text": "Two bo', "jsonl"),
        (b'{\n  "text": "Two boats."\n}', "json"),
        (b'{"text": "Two boats.",\n "title": "Boats"}', "json"),
        (b'[{"text": "Two boats."}]', "json"),
        (b"[\n  {", "json"),
        (b"[Varna] Two boats were seen", "text"),
        (b"{Varna} Two boats were seen", "text"),
        (codecs.BOM_UTF8 + b'{"text": 1}', "jsonl"),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "html"),
        (b"", "text"),
        (b"\xff\x00", "text"),
    ],
)
def test_first_bytes(head: bytes, kind: str) -> None:
    assert sniff_format(head) == kind
