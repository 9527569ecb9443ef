import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import DocumentError
from linewatch.ingest.encodings import decode_document, refuse_unclean

TEXT = "“We will not leave,” the mayor of Mäster said — and the café’s owner agreed with him on every point."
SIGNS = st.characters(exclude_categories=("Cs", "Cc"))


def refusal(data: bytes, *, is_html: bool = False) -> str:
    with pytest.raises(DocumentError) as caught:
        decode_document(data, is_html=is_html)
    assert caught.value.about == "read"
    return caught.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_encodings_of_english_are_read(encoding: str) -> None:
    assert decode_document(TEXT.encode(encoding)) == TEXT


@given(st.text(SIGNS, min_size=1).map(lambda words: f"a{words}"))
def test_utf8_reads_back_with_and_without_a_mark(text: str) -> None:
    assert decode_document(codecs.BOM_UTF8 + text.encode()) == text
    assert decode_document(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text
    assert decode_document(text.encode()) == text


def test_line_ends_are_kept() -> None:
    assert decode_document(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_a_page_says_its_own_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Варна</body></html>'
    assert decode_document(page.encode("cp1251"), is_html=True) == page
    liar = '<meta charset="utf-7"><p>café</p>' + TEXT
    assert decode_document(liar.encode("cp1252"), is_html=True) == liar


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, "\u00a0\n".encode()])
def test_nothing_is_empty(data: bytes) -> None:
    assert refusal(data) == "LW201"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x89PNG\r\n", b"\x1f\x8b\x08", b"text\x00text", bytes(range(1, 32)) * 9],
)
def test_binary_is_refused(data: bytes) -> None:
    assert refusal(data) == "LW202"
    assert refusal(data, is_html=True) == "LW202"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode()[:-40] + b"\xff" + TEXT.encode()[-40:],  # UTF-8 with one damaged byte
        codecs.BOM_UTF16_LE + "half".encode("utf-16-le") + b"\x00",
        bytes(range(128, 256)) * 40,
    ],
)
def test_bytes_without_clean_text_are_refused(data: bytes) -> None:
    assert refusal(data) == "LW203"


def test_unclean_text_is_refused() -> None:
    refuse_unclean("right \u202eto left and \ufeff mark are text")
    for text, code in (("half \ud800 sign", "LW203"), ("nul \0", "LW202")):
        with pytest.raises(DocumentError) as caught:
            refuse_unclean(text)
        assert caught.value.code == code
