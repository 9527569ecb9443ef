"""``python -m benchmarks.stability``: do the promises about records hold on thousands of reports that nobody chose?

Every article is coded twice, by two processes: once in the order of the corpus with two threads, once backwards with
one thread and another seed of Python's hashes. Each record must keep the rules of `invariants`, and both must give the
same bytes: so an article's records depend neither on its neighbours nor on the run. ``--all`` codes every article of
every corpus once; a corpus that is done is not coded again until ``--afresh`` asks for it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.corpora import ROOT, SHARED, corpus_articles, own_articles
from benchmarks.invariants import find_faults
from linewatch.errors import DocumentError
from linewatch.records import Article, CodedArticle, to_json
from linewatch.run import Pipeline, code_articles, load_pipeline
from linewatch.settings import read_settings

OWN = "own"
RESULTS = ROOT / ".cache" / "stability"
LONGEST_S = 5.0
PROGRESS = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the digest of its records, and what is wrong with them."""

    article_id: str
    digest: str
    faults: tuple[str, ...]
    seconds: float


def main() -> int:
    """Run both passes, or one over everything; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", help=f"corpora to read; {OWN} stands for the project's own articles")
    parser.add_argument("--limit", type=int, default=2_000, help="articles of each source")
    parser.add_argument("--all", action="store_true", help="every article of every corpus, once, resumed by file")
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora")
    parser.add_argument("--afresh", action="store_true", help="with --all: code what is done again")
    parser.add_argument("--worker", choices=("forwards", "backwards"), help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.sources[0], options.limit, options.threads, is_backwards=options.worker == "backwards")
        return 0
    if options.all:
        faults = list(check_all(options.corpora, is_afresh=options.afresh))
    else:
        sources = options.sources or [str(options.corpora / "news.jsonl.gz")]
        faults = [line for source in sources for line in check_twice(source, options.limit)]
    print(*faults, sep="\n")
    print(f"{len(faults)} faults" if faults else "every promise held", file=sys.stderr)
    return 1 if faults else 0


def check_twice(source: str, limit: int) -> Iterator[str]:
    """Yield what is wrong with the records of a source, coded in two ways."""
    forwards = run_worker(source, limit, threads=2, seed="0")
    backwards = {outcome.article_id: outcome for outcome in run_worker(source, limit, threads=1, seed="1")}
    print(f"{source}: {len(forwards)} articles, twice", file=sys.stderr)
    for outcome in forwards:
        yield from (f"{source} {outcome.article_id}: {fault}" for fault in outcome.faults)
        if backwards[outcome.article_id].digest != outcome.digest:
            yield f"{source} {outcome.article_id}: other neighbours or another run gave other bytes"


def check_all(corpora: Path, *, is_afresh: bool) -> Iterator[str]:
    """Yield what is wrong with the records of every article; a corpus that was coded before is read from its result."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    for corpus in sorted(corpora.glob("*.jsonl.gz")):
        result = RESULTS / f"{corpus.name}.json"
        if is_afresh or not result.exists():
            outcomes = run_worker(str(corpus), sys.maxsize, threads=2, seed="0")
            result.write_text(json.dumps([asdict(outcome) for outcome in outcomes]), encoding="utf-8")
        done = json.loads(result.read_text(encoding="utf-8"))
        slowest = max((entry["seconds"] for entry in done), default=0.0)
        print(f"{corpus.name}: {len(done)} articles, the slowest took {slowest:.1f} s", file=sys.stderr)
        for entry in done:
            yield from (f"{corpus.name} {entry['article_id']}: {fault}" for fault in entry["faults"])


def run_worker(source: str, limit: int, *, threads: int, seed: str) -> list[Outcome]:
    """Return the outcomes of a process of its own; with one thread it goes backwards."""
    way = "forwards" if threads > 1 else "backwards"
    command = [sys.executable, "-m", "benchmarks.stability", source, "--worker", way]
    command += ["--limit", str(limit), "--threads", str(threads)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT, env=environment)
    return [_read_outcome(line) for line in done.stdout.splitlines()]


def work(source: str, limit: int, threads: int, *, is_backwards: bool) -> None:
    """Code the articles of a source and print an outcome a line."""
    settings = read_settings(threads=threads)
    pipeline = load_pipeline(settings)
    found = own_articles(settings) if source == OWN else corpus_articles([source], settings)
    articles: Iterator[Article] | Sequence[Article] = islice(found, limit)
    if is_backwards:
        articles = list(articles)[::-1]
    for number, article in enumerate(articles, 1):
        print(json.dumps(asdict(code_one(article, pipeline, threads))), flush=True)
        if number % PROGRESS == 0:
            print(f"{Path(source).name}: {number} articles", file=sys.stderr, flush=True)


def code_one(article: Article, pipeline: Pipeline, threads: int) -> Outcome:
    """Return what became of an article; a crash is a fault with the place where it arose."""
    started = time.process_time()
    faults: list[str] = []
    digest = ""
    try:
        [result] = code_articles([article], read_settings(threads=threads), pipeline=pipeline)
        if isinstance(result, CodedArticle):
            digest = hashlib.sha256(to_json(result)).hexdigest()
            faults += find_faults(result)
        else:
            digest = result.code
    except DocumentError as error:
        digest = error.code
    except Exception as error:  # noqa: BLE001  whatever it is, it is what this program looks for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        faults.append(f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}")
    seconds = time.process_time() - started
    if seconds > LONGEST_S and len(article.text) <= 20_000:
        faults.append(f"coding took {seconds:.1f} s of the processor")
    return Outcome(article.article_id, digest, tuple(faults), round(seconds, 3))


def _read_outcome(line: str) -> Outcome:
    record = json.loads(line)
    return Outcome(record["article_id"], record["digest"], tuple(record["faults"]), record["seconds"])


if __name__ == "__main__":
    sys.exit(main())
