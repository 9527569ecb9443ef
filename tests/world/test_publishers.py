"""Where a publisher is: by the table of newspapers, by the name and the ending of its address."""

from __future__ import annotations

import pytest

from linewatch.world.datafiles import read_lines
from linewatch.world.publishers import country_of_url, is_named_after, town_of_url


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


def test_the_address_of_a_newspaper_tells_its_town_and_country() -> None:
    town = town_of_url("https://news.dawn.com/a")
    assert town is not None
    assert (town.name, town.country) == ("Karachi", "PAK")
    assert country_of_url("https://news.dawn.com/a") == "PAK"
    assert town_of_url("https://example.com") is None


def test_every_town_of_the_table_is_in_the_gazetteer() -> None:
    hosts = [cells[0] for cells in read_lines("newspapers.tsv", 4)]
    assert len(set(hosts)) == len(hosts)
    assert [host for host in hosts if town_of_url(f"https://{host}/") is None] == []


@pytest.mark.parametrize(
    ("url", "town", "is_named"),
    [
        ("http://www.parisbeacon.com/a", "Paris", True),
        ("http://example.com/paris", "Paris", False),
        ("http://parisbeacon.fr/a", "Paris", False),
        ("http://bostonglobe.com/a", "Boston", False),
        ("http://romenews.com/a", "Rome", False),
        (None, "Paris", False),
    ],
)
def test_a_paper_may_be_named_after_a_town(url: str | None, town: str, is_named: bool) -> None:
    assert is_named_after(url, town) is is_named
