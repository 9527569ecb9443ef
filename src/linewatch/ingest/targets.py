"""Web addresses: which may be fetched, how one is taken apart, and which network addresses are public. No I/O.

An address is refused when it could be read in two ways, so that what is checked here is what is connected to later.
Source: RFC 3986 and 6890, the IANA special-purpose registries, and the URL standard's rule for hosts that end in a
number.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from linewatch.errors import SourceError
from linewatch.ingest.knowledge import ingest_tables

LONGEST_ADDRESS_CHARS = 2_000
PORTS = {"http": 80, "https": 443}
USUAL_PORTS = frozenset((80, 443, 8080, 8443))

_SITE = re.compile(r"(?P<host>\[[^\[\]@]*\]|[^:\[\]@]+)(?::(?P<port>\d{1,5}))?")
_PATH_SIGNS = "/%:@!$&'()*+,;=~-._?"
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to ask for what. `host` is a name or an address in its one spelling, an IPv6 one without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """The host as an address shows it."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def authority(self) -> str:
        """Host and port as the header Host names them: the scheme's own port is left out."""
        return self.site if self.port == PORTS[self.scheme] else f"{self.site}:{self.port}"

    def is_allowed(self, allow: Collection[str]) -> bool:
        """Say whether the user trusts this host by name, on any usual port or on this very one."""
        names = {one.lower() for one in allow}
        return (self.site in names and self.port in USUAL_PORTS) or f"{self.site}:{self.port}" in names


def read_target(url: str, allow: Collection[str] = ()) -> Target:
    """Return the parts of an address that may be fetched, as far as its spelling tells.

    Args:
        allow: hosts that the user trusts, as ``intranet.example`` or ``intranet.example:8000``.

    Raises:
        SourceError: LW110 it may not.
    """
    if len(url) > LONGEST_ADDRESS_CHARS or "\\" in url or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise _refused("the address is too long or holds signs that no address has; write it out plainly")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _refused("the address cannot be read; check its spelling") from error
    if parts.scheme not in PORTS:
        raise _refused("only http and https addresses are fetched; give one of these")
    site = _SITE.fullmatch(parts.netloc)
    if site is None:
        raise _refused("the address has no plain host, or a user name before it; write it as https://example.org/")
    port = int(site["port"]) if site["port"] else PORTS[parts.scheme]
    path = quote(parts.path or "/", safe=_PATH_SIGNS) + (
        f"?{quote(parts.query, safe=_PATH_SIGNS)}" if parts.query else ""
    )
    target = Target(parts.scheme, _read_host(site["host"]), port, path)
    _refuse_by_spelling(target, allow)
    return target


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address belongs to the public network."""
    if isinstance(address, IPv6Address):
        return address in _public_v6() and not any(address in network for network in _special(6))
    return not any(address in network for network in _special(4))


def refused_address(host: str) -> SourceError:
    """Return the error for a host that lies in no public network."""
    return _refused(f"{host} is no public address; name the host in allow_hosts if you trust it")


def _read_host(host: str) -> str:
    """Return the host in the one spelling that it may have."""
    if host.startswith("["):
        return _read_number(IPv6Address, host[1:-1])
    try:
        name = host.lower().encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _refused("the host is no name that the net can have; check its spelling") from error
    labels = name.split(".")
    if not all(map(_LABEL.fullmatch, labels)) or len(name) > 253:
        raise _refused("the host is no name that the net can have; check its spelling")
    return _read_number(IPv4Address, host) if _NUMBER.fullmatch(labels[-1]) else name


def _read_number(kind: type[IPv4Address] | type[IPv6Address], host: str) -> str:
    try:
        if host.isascii() and "%" not in host:
            return str(kind(host))
    except AddressValueError:
        pass
    raise _refused(f"{host} is an odd spelling of a number; write it as 192.0.2.1 or give a name")


def _refuse_by_spelling(target: Target, allow: Collection[str]) -> None:
    """Refuse ports, and numbers that stand for hosts, before anything is asked of the net."""
    if target.is_allowed(allow):
        return
    if target.port not in USUAL_PORTS:
        reason = f"port {target.port} is not fetched from; put {target.site}:{target.port} into allow_hosts"
        raise _refused(f"{reason} if you trust it")
    try:
        address = ip_address(target.host)
    except ValueError:
        return  # a name: its addresses are checked when they are known
    if not is_public(address):
        raise refused_address(target.host)


def _refused(reason: str) -> SourceError:
    return SourceError("LW110", reason, "fetch")


@cache
def _special(version: int) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one) for one in ingest_tables()["networks"][f"special_v{version}"])


@cache
def _public_v6() -> IPv4Network | IPv6Network:
    return ip_network(ingest_tables()["networks"]["public_v6"])
