"""``python -m benchmarks.memory CORPUS``: the resident memory of this process while it codes many articles.

The articles of the corpus come again when they run out. Prints a line ``articles MiB`` at each mark and ends with
exit code 1 where the last mark is over ``--ceiling`` times the first: coding must not grow with the corpus.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.corpora import corpus_articles
from linewatch.records import Article, to_json
from linewatch.run import code_articles, load_pipeline
from linewatch.settings import Settings, read_settings


def main() -> int:
    """Code the articles, print the memory at each mark, and compare the last with the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1_000, help="articles from mark to mark")
    parser.add_argument("--ceiling", type=float, default=1.10, help="most that the last mark may be of the first")
    options = parser.parse_args()
    settings = read_settings()
    articles = islice(repeated(options.corpus, settings), options.articles)
    coded = code_articles(articles, settings, pipeline=load_pipeline(settings))
    marks = []
    for number, result in enumerate(coded, 1):
        to_json(result)  # type: ignore[arg-type]
        if number % options.every == 0:
            marks.append(resident_mib())
            print(number, round(marks[-1], 1), flush=True)
    return int(bool(marks) and marks[-1] > options.ceiling * marks[0])


def repeated(corpus: str, settings: Settings) -> Iterator[Article]:
    """Yield the articles of the corpus again and again."""
    while True:
        yield from corpus_articles([corpus], settings)


def resident_mib() -> float:
    """Return the memory that this process holds now, in MiB. Source: proc(5), statm."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main())
