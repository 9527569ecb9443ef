"""``python -m benchmarks.throughput``: how fast, how soon, how large; beside spaCy on the same texts in the same run.

Takes a corpus of news; gives Markdown tables. ``--write`` puts them into docs/benchmarks.md. The command is timed as a
user runs it, as a process of its own; the stages are timed inside one process. It takes two or three minutes on an idle
machine; ``--memory 20000`` codes that many reports in one process besides, which takes many more.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.corpora import ROOT, SHARED, corpus_articles, write_sample
from benchmarks.documents import markdown_table, replace_part
from benchmarks.spacy_baseline import make_baseline, time_baseline
from benchmarks.stages import Clock, time_stages
from linewatch.run import load_pipeline
from linewatch.settings import read_settings

DOCUMENT = ROOT / "docs" / "benchmarks.md"
WAYS = {
    "one thread": ("--threads", "1"),
    "two threads": ("--threads", "2"),
    "two processes": ("--threads", "2", "--workers", "2"),
}
"""How the command is run, by the name of the row."""
REPORT_WORDS = 350
"""Words of a report of news, to tell how many of them a second are coded."""
FEW = 60
"""Articles that the yardstick is trained on."""
LANGUAGE = ("tokenise", "sentences", "pieces and decoding", "encoder", "lemmas")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command."""

    seconds: float
    peak_mib: float


def main() -> int:
    """Measure everything and print it; return 1 where memory grows with the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpora" / "news.jsonl.gz")
    parser.add_argument("--articles", type=int, default=60, help="articles of the corpus, evenly spread")
    parser.add_argument("--memory", type=int, default=0, help="articles for the test of memory; 0 leaves it out")
    parser.add_argument("--memory-corpus", type=Path, default=SHARED / "corpora" / "reuters21578.jsonl.gz")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {DOCUMENT.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.jsonl"
        words = write_sample(options.corpus, sample, step=10, limit=options.articles)
        parts = [f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors; {words:,} words."]
        parts.append(command_table(sample, words, Path(folder)))
        _, clock = time_stages(sample, read_settings(threads=1))
        parts.append(stage_table(words, clock))
        parts.append(spacy_table(sample, words, clock))
    status = 0
    if options.memory:
        table, status = memory_table(options.memory_corpus, options.memory)
        parts.append(table)
    text = "\n\n".join(parts)
    print(text)
    if options.write:
        replace_part(DOCUMENT, "throughput", text)
    return status


def command_table(sample: Path, words: int, folder: Path) -> str:
    """Return start-up, speed and peak memory of `linewatch code`."""
    tiny = folder / "tiny.txt"
    tiny.write_text("Guards on both banks of the river held their fire on Monday.\n", encoding="utf-8")
    rows = []
    for name, options in WAYS.items():
        start, run = best_run(tiny, options, of=2), best_run(sample, options, of=2)
        speed = words / (run.seconds - start.seconds)
        cells = [name, f"{start.seconds:.2f}", f"{speed:,.0f}", f"{speed / REPORT_WORDS:.1f}", f"{run.peak_mib:.0f}"]
        rows.append(cells)
    after = ["words a second after it", f"reports of {REPORT_WORDS} words", "peak memory of a process, MiB"]
    return markdown_table(["`linewatch code`", "start-up, s", *after], rows)


def best_run(source: Path, options: Sequence[str], *, of: int) -> Run:
    """Return the fastest of some runs: what else the machine does makes them slower and never faster."""
    return min((run_command(source, options) for _ in range(of)), key=lambda run: run.seconds)


def run_command(source: Path, options: Sequence[str]) -> Run:
    """Return what one run of `linewatch code` took."""
    command = [sys.executable, "-m", "linewatch", "--quiet", "code", str(source), *options]
    started = perf_counter()
    process = subprocess.Popen([*command, "--format", "jsonl", "--out", os.devnull])
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(perf_counter() - started, usage.ru_maxrss / 1024)


def stage_table(words: int, clock: Clock) -> str:
    """Return what each stage takes of the processor's time, on one thread."""
    rows = [
        [name, f"{1e6 * seconds / words:.1f}", f"{100 * seconds / clock.total_s:.1f}"]
        for name, seconds in clock.seconds.items()
    ]
    rows.append(["all", f"{1e6 * clock.total_s / words:.1f}", "100.0"])
    return markdown_table(["stage, one thread", "µs of the processor a word", "%"], rows)


def spacy_table(sample: Path, words: int, clock: Clock) -> str:
    """Return the speed of our language stages, and of all stages, beside the yardstick's: raw text, one thread each."""
    settings = read_settings(threads=1)
    texts = [article.text for article in corpus_articles([str(sample)], settings)]
    nlp = load_pipeline(settings).nlp
    baseline = make_baseline([nlp(text) for text in texts[:FEW]])
    ours = sum(clock.seconds[name] for name in LANGUAGE)
    rows = [
        ["`linewatch.load()`: tags, features, trees, names, lemmas", f"{words / ours:,.0f}", "1.00", ""],
        ["`linewatch code`: all of the coding", f"{words / clock.total_s:,.0f}", "", "1.00"],
    ]
    for what, without in (("tags, trees, names", []), ("tags, trees", ["ner"])):
        theirs = time_baseline(baseline, texts, without=without)
        name = f"spaCy, CNN of en_core_web_sm's size: {what}"
        rows.append([name, f"{words / theirs:,.0f}", f"{theirs / ours:.2f}", f"{theirs / clock.total_s:.2f}"])
    ratios = ["language : its", "all of the coding : its"]
    return markdown_table(["one thread", "words a second of the processor", *ratios], rows)


def memory_table(corpus: Path, articles: int) -> tuple[str, int]:
    """Return memory and speed after each of some numbers of articles, coded by one process, and its exit code."""
    command = [sys.executable, "-m", "benchmarks.memory", str(corpus), "--articles", str(articles)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    marks = dict(_mark(line.split()) for line in done.stdout.splitlines())
    first, whole, *_ = wanted = sorted(marks.keys() & {100, 1_000, 2_000, 5_000, 10_000, articles})
    least_mib, least_us = marks[whole][0], marks[first][1]
    rows = [
        [f"{number:,}", f"{mib:.0f}", f"{mib / least_mib:.3f}", f"{word_us:.0f}", f"{word_us / least_us:.3f}"]
        for number, (mib, word_us) in ((number, marks[number]) for number in wanted)
    ]
    heads = ["resident memory, MiB", f"ratio to {whole:,}", "µs of the processor a word so far", f"ratio to {first:,}"]
    return markdown_table(["articles coded", *heads], rows), done.returncode


def _mark(cells: Sequence[str]) -> tuple[int, tuple[float, float]]:
    return int(cells[0]), (float(cells[1]), float(cells[2]))


if __name__ == "__main__":
    sys.exit(main())
