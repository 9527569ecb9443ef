"""Where the page listens, and the refusal to listen where that would be unsafe.

On loopback everybody at this machine may come in. Elsewhere only who has a token may: without a file of tokens the
page does not start.
"""

from __future__ import annotations

import gc
import ipaddress
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from linewatch import run
from linewatch.errors import WebError
from linewatch.settings import Settings
from linewatch.store import Store
from linewatch.web.app import make_app
from linewatch.web.desk import Desk
from linewatch.web.reading import Reading
from linewatch.web.security import LOOPBACK, Doorkeeper
from linewatch.web.tokens import read_tokens

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8642


def serve(
    store: Store,
    settings: Settings,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    token_file: Path | None = None,
    allowed_hosts: Iterable[str] = (),
    told: Callable[[str], None],
) -> None:
    """Show the page until interrupted; `told` gets its address once it listens.

    Raises:
        WebError: LW601 the address is not loopback and there is no token; LW614 the file of tokens is wrong; LW617 the
            page cannot listen there.
        ModelError: LW301 or LW302 a data file is damaged or missing.
        StoreError: LW401 the store cannot be read.
    """
    import uvicorn

    check_address(host, token_file)
    listening = _listen(host, port)
    reading = Reading(store, lambda at: run.watch_store(store, settings, now=at))
    keeper = make_keeper(host, token_file, allowed_hosts)
    desk = Desk(lambda: run.load_pipeline(settings))
    app = make_app(reading, desk, keeper, max_text_chars=settings.max_article_chars)
    events = reading.begin()
    gc.collect()
    gc.freeze()  # what stays for good need not be looked through again at every collection
    told(f"http://{_printed(host)}:{listening.getsockname()[1]}/  ({events} events; Ctrl-C ends it)")
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[listening])


def check_address(host: str, token_file: Path | None) -> None:
    """Pass an address where the page may listen.

    Raises:
        WebError: LW601 it is not loopback and there is no token; LW614 the file of tokens is wrong.
    """
    if token_file is not None and not read_tokens(token_file):
        raise WebError("LW614", "has no token; make one with linewatch serve token create", str(token_file))
    if token_file is None and not is_loopback(host):
        reason = (
            "others could reach the page there; make a token with linewatch serve token create and give --token-file"
        )
        raise WebError("LW601", reason, host)


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address; a name that is not ``localhost`` is taken for outside."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def make_keeper(host: str, token_file: Path | None, allowed_hosts: Iterable[str]) -> Doorkeeper:
    """Return who lets visitors in at this address."""
    names = {*LOOPBACK, _printed(host).lower(), *(name.lower() for name in allowed_hosts)}
    names -= {"0.0.0.0", "[::]"}
    return Doorkeeper(frozenset(names), None if token_file is None else lambda: read_tokens(token_file))


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        WebError: LW617 the address is unknown or taken.
    """
    bare = host.strip("[]")
    listening = socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((bare, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise WebError(
            "LW617", f"{error.strerror or error}; choose another --port or --host", f"{host}:{port}"
        ) from error
    return listening


def _printed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
