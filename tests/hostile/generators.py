"""Documents made to break a reader, written by generators so that no bomb lies in the repository.

A new bug means a new generator. `DOCUMENTS` maps a file name to the maker of its bytes and the codes that reading it
must give, in order; "ok" is an article.
"""

from __future__ import annotations

import codecs
import gzip
import json
from collections.abc import Callable

OK = "ok"
SENTENCE = "The mayor of Varna said on Monday that two boats without lights had been seen near the old pier. "
RECORD = json.dumps({"text": SENTENCE}) + "\n"


def endless_sentence(size: int) -> bytes:
    return ("and then they sailed on " * (size // 24)).encode()


def nested_divs(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"text"


def many_links(count: int) -> bytes:
    return b"<html><body>" + b"".join(b"<a href='/%d'>link %d</a> " % (n, n) for n in range(count)) + b"</body></html>"


def long_table(rows: int) -> bytes:
    return b"<html><body><table>" + b"<tr><td>a</td><td>b 1</td></tr>" * rows


def misnested_tags(count: int) -> bytes:
    return b"<html><body>" + b"<b><i>" * count + b"</b></i>" * count


def wide_cell() -> bytes:
    return b"<html><body><table><tr><td colspan='9007199254740991'>x</td></tr></table></body></html>"


def long_attribute(size: int) -> bytes:
    return b"<html><body><p title='" + b"a" * size + b"'>x</p></body></html>"


def deep_json(depth: int) -> bytes:
    return b'{"text": ' + b"[" * depth + b"]" * depth + b"}\n"


def record(**columns: object) -> bytes:
    return (json.dumps({"text": SENTENCE} | columns) + "\n").encode()


def gzip_bomb(size: int, fill: bytes) -> bytes:
    return gzip.compress(RECORD.encode() + fill * size, compresslevel=1)


def truncated_gzip() -> bytes:
    return gzip.compress(RECORD.encode() * 3_000, compresslevel=0)[:-20_000]


DOCUMENTS: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "empty.txt": (lambda: b"", ["LW201"]),
    "blank.txt": (lambda: b" \r\n\t \n" * 1_000, ["LW201"]),
    "pdf.html": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, ["LW202"]),
    "zip.txt": (lambda: b"PK\x03\x04" + bytes(range(256)), ["LW202"]),
    "nul.txt": (lambda: SENTENCE.replace(" ", "\0").encode(), ["LW202"]),
    "all-nul.txt": (lambda: bytes(50_000), ["LW202"]),
    "noise.txt": (lambda: bytes((n * n * 31 + n * 7) % 255 + 1 for n in range(30_000)), ["LW202|LW203"]),
    "broken-utf8.txt": (lambda: "“Two boats” – “no lights” – said".encode() + b"\xff\xfe\xff", ["LW203"]),
    "half-utf16.txt": (lambda: codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1], ["LW203"]),
    "utf16.txt": (lambda: SENTENCE.encode("utf-16"), [OK]),
    "utf32.txt": (lambda: SENTENCE.encode("utf-32"), [OK]),
    "bom.txt": (lambda: codecs.BOM_UTF8 + SENTENCE.encode(), [OK]),
    "double-bom.txt": (lambda: codecs.BOM_UTF8 * 2 + SENTENCE.encode(), [OK]),
    "cp1252.txt": (lambda: ("“" + SENTENCE + "”").encode("cp1252"), [OK]),
    "rtl-override.txt": (lambda: f"{SENTENCE}\u202etaob owt\u202c {SENTENCE}".encode(), [OK]),
    "combining.txt": (lambda: ("e" + "\u0301" * 100_000).encode(), [OK]),
    "one-sentence.txt": (lambda: endless_sentence(150_000), [OK]),
    "endless-sentence.txt": (lambda: endless_sentence(5_000_000), ["LW205"]),
    "too-large.txt": (lambda: endless_sentence(9_000_000), ["LW205"]),
    "only-newlines.txt": (lambda: b"\n" * 7_000_000, ["LW201"]),
    "many-lines.txt": (lambda: b"a\n" * 90_000, [OK]),
    "many-tabs.txt": (lambda: b"a\t" * 90_000 + b"\n\nb", [OK]),
    "no-article.html": (lambda: b"<html><body><nav><a href='/'>Home</a></nav></body></html>", ["LW204"]),
    "empty-page.html": (lambda: b"<html></html>", ["LW204"]),
    "nested-divs.html": (lambda: nested_divs(100_000), ["LW204|LW208"]),
    "many-links.html": (lambda: many_links(100_000), ["LW204|LW205|LW208"]),
    "long-table.html": (lambda: long_table(200_000), ["LW204|LW205|LW208"]),
    "misnested.html": (lambda: misnested_tags(50_000), ["LW204|LW208"]),
    "wide-cell.html": (wide_cell, ["LW204"]),
    "long-attribute.html": (lambda: long_attribute(7_000_000), ["LW204|LW208"]),
    "flat.html": (lambda: b"<html><body>" + b"<p>%s</p>\n" % SENTENCE.encode() * 60_000, ["LW205|LW208"]),
    "nul-page.html": (lambda: b"<html><body><p>" + bytes(100) + b"</p></body></html>", ["LW202"]),
    "no-text.json": (lambda: b'{"title": "Boats seen"}', ["LW207"]),
    "deep.json": (lambda: deep_json(100_000), ["LW206"]),
    "broken.json": (lambda: b'{"text": "Two boats', ["LW206"]),
    "number.json": (lambda: b'{"text": "Two boats.", "id": ' + b"9" * 5_000 + b"}", ["LW206"]),
    "large.json": (lambda: b"[" + b",".join([RECORD.encode()] * 80_000) + b"]", ["LW205"]),
    "lines.jsonl": (
        lambda: RECORD.encode() + deep_json(100_000) + b'{"text": "half \\ud800 sign"}\n' + b'{"text": "nul \\u0000"}\n'
        + b'{"text": "caf\xe9"}\n' + b"{}\n" + b"null\n"
        + record(url="javascript:alert(1)", date="99/99/9999") + b"\0\0\n"
        + record(title={"a": 1}, byline=["x"], publisher=True) + record(text=[SENTENCE]) + record(text="a" * 300_000)
        + b'{"text": "' + b"a" * 8_100_000 + b'"}\n' + RECORD.encode().rstrip(),
        [OK, "LW206", "LW203", "LW202", "LW203", "LW207", "LW206", OK, "LW206", OK, "LW207", "LW205", "LW205", OK],
    ),
    "bom.jsonl": (lambda: codecs.BOM_UTF8 + RECORD.encode(), [OK]),
    "utf16.jsonl": (lambda: RECORD.encode("utf-16"), ["LW203"]),
    "binary.jsonl": (lambda: bytes(range(11, 256)), ["LW203"]),
    "no-gzip.jsonl.gz": (lambda: RECORD.encode(), ["LW102"]),
    "long-line-bomb.jsonl.gz": (lambda: gzip_bomb(100_000_000, b"a"), [OK, "LW205"]),
    "blank-line-bomb.jsonl.gz": (lambda: gzip_bomb(100_000_000, b"\n"), [OK, "LW205"]),
}  # fmt: skip
