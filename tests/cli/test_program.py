"""The manners of the program: exit codes, one line an error, nothing heavy before it is needed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import linewatch as package
from tests.cli.conftest import Invoke, Start
from tests.factories import TEXT

HEAVY = ("spacy", "onnxruntime", "sqlalchemy", "pydantic_settings", "trafilatura", "numpy", "msgspec", "structlog")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["code", "--help"], ["list", "events", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom linewatch.cli import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try:\n    main()\n"
        f"finally:\n    print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_the_version_is_told(linewatch: Invoke) -> None:
    assert linewatch("--version").stdout == f"linewatch {package.__version__}\n"


def test_python_m_is_the_same_program() -> None:
    command = [sys.executable, "-m", "linewatch", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("linewatch ")


@pytest.mark.parametrize("arguments", [("cod",), ("code",), ("code", "x", "--date", "soon"), ("list", "events")])
def test_wrong_usage_ends_in_2(linewatch: Invoke, arguments: tuple[str, ...]) -> None:
    assert linewatch(*arguments).exit_code == 2


def test_our_own_fault_is_one_line_and_ends_in_1(start: Start, tmp_path: Path) -> None:
    (tmp_path / "bug.txt").write_text("BUG reports were found in the village of Varna by the people there.")
    process = start("code", tmp_path / "bug.txt")
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(talk.splitlines()) == 1
    assert talk.startswith("LW901 ")


def test_an_error_that_nobody_foresaw_is_one_line(start: Start, report: Path) -> None:
    process = start("code", report, SURPRISE="the model fell over")
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1
    assert talk.startswith("LW901 RuntimeError: the model fell over; run it again as linewatch --debug")
    assert len(talk.splitlines()) == 1


def test_debug_shows_where_it_arose(start: Start, report: Path) -> None:
    process = start("--debug", "code", report, SURPRISE="the model fell over")
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" in talk


def test_debug_shows_where_a_coded_error_arose(start: Start) -> None:
    process = start("--debug", "list", "events", "--db", "absent.db")
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" in talk


def test_an_interrupt_ends_in_130(start: Start) -> None:
    process = start("code", "-", "--format", "jsonl", stdin=subprocess.PIPE, TELL_WHEN_READY="1")
    assert process.stderr is not None
    assert process.stderr.readline() == "ready\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)  # it waits for its input
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate(timeout=30)
    assert process.returncode == 130
    assert talk.strip() == ""


def test_a_reader_that_has_seen_enough_ends_it_in_peace(start: Start, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps({"text": f"{TEXT} Report {number}."}) + "\n" for number in range(200)))
    process = start("code", corpus, "--format", "jsonl")
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
