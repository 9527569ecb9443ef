"""``python -m benchmarks.memory CORPUS``: memory and speed of this process while it codes many articles.

The articles of the corpus come again when they run out. Prints a line ``articles MiB µs`` at each mark, and at a tenth
of one: the resident memory, and the processor's time for a word since the second article, as the first one loads all
tables. Ends with exit code 1 where the memory of the last mark is over ``--ceiling`` times that of the first whole one:
coding must not grow with the corpus.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time

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
    marks, words, started = [], 0, 0.0
    for number, result in enumerate(coded, 1):
        to_json(result)  # type: ignore[arg-type]
        if number == 1:
            started = process_time()
            continue
        words += len(result.article.text.split())  # type: ignore[union-attr]
        if number % options.every == 0 or number == options.every // 10:
            resident, word_us = resident_mib(), 1e6 * (process_time() - started) / max(words, 1)
            print(number, round(resident, 1), round(word_us, 1), flush=True)
            if number >= options.every:
                marks.append(resident)
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
