"""A command line whose model is a fake, in this process and in one of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from linewatch import run
from linewatch.cli import app
from linewatch.records import Sighting
from linewatch.run import Pipeline
from linewatch.store import Store
from tests.factories import TEXT, make_corpus
from tests.fakes import fake_pipeline
from tests.registers import NOW

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys
from linewatch import run
from linewatch.cli import main, session
from tests.fakes import fake_pipeline

def load_pipeline(settings):
    if "SURPRISE" in os.environ:
        raise RuntimeError(os.environ["SURPRISE"])
    return fake_pipeline()

run.load_pipeline = load_pipeline
if "TELL_WHEN_READY" in os.environ:
    print("ready", file=sys.stderr, flush=True)
main()
"""

Invoke = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return fake_pipeline()


@pytest.fixture
def linewatch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pipeline: Pipeline) -> Invoke:
    """Return a function that runs ``linewatch ARGUMENTS`` in an empty folder and gives its result."""
    monkeypatch.setattr(run, "load_pipeline", lambda _: pipeline)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **options: CliRunner().invoke(app, [str(each) for each in arguments], **options)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Return a function that starts ``linewatch ARGUMENTS`` as a process of its own."""

    def start_process(*arguments: object, stdin: int = subprocess.DEVNULL, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
        environment |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "", "LANG": "C.UTF-8"}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, stdin=stdin, stdout=pipe, stderr=pipe, text=True, cwd=tmp_path, env=environment,
            preexec_fn=_hear_interrupts,
        )  # fmt: skip

    return start_process


def _hear_interrupts() -> None:
    """Let an interrupt end the process, which a shell that runs the tests in the background has switched off."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a file with one report."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of thirty coded reports."""
    with Store.open(tmp_path / "run.db", create=True) as opened:
        opened.save(make_corpus(30))
    return tmp_path / "run.db"


@pytest.fixture
def watched_store(store: Path) -> Path:
    """Return a store of thirty reports of three occurrences: 2 and 27 of the same, and one by itself."""
    sighted = [Sighting(coded.article, coded.events[0]) for coded in make_corpus(30)]
    with Store.open(store) as opened:
        opened.save_lines([], raised_at=NOW, occurrences=[sighted[:2], sighted[2:29], sighted[29:]])
    return store
