"""The country of a publisher by the ending of its address."""

from __future__ import annotations

import pytest

from linewatch.world.publishers import country_of_url


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://news.example.co.uk/a?b=1", "GBR"),
        ("http://example.ge/", "GEO"),
        ("https://example.com/uk", None),
        ("https://example.tv", None),
        ("https://[broken", None),
        ("no address", None),
        (None, None),
    ],
)
def test_an_ending_tells_the_country(url: str | None, country: str | None) -> None:
    assert country_of_url(url) == country
