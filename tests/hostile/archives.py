"""Tables and archives made to break a reader, written by generators."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

from tests.hostile.generators import SENTENCE


def warc_record(headers: str, payload: bytes = b"", kind: str = "response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\n{headers}"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(payload) + payload + b"\r\n\r\n"


def http(body: bytes, headers: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body


def nested_gzip(depth: int) -> bytes:
    data = bytes(10_000_000)
    for _ in range(depth):
        data = gzip.compress(data)
    return data


FILES: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "stray-quotes.csv": (lambda: b"text\n" + b'"a\n' * 20_000, ["LW219|LW207|ok"]),
    "one-line.csv": (lambda: b"text\n" + b"a" * 9_000_000, ["LW205"]),
    "one-name.csv": (lambda: b"a" * 9_000_000, ["LW205"]),
    "many-columns.csv": (lambda: b"text" + b",a" * 500_000 + b"\n" + b",b" * 500_000 + b"\n", ["LW207"]),
    "nul.csv": (lambda: b"text\na\0b\n", ["LW202"]),
    "many-nuls.tsv": (lambda: b"text\tid\n" + bytes(1_000_000), ["LW219|LW202"]),
    "bomb.csv.gz": (lambda: gzip.compress(b"text\n" + b"a\n" * 50 + bytes(100_000_000)), ["ok"] * 50 + ["LW205"]),
    "empty.tsv": (lambda: b"", ["LW201"]),
    "empty.parquet": (lambda: b"", ["LW220"]),
    "noise.parquet": (lambda: b"PAR1" + bytes(n * n % 251 for n in range(50_000)) + b"PAR1", ["LW220"]),
    "large-foot.parquet": (lambda: b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1", ["LW220"]),
    "empty.warc": (lambda: b"", ["LW201"]),
    "bomb.warc.gz": (lambda: gzip.compress(warc_record("", http(bytes(100_000_000)))), ["LW205", "LW205"]),
    "packed-bomb.warc": (
        lambda: warc_record("", http(gzip.compress(bytes(100_000_000)), "Content-Encoding: gzip\r\n")),
        ["LW205"],
    ),
    "deflate-bomb.warc": (
        lambda: warc_record("", http(zlib.compress(bytes(100_000_000)), "Content-Encoding: deflate\r\n")),
        ["LW205"],
    ),
    "nested-bomb.warc.gz": (lambda: nested_gzip(3), ["LW220"]),
    "long-header.warc": (lambda: b"WARC/1.0\r\nX: " + b"a" * 9_000_000, ["LW220"]),
    "many-headers.warc": (lambda: b"WARC/1.0\r\n" + b"X: a\r\n" * 500_000, ["LW220"]),
    "lying-length.warc": (
        lambda: (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 99999999999\r\n\r\n"
            + http(SENTENCE.encode())
        ),
        ["LW204|LW220|LW203"],
    ),
    "endless-chunks.warc": (
        lambda: warc_record("", http(b"fffffff\r\n" + b"a" * 9_000_000, "Transfer-Encoding: chunked\r\n")),
        ["LW205"],
    ),
}
