"""A real server over a real store, and a real browser: Debian's Chromium, driven by Playwright.

Skipped where either is missing. ``LINEWATCH_CHROMIUM`` names another browser, ``LINEWATCH_AXE`` the file
``axe.min.js`` of npm's axe-core; without it accessibility is not checked here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from linewatch.records import CodedArticle
from linewatch.store import Store

CHROMIUM = os.environ.get("LINEWATCH_CHROMIUM") or shutil.which("chromium")
AXE = os.environ.get("LINEWATCH_AXE")
ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PATIENCE_S = 300
UNESCAPED = """from linewatch.cli import main
from linewatch.web.pages import templates
templates().autoescape = False
main()"""
SERIOUS = ("serious", "critical")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.journeys)


@contextmanager
def served(store: Path, *, is_escaped: bool = True) -> Iterator[str]:
    """Run the page over a store and yield its address; its templates escape nothing where they are told not to."""
    program = ["-m", "linewatch"] if is_escaped else ["-c", UNESCAPED]
    command = [sys.executable, *program, "serve", "--db", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            found = re.search(r"http://\S+?/", told)
            assert found, told + server.stderr.read()
            yield found.group().rstrip("/")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("journeys") / "demo.db"
    subprocess.run(
        [sys.executable, "-m", "linewatch", "--quiet", "demo", "--db", str(store)],
        check=True,
        timeout=PATIENCE_S,
        stdout=subprocess.DEVNULL,
    )
    return store


@pytest.fixture(scope="session")
def address(demo: Path) -> Iterator[str]:
    with served(demo) as found:
        yield found


@pytest.fixture
def serve_articles(tmp_path: Path) -> Iterator[Callable[[list[CodedArticle]], str]]:
    """Return what serves a store of these articles."""
    running: list[Any] = []

    def serve(coded: list[CodedArticle]) -> str:
        path = tmp_path / "own.db"
        with Store.open(path, create=True) as store:
            store.save(coded)
        server = served(path)
        running.append(server)
        return server.__enter__()

    yield serve
    for server in running:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page in the browser that remembers every complaint of the console."""

    def __init__(self, browser: Any, base: str, **context: Any) -> None:
        self.base, self.complaints = base, []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def _hear(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> Any:
        self.page.goto(self.base + path)
        return self.page

    def check(self) -> None:
        """Hold the page that is open to accessibility (axe), and all of the visit to a quiet console."""
        if AXE:
            self.page.evaluate(Path(AXE).read_text("utf-8"))
            found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            bad = [each for each in found["violations"] if each["impact"] in SERIOUS]
            assert not bad, [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in bad]
        assert not self.complaints


@pytest.fixture
def visit(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Return what begins a visit, over the demo unless told otherwise; keywords are those of a browser context."""
    begun: list[Visit] = []

    def begin(base: str | None = None, **context: Any) -> Visit:
        begun.append(Visit(chromium, base or request.getfixturevalue("address"), **context))
        return begun[-1]

    yield begin
    for each in begun:
        each.context.close()
