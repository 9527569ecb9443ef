import pytest

from linewatch.ingest.links import article_url, own_url


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://a.example/x?utm_source=rss&id=3&fbclid=4#top", "https://a.example/x?id=3"),
        ("../y", "https://herald.example/y"),
        (" https://a.example/x\n", "https://a.example/x"),
        ("//b.example/z", "https://b.example/z"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (" ", None),
        ("http://[::1", None),
        (None, None),
        (7, None),
    ],
)
def test_links_become_addresses(link: object, url: str | None) -> None:
    assert article_url(link, "https://herald.example/news/feed") == url


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://www.herald.example/boats", "https://www.herald.example/boats"),
        ("https://herald.example/boats#a", "https://herald.example/boats"),
        ("https://post.example/boats", "https://herald.example/amp/boats"),
        ("https://post.herald.example/boats", "https://herald.example/amp/boats"),
        ("javascript:alert(1)", "https://herald.example/amp/boats"),
        (None, "https://herald.example/amp/boats"),
    ],
)
def test_a_page_is_believed_about_addresses_of_its_own_site(said: str | None, url: str) -> None:
    assert own_url(said, "https://herald.example/amp/boats?utm_medium=x") == url
