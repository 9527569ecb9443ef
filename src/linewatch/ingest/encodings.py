"""Bytes → text: BOM, UTF-8, UTF-16, the page's own word, then the most likely single-byte or East Asian encoding.

No character is repaired or dropped: bytes that give no clean text are refused.
"""

from __future__ import annotations

import codecs
import re

from linewatch.errors import DocumentError

GREATEST_CHAOS = 0.1  # charset-normalizer's share of signs that look out of place; clean newspaper text has under 0.02
GREATEST_CONTROL_SHARE = 0.01
SAMPLE_BYTES = 200_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!", b"RIFF", b"OggS", b"ID3", b"\x7fELF", b"SQLite format 3", b"PAR1",
    b"ARROW1", b"\xd0\xcf\x11\xe0", b"{\\rtf",
)  # fmt: skip
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}?charset\s{0,3}=\s{0,3}[\"']?([\w\-]{2,40})|<\?xml[^>]{1,100}?encoding=[\"']([\w\-]{2,40})",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_KNOWN_ENCODING = re.compile(r"windows-|cp\d|iso-?8859-|koi8-|gb|big5|shift_?jis|euc-|mac")  # no utf-7, no escapes
_BROWSER_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")  # WHATWG: labels of windows-1252
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode_document(data: bytes, *, is_html: bool = False) -> str:
    """Return the text of a document's bytes, without a byte order mark.

    Raises:
        DocumentError: LW201 nothing but white space, LW202 binary, LW203 no clean encoding.
    """
    if data.startswith(_MAGIC):
        raise _binary()
    text = _decode(data, is_html=is_html)
    if not text.strip():
        raise DocumentError("LW201", "the document is empty; give one with text", "read")
    refuse_unclean(text)
    return text


def as_utf8(data: bytes, content_type: str) -> bytes:
    """Return a document in UTF-8 if it is in the encoding that a server names, else as it is: its reader will look."""
    match = _CHARSET.search(content_type)
    name = _known_encoding(match[1].lower()) if match else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    try:
        return data.decode(name).encode("utf-8") if name else data
    except UnicodeError:
        return data


def refuse_unclean(text: str) -> None:
    """Refuse text that no store and no model can take.

    Raises:
        DocumentError: LW202 for NUL or many control signs, LW203 for lone surrogates.
    """
    if "\0" in text or len(_CONTROLS.findall(text)) > GREATEST_CONTROL_SHARE * len(text):
        raise _binary()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f"the text holds half a character (a lone surrogate) at {error.start}; write it again as UTF-8"
        raise DocumentError("LW203", reason, "read") from error


def _decode(data: bytes, *, is_html: bool) -> str:
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if marked:
        return _decode_strictly(data, marked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_broken_utf8(data)
    declared = _declared_encoding(data) if is_html else None
    return _decode_strictly(data, declared) if declared else _decode_by_likeness(data)


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise _unreadable(f"the text is not clean {encoding}") from error


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: Latin letters leave a zero in every second byte."""
    sample = data[: SAMPLE_BYTES & ~1]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.01 * half + 1:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.01 * half + 1 else None


def _refuse_broken_utf8(data: bytes) -> None:
    """Refuse UTF-8 with a few damaged bytes: another encoding would turn the whole of it into other letters."""
    text = data.decode("utf-8", "replace")
    sound = sum(1 for sign in text if sign > "\x7f" and sign != "\ufffd")
    if sound > text.count("\ufffd"):
        raise _unreadable("the text is UTF-8 with damaged bytes in it")


def _declared_encoding(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 4_096)
    if match is None:
        return None
    return _known_encoding((match[1] or match[2]).decode("ascii", "replace").lower())


def _known_encoding(name: str) -> str | None:
    if name in _BROWSER_LATIN:
        return "cp1252"
    try:
        return codecs.lookup(name).name if _KNOWN_ENCODING.match(name) else None
    except LookupError:
        return None


def _decode_by_likeness(data: bytes) -> str:
    if b"\0" in data:
        raise _binary()
    from charset_normalizer import from_bytes  # few documents need it

    matches = list(from_bytes(data[:SAMPLE_BYTES]))
    best = min(matches, key=lambda match: (match.chaos, -match.coherence), default=None)
    if best is None or best.chaos > GREATEST_CHAOS:
        raise _unreadable("no encoding gives clean text")
    as_good = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    names = {name for match in as_good for name in match.could_be_from_charset}
    return _decode_strictly(data, "cp1252" if "cp1252" in names else best.encoding)


def _unreadable(what: str) -> DocumentError:
    return DocumentError("LW203", f"{what}; save it as UTF-8", "read")


def _binary() -> DocumentError:
    return DocumentError("LW202", "the document is binary, not text; give text, HTML or JSON", "read")
