"""Web addresses: which may be kept and become links, and one form for each, so that one page is known by one address
however it was linked to. Nothing is fetched.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from courlan import normalize_url

_PORTS = (80, 443)
_WWW = re.compile(r"^(?:www\.)+")


def web_url(url: str | None) -> str | None:
    """Return the address when it is an http or https one with a host, else None.

    It is the one rule of what may be kept of a report and what may become a link: others can do harm on a page.
    """
    if url is None or any(sign.isspace() or not sign.isprintable() for sign in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets around what is no IPv6 address
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def shown_url(url: str) -> str:
    """Return an address as it may be shown to others: without user name, password and query, which may hold a key."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.partition("?")[0]
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, netloc, parts.path, "…" if parts.query else "", ""))


def canonical_url(url: str) -> str | None:
    """Return the one form of a page's address, or None where it is no web address.

    ``http`` counts as ``https``; ``www.``, the standard ports, user names, the fragment, a last slash and what only
    counts visitors (``utm_source``, ``fbclid``) are left out; the parts of the query are sorted. The form tells
    addresses apart; it need not be one that can be opened.
    """
    try:
        parts = urlsplit(normalize_url(url.strip()))
        host, port = _plain_host(parts.hostname or ""), parts.port
    except ValueError:  # a port or an IPv6 address that is none
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    netloc = f"[{host}]" if ":" in host else host
    netloc += "" if port in (None, *_PORTS) else f":{port}"
    return urlunsplit(("https", netloc, parts.path.rstrip("/"), parts.query, ""))


def is_front_page(canonical: str) -> bool:
    """Return whether the address is that of a whole site, where one report gives way to the next."""
    parts = urlsplit(canonical)
    return not parts.path and not parts.query


def _plain_host(host: str) -> str:
    host = _WWW.sub("", host).rstrip(".")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
