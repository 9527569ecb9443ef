import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import DocumentError
from linewatch.ingest.opml import Outline, read_opml, write_opml
from tests.hostile.feeds import billion_laughs

LIST = """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Folder"><outline type="rss" text="Herald" xmlUrl="https://herald.example/feed" htmlUrl="https://herald.example/"/>
<outline text="Deeper"><outline title="Post" text="x" xmlURL=" https://post.example/rss "/></outline></outline>
<outline text="Herald again" xmlUrl="https://herald.example/feed"/>
<outline text="evil" xmlUrl="javascript:alert(1)"/><outline text="local" xmlUrl="/etc/passwd"/></body></opml>"""


def test_feeds_are_found_in_folders_each_once() -> None:
    assert read_opml(LIST.encode()) == (
        Outline("https://herald.example/feed", "Herald"),
        Outline("https://post.example/rss", "Post"),
    )


@given(st.lists(st.tuples(st.integers(0, 99), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))))
def test_what_is_written_is_read_again(pairs: list[tuple[int, str]]) -> None:
    feeds = {f"https://herald.example/{number}?a=1&b=<": name or None for number, name in pairs}
    outlines = tuple(Outline(url, title or url) for url, title in feeds.items())
    assert read_opml(write_opml(Outline(*pair) for pair in feeds.items()).encode()) == outlines


@pytest.mark.parametrize(
    "data", [b"", b"feeds", b"<rss version='2.0'/>", b"<opml>", b"<a>" * 100_000, billion_laughs(12)]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read_opml(data)
    assert caught.value.code == "LW217"


def test_foreign_files_stay_out() -> None:
    data = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><opml><body>&a;<outline xmlUrl='http://a.example/&a;'/></body></opml>"
    with pytest.raises(DocumentError):
        read_opml(data)
