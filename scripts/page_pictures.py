"""Draws the pictures of the page: ``python scripts/page_pictures.py`` makes docs/images/page-*.png and brief.png.

Makes the demo's store, serves it, and takes what a visitor sees in Chromium (``LINEWATCH_CHROMIUM`` names another
one), in light and dark. Needs ``pip install ".[web,journeys]"``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SIZE = {"width": 1200, "height": 760}
LINEWATCH = [sys.executable, "-m", "linewatch"]


def main() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        subprocess.run([*LINEWATCH, "--quiet", "demo", "--db", str(store)], check=True, stdout=subprocess.DEVNULL)
        brief = Path(folder) / "brief.html"
        since = ["--since", "2020-10-12", "--until", "2020-10-31"]
        subprocess.run([*LINEWATCH, "brief", "--db", str(store), *since, "--out", str(brief)], check=True)
        take_brief(brief)
        command = [*LINEWATCH, "serve", "--db", str(store), "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            try:
                take_all(address(server))
            finally:
                server.terminate()


def take_brief(page: Path) -> None:
    """Take the beginning of a briefing."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ.get("LINEWATCH_CHROMIUM"), args=ARGUMENTS)
        shown = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
        shown.goto(page.as_uri())
        shown.screenshot(path=IMAGES / "brief.png")
        browser.close()


def address(server: subprocess.Popen[str]) -> str:
    """Return where the page is, once it says so."""
    told = server.stderr.readline() if server.stderr else ""
    found = re.search(r"http://\S+(?=/)", told)
    if found is None:
        raise SystemExit(told)
    return found.group()


def take_all(base: str) -> None:
    """Take each page in light and dark."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ.get("LINEWATCH_CHROMIUM"), args=ARGUMENTS)
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=SIZE, color_scheme=scheme)
            take(context.new_page(), base, scheme)
        browser.close()


def take(page: Any, base: str, scheme: str) -> None:
    """Take the pages as a visitor comes upon them."""

    def shoot(name: str) -> None:
        page.wait_for_timeout(300)
        page.screenshot(path=IMAGES / f"page-{name}-{scheme}.png")

    page.goto(base)
    shoot("overview")
    page.goto(f"{base}/lines?declarer=IRN")
    page.get_by_role("link", name="Any intrusion into Iranian territory").first.click()
    shoot("line")
    page.get_by_role("link", name="the sentence").first.click()
    page.goto(page.url.partition("#")[0])
    shoot("report")
    page.goto(f"{base}/events?pair=ARM-AZE")
    shoot("events")
    page.goto(f"{base}/map")
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    shoot("map")


if __name__ == "__main__":
    main()
