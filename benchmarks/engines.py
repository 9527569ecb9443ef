"""The same records from every engine, in any order, with workers killed on the way: the digests of stores say so.

    python -m benchmarks.engines ../shared/corpora/news.jsonl.gz --limit 200 --workers 2 --kills 4 [--ray]

Prints for each run how many articles a second it coded and whether its store is the same as that of one process. Exit
code 1 if one is not. Source of the promise: docs/reliability.md, R4 and R19.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from linewatch.engines import code_in_processes, code_on_ray
from linewatch.ingest import read_articles
from linewatch.records import Article, Rejection
from linewatch.run import Result, code_articles, save_run
from linewatch.settings import Settings
from linewatch.store import Store

Items = list[Article | Rejection]
Digest = dict[str, str]


def main() -> int:
    """Run the engines that were asked for and compare their stores."""
    options = _read_options()
    settings = Settings(threads=options.workers)
    items = list(read_articles([str(options.corpus)], settings=settings))[: options.limit]
    workers = {"workers": options.workers}
    runs: dict[str, Callable[[Items], Iterable[Result]]] = {
        "one process": lambda items: code_articles(items, settings),
        f"{options.workers} processes": lambda items: code_in_processes(items, settings, **workers),
    }
    marks = {f"{options.workers} processes": "spawn_main"}
    if options.ray:
        single = settings.model_copy(update={"threads": 1})
        runs[f"Ray, {options.workers} actors"] = lambda items: code_on_ray(items, single, **workers)
        marks[f"Ray, {options.workers} actors"] = "ray::_Coder"
    expected = _measure("one process", runs["one process"], items)
    equal = [_measure(name, run, items[::-1]) == expected for name, run in list(runs.items())[1:]]
    for name, mark in marks.items() if options.kills else ():
        with _Killer(mark, options.kills, options.every):
            equal.append(_measure(f"{name}, {options.kills} killed", runs[name], items) == expected)
    print("all stores are the same" if all(equal) else f"stores differ: {equal}")
    return 0 if all(equal) else 1


def _measure(name: str, run: Callable[[Items], Iterable[Result]], items: Items) -> Digest:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "run.db"), create=True) as store:
        started = time.perf_counter()
        count = sum(1 for _ in save_run(run(items), store, Settings()))
        took_s = time.perf_counter() - started
        print(f"{name:<28} {count} articles, {count / took_s:.1f} a second", flush=True)
        return store.digest()


class _Killer(threading.Thread):
    """Kills one worker after another, chosen with a fixed seed, while a run goes on."""

    def __init__(self, mark: str, kills: int, every_s: float) -> None:
        super().__init__(daemon=True)
        self._mark, self._left, self._every_s = mark, kills, every_s
        self._over, self._random = threading.Event(), random.Random(1)

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()
        if self._left:
            print(f"{self._left} kills were not done in time", file=sys.stderr)

    def run(self) -> None:
        """Kill until the run is over or enough are dead."""
        while self._left and not self._over.wait(self._every_s):
            if found := sorted(_processes(self._mark)):
                os.kill(self._random.choice(found), signal.SIGKILL)
                self._left -= 1


def _processes(mark: str) -> Iterator[int]:
    """Yield the processes of this machine whose command line has the mark."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in entry.read_bytes():
                yield int(entry.parent.name)
        except OSError:
            continue  # it has ended


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--every", type=float, default=8.0, help="seconds between two kills")
    parser.add_argument("--ray", action="store_true", help="on Ray as well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
