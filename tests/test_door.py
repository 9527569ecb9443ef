"""One door: no module but the two that are named here opens connections."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "src" / "linewatch"
DOORS = {"ingest/fetch.py", "notify/mail.py"}
LISTENS = {"web/serve.py"}  # it takes the connections of others and opens none
NETWORK = {
    *(
        "socket",
        "socketserver",
        "ssl",
        "asyncio.streams",
        "http.client",
        "http.cookiejar",
        "http.server",
        "urllib.request",
    ),
    *("ftplib", "imaplib", "poplib", "smtplib", "xmlrpc"),
    *("aiohttp", "httpcore", "httpcore2", "httpx", "httpx2", "requests", "urllib3", "websockets"),
    "trafilatura.downloads",
}


def imported(path: Path) -> set[str]:
    """Return the full names of all that a module imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def opens_connections(path: Path) -> bool:
    return any(name == one or name.startswith(f"{one}.") for name in imported(path) for one in NETWORK)


def test_no_other_module_opens_connections() -> None:
    found = {str(path.relative_to(ROOT)) for path in sorted(ROOT.rglob("*.py")) if opens_connections(path)}
    assert found - DOORS == LISTENS
    assert "ingest/fetch.py" in found
