import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import SourceError
from linewatch.ingest.unpacking import Unpacker


@given(st.binary(max_size=2_000), st.integers(1, 50))
def test_what_was_packed_comes_back_in_whatever_pieces(data: bytes, step: int) -> None:
    packed = gzip.compress(data)
    unpacker = Unpacker("gzip", 10_000)
    for start in range(0, len(packed), step):
        unpacker.feed(packed[start : start + step])
    assert unpacker.finish() == data


def test_the_limit_is_the_last_size_that_passes() -> None:
    exact, over = Unpacker("", 100), Unpacker("", 100)
    exact.feed(b"x" * 100)
    assert exact.finish() == b"x" * 100
    with pytest.raises(SourceError) as caught:
        over.feed(b"x" * 101)
    assert caught.value.code == "LW111"


def test_a_body_that_unpacks_to_a_hundred_times_its_size_is_a_bomb() -> None:
    packed = gzip.compress(bytes(5_000_000))
    with pytest.raises(SourceError) as caught:
        Unpacker("gzip", 8_000_000).feed(packed)
    assert caught.value.code == "LW111"


def test_nothing_at_all_is_nothing() -> None:
    assert Unpacker("gzip", 100).finish() == b""
