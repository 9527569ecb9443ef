"""One page has one address, however it was linked to; different pages keep different ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.addresses import canonical_url, is_front_page, shown_url, web_url

ONE = "https://example.org/news/ilm?id=7&page=2"


@pytest.mark.parametrize(
    "url",
    [
        ONE,
        "http://example.org/news/ilm?id=7&page=2",
        "HTTPS://WWW.Example.org:443/news/ilm?page=2&id=7",
        "http://www.example.org:80/news/ilm/?id=7&page=2#comments",
        "https://example.org/news/ilm?utm_source=feed&id=7&fbclid=x&page=2",
        "https://ada:secret@example.org./news/ilm?id=7&page=2",
        "  https://example.org/news//ilm?id=7&page=2 ",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/ilm?id=8&page=2",
        "https://example.org/news/Ilm?id=7&page=2",
        "https://other.example.org/news/ilm?id=7&page=2",
        "https://example.org:8443/news/ilm?id=7&page=2",
        "https://example.org/ilm?id=7&page=2",
    ],
)
def test_another_page_has_another(url: str) -> None:
    assert canonical_url(url) not in (ONE, None)


@pytest.mark.parametrize(
    "url",
    ["", "news/ilm", "mailto:ada@example.org", "javascript:alert(1)", "https://", "http://[::1", "https://e:99999/x"],
)
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical_url(url) is None


def test_names_in_any_script_have_one_form() -> None:
    assert canonical_url("https://BÜCHER.example/x") == canonical_url("https://xn--bcher-kva.example/x")
    assert canonical_url("http://[2001:DB8::1]:80/x") == "https://[2001:db8::1]/x"


@pytest.mark.parametrize(
    ("url", "is_front"),
    [
        ("http://www.example.org/", True),
        ("https://example.org", True),
        ("https://example.org/?p=1", False),
        (ONE, False),
    ],
)
def test_the_front_page_is_told_from_the_others(url: str, is_front: bool) -> None:
    canonical = canonical_url(url)
    assert canonical is not None
    assert is_front_page(canonical) is is_front


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.from_regex(r"https?://[a-z.:@\[\]0-9]{1,20}/[ -~]{0,40}", fullmatch=True)))
def test_the_one_form_stays_as_it_is(url: str) -> None:
    canonical = canonical_url(url)
    if canonical is not None:
        assert canonical.startswith("https://")
        assert canonical_url(canonical) == canonical


@pytest.mark.parametrize("url", ["http://herald.example", "https://herald.example/a?b=c#d", "HTTPS://herald.example/ä"])
def test_web_addresses_are_kept(url: str) -> None:
    assert web_url(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:", "//herald.example", "http://[::1",
     "https://herald.example/a b", "https://herald.example/\u202e", "java\nscript:alert(1)",
     " https://herald.example", "mailto:ada@herald.example", "herald.example"],
)  # fmt: skip
def test_other_addresses_are_not(url: str | None) -> None:
    assert web_url(url) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://herald.example/feed", "https://herald.example/feed"),
        ("https://ada:secret@herald.example:8443/feed?key=secret#top", "https://herald.example:8443/feed?…"),
        ("http://[::1?key=secret", "http://[::1"),
    ],
)
def test_what_may_be_a_secret_is_not_shown(url: str, shown: str) -> None:
    assert shown_url(url) == shown


@given(st.text())
def test_no_other_scheme_ever_passes(url: str) -> None:
    kept = web_url(url)
    assert kept is None or kept.lower().startswith(("http://", "https://"))
