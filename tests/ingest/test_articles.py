from datetime import date

import pytest

from linewatch.errors import DocumentError
from linewatch.ingest.articles import Draft, Request, make_article
from linewatch.records import content_id
from linewatch.settings import Settings

TEXT = "VARNA — Two boats were seen near the pier on Monday, the mayor said."
REQUEST = Request(Settings())
DAY = date(2021, 5, 7)


def test_an_article_is_named_by_its_content() -> None:
    article = make_article(
        Draft(TEXT, " Boats seen ", DAY, "The Herald", "Ann Lee", "https://herald.example/1"), REQUEST
    )
    assert article.article_id == content_id("art", "https://herald.example/1", "Boats seen", DAY, TEXT)
    assert (article.title, article.publisher, article.byline) == ("Boats seen", "The Herald", "Ann Lee")
    assert (article.language, article.dateline) == ("en", "VARNA")


def test_what_the_caller_knows_goes_first() -> None:
    article = make_article(Draft(TEXT, None, DAY, "The Herald"), Request(Settings(), date(2021, 5, 8), "The Post"))
    assert (article.published_on, article.publisher) == (date(2021, 5, 8), "The Post")


def test_a_dateline_dates_a_report_that_has_no_other_date() -> None:
    text = "VARNA, March 14, 2025 (Agency) - " + TEXT.partition("— ")[2]
    assert make_article(Draft(text), REQUEST).published_on == date(2025, 3, 14)
    assert make_article(Draft(text, None, DAY), REQUEST).published_on == DAY


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("word " * 3_000), "LW205"),
        (Draft(TEXT, title="word " * 500), "LW205"),
        (Draft("half \ud800 sign"), "LW203"),
        (Draft(TEXT, title="half \udfff sign"), "LW203"),
        (Draft(TEXT, publisher="half \udfff sign"), "LW203"),
        (Draft("nul \0"), "LW202"),
    ],
)
def test_what_cannot_be_kept_is_refused(draft: Draft, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        make_article(draft, Request(Settings(max_article_chars=10_000)))
    assert caught.value.code == code
