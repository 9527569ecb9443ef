import io

from hypothesis import given
from hypothesis import strategies as st

from linewatch.ingest.frames import read_frame, write_frame


@given(st.lists(st.binary(max_size=50), max_size=4), st.integers(1, 8))
def test_messages_come_back_whole_or_not_at_all(messages: list[bytes], cut: int) -> None:
    pipe = io.BytesIO()
    for message in messages:
        write_frame(pipe, message)
    whole = io.BytesIO(pipe.getvalue())
    assert [read_frame(whole) for _ in messages] == messages
    assert read_frame(whole) is None
    short = io.BytesIO(pipe.getvalue()[:-cut])
    assert [one for one in (read_frame(short) for _ in messages) if one is not None] == messages[:-1][: len(messages)]
