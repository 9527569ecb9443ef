"""A killed program loses no article that it has acknowledged, and leaves none half-written."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from linewatch.store import Store
from tests.factories import make_corpus

ROOT = Path(__file__).parents[2]
BATCH = 4
PROGRAM = f"""
import sys
from linewatch.store import Store
from tests.factories import make_corpus
corpus = make_corpus(400)
with Store.open(sys.argv[1], create=True) as store:
    for start in range(0, len(corpus), {BATCH}):
        batch = corpus[start : start + {BATCH}]
        store.save(batch)
        print(*(coded.article.article_id for coded in batch), sep="\\n", flush=True)
"""


def run_and_kill(path: Path, after: int) -> list[str]:
    """Start saving, kill the program once it has acknowledged `after` articles, and return all that it has."""
    command = [sys.executable, "-c", PROGRAM, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    acknowledged += process.stdout.read().split("\n")[:-1]
    process.wait()
    return [line.strip() for line in acknowledged]


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "run.db"
    acknowledged = run_and_kill(path, after=random.Random(seed).randint(1, 60))
    corpus = make_corpus(400)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with Store.open(path) as store:
        kept = store.counts()
        assert kept["articles"] >= len(acknowledged)
        assert kept["articles"] % BATCH == 0
        for coded in corpus[: kept["articles"]]:
            assert store.load_article(coded.article.article_id) == coded
        store.save(corpus)
        resumed = store.digest()
    with Store.open(tmp_path / "whole.db", create=True) as whole:
        whole.save(corpus)
        assert whole.digest() == resumed
