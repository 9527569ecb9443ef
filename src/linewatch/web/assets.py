"""The files that pages use: our styles and scripts, and those of others under ``vendor``, as they lie in the package.

Each is named by its content in the address (``?v=``), so that a browser may keep it for a year.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from linewatch.errors import WebError

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}

assets = APIRouter()


@cache
def known_files() -> dict[str, Path]:
    """Return every file by its name below ``/static/``; nothing else can be asked for."""
    found = (path for path in STATIC.rglob("*") if path.suffix in TYPES)
    return {path.relative_to(STATIC).as_posix(): path for path in sorted(found)}


@cache
def asset_path(name: str) -> str:
    """Return the address of a file, with its content's name in it."""
    content = hashlib.sha256(known_files()[name].read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={content}"


@assets.get("/static/{name:path}")
def show_asset(name: str, request: Request) -> Response:
    """Return a file of the package."""
    path = known_files().get(name)
    if path is None:
        raise WebError("LW607", "there is no such file", "address")
    kept = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    return FileResponse(path, media_type=TYPES[path.suffix], headers={"cache-control": kept})
