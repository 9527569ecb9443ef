from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import SourceError
from linewatch.ingest.targets import Target, is_public, read_target


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://news.example.org/a/b?c=d#e", Target("https", "news.example.org", 443, "/a/b?c=d")),
        ("HTTP://News.Example.ORG:8080", Target("http", "news.example.org", 8080, "/")),
        ("http://news.example.org?q", Target("http", "news.example.org", 80, "/?q")),
        (
            "https://zürich.example/straße?ä=ö",
            Target("https", "xn--zrich-kva.example", 443, "/stra%C3%9Fe?%C3%A4=%C3%B6"),
        ),
        ("http://93.184.215.14/%7Ea", Target("http", "93.184.215.14", 80, "/%7Ea")),
        ("http://[2606:2800:021F:0::1]:8443/", Target("http", "2606:2800:21f::1", 8443, "/")),
    ],
)
def test_an_address_is_taken_apart(url: str, target: Target) -> None:
    assert read_target(url) == target


def test_the_host_is_named_as_servers_expect_it() -> None:
    assert read_target("https://news.example.org:443/").authority == "news.example.org"
    assert read_target("http://[2606:2800:21f::1]:8080/").authority == "[2606:2800:21f::1]:8080"


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "9.255.255.255", "11.0.0.0", "172.32.0.0", "2606:2800::1", "2a00::1"]
)
def test_public_addresses(host: str) -> None:
    assert is_public(ip_address(host))


@given(st.ip_addresses())
def test_what_we_call_public_is_global_for_python(address: object) -> None:
    found = ip_address(str(address))
    assert not is_public(found) or (found.is_global and not found.is_multicast)


@given(st.text(max_size=40))
def test_any_words_give_a_target_or_the_one_error(words: str) -> None:
    for url in (words, f"http://{words}", f"https://{words}/"):
        try:
            target = read_target(url)
        except SourceError as error:
            assert error.code == "LW110"
        else:
            assert f"{target.scheme}{target.host}{target.path}".isascii()
            assert not set(target.path) & set(" \r\n\t")
