from datetime import date

import pytest

from linewatch.errors import DocumentError
from linewatch.ingest.pages import PageReader
from tests.ingest.test_page_worker import PAGE


def page(**changes: str) -> bytes:
    text = PAGE.replace('content="2021-05-07T10:05:00+02:00"', f'content="{changes.get("meta_date", "")}"')
    return text.replace("</h1>", f"</h1><p class='date'>{changes.get('shown', '')}</p>").encode()


def test_the_body_is_the_report_alone(pages: PageReader) -> None:
    draft = pages.extract_html(page(meta_date="2021-05-07", shown="Share this"))
    assert draft.text.startswith("VARNA — Two boats")
    assert draft.text.endswith("she added.")
    assert (draft.title, draft.published_on, draft.byline) == ("Boats seen near pier", date(2021, 5, 7), "Ann Lee")
    assert (draft.publisher, draft.url) == ("The Herald", "https://herald.example/boats")


@pytest.mark.parametrize(
    ("shown", "day"),
    [("7 May 2021", date(2021, 5, 7)), ("13/04/2021", date(2021, 4, 13)), ("03/04/2021", None), ("", None)],
)
def test_a_shown_date_is_read_and_never_guessed(pages: PageReader, shown: str, day: date | None) -> None:
    draft = pages.extract_html(page(shown=shown))
    assert draft.published_on == day
    assert draft.text.startswith("VARNA")


def test_a_page_without_a_report_is_refused(pages: PageReader) -> None:
    with pytest.raises(DocumentError) as caught:
        pages.extract_html(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert (caught.value.code, caught.value.about) == ("LW204", "extract")


def test_a_dead_child_costs_one_page() -> None:
    with PageReader(timeout_s=10) as reader:
        reader.extract_html(page())
        assert reader._worker is not None
        reader._worker._process.kill()
        with pytest.raises(DocumentError) as caught:
            reader.extract_html(page())
        assert caught.value.code == "LW204"
        assert reader.extract_html(page()).text.startswith("VARNA")
    assert reader._worker is None


def test_bytes_are_judged_before_a_child_is_started() -> None:
    reader = PageReader(timeout_s=1)
    for data, code in ((b"%PDF-1.7", "LW202"), (b" ", "LW201")):
        with pytest.raises(DocumentError) as caught:
            reader.extract_html(data)
        assert caught.value.code == code
    assert reader._worker is None
