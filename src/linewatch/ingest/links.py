"""Links as pages and feeds give them → the address of an article: absolute, without what only counts readers."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from courlan import normalize_url

from linewatch.addresses import web_url


def article_url(link: object, base: str = "") -> str | None:
    """Return the address that a link leads to, or None where that is none of the web.

    Fragments and what only counts readers (``utm_source``, ``fbclid``) are left out; the parts of the query are sorted.
    """
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = web_url(urljoin(base, link.strip()))
        return web_url(normalize_url(urldefrag(url)[0])) if url else None
    except ValueError:
        return None


def own_url(said: str | None, fetched: str) -> str | None:
    """Return the address of a page: the one that it says itself, if that is of the same site, else the fetched one.

    A page that is believed about its address everywhere could pass for another newspaper's.
    """
    clean, own = article_url(fetched), article_url(said)
    return own if own and clean and _site(own) == _site(clean) else clean


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
