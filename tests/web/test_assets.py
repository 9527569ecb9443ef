from __future__ import annotations

import hashlib
import re

import pytest
from starlette.testclient import TestClient

from linewatch.web.assets import STATIC, asset_path, known_files

VENDOR = STATIC / "vendor"


def test_files_of_others_are_byte_for_byte_what_npm_gave() -> None:
    rows = [line.split() for line in (VENDOR / "checksums.txt").read_text("utf-8").splitlines()]
    assert {name for _, name in rows} == {path.name for path in VENDOR.iterdir()} - {"checksums.txt", "README.md"}
    for digest, name in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_a_file_is_kept_for_a_year_under_the_name_of_its_content(visitor: TestClient) -> None:
    answer = visitor.get(asset_path("page.css"))
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert visitor.get("/static/page.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "/etc/passwd", "vendor", "vendor/README.md", "none.css", ""]
)
def test_nothing_else_can_be_asked_for(visitor: TestClient, name: str) -> None:
    assert visitor.get(f"/static/{name}").status_code == 404


def test_our_own_files_ask_for_nothing_from_elsewhere() -> None:
    for name, path in known_files().items():
        if not name.startswith("vendor/") and path.suffix in (".css", ".js"):
            text = path.read_text("utf-8")
            assert not re.findall(r"https?://", text), name
            assert not re.findall(r"\binnerHTML\b|\beval\(|insertAdjacentHTML|document\.write", text), name


def test_the_looks_of_a_page_are_small(visitor: TestClient) -> None:
    sizes = [len(visitor.get(f"/static/{name}").content) for name in ("page.css", "page.js", "icon.svg")]
    assert sum(sizes) < 60_000
