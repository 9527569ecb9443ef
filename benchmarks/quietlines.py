"""``python -m benchmarks.quietlines``: red lines found in reports of sport, business and technology, which have none.

Takes the folder with the corpora; codes whole reports that the reader of red lines was not trained on, in the order of
a digest of their ids, and counts the lines. Half of the reports are the BBC's of sport, business and technology, half
are Reuters's of trade and companies. ``--political`` takes reports of politics and conflict instead, and ``--unseen``
those of news agencies, none of which it has read; a few of these do declare lines. ``--show`` prints each with its
sentence, to the terminal alone: the reports are other people's. A line of a state in a business report may be a true
one: read before counting it as false.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from training.lines.reports import UNSEEN, draw_political, is_held, is_trained_on, read_news

from linewatch.run import load_pipeline
from linewatch.settings import read_settings

ROOT = Path(__file__).parents[1]
SECTIONS = frozenset({"sport", "business", "tech"})
TRADE = "reuters21578"
"""A corpus of business news; those of its reports that may be of politics are told apart."""
MOST_CHARS = 8_000


def main() -> int:
    """Code the reports, print each line that is asked for, and the count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", help="folder with the corpora")
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--threads", type=int, default=2)
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--political", action="store_true", help="reports of politics and conflict")
    kinds.add_argument("--unseen", action="store_true", help="reports of agencies, none like them trained on")
    parser.add_argument("--show", action="store_true", help="print each line with its sentence")
    options = parser.parse_args()
    pipeline = load_pipeline(read_settings(threads=options.threads))
    corpora = options.shared / "corpora"
    reports: Iterable[dict[str, Any]]
    if options.unseen:
        reports = read_news(corpora / f"{UNSEEN}.jsonl.gz")
    else:
        reports = filter(is_held, draw_political(corpora)) if options.political else quiet_reports(corpora)
    drawn, found = in_order(reports)[: options.reports], 0
    for record in drawn:
        day = _day(record.get("date") or "")
        for line in pipeline.code(record["text"][:MOST_CHARS], published_on=day).red_lines:
            found += 1
            if options.show:
                told = f"{line.declarer.text}: {line.evidence.text} ({line.explanation})"
                print(record["id"], " ".join(told.split()), flush=True)
    print(f"{found} red lines in {len(drawn)} reports: {1000 * found / max(len(drawn), 1):.1f} in 1,000")
    return 0


def quiet_reports(corpora: Path) -> Iterator[dict[str, Any]]:
    """Yield the quiet reports that are not trained on, and as many of trade."""
    sections = [
        record
        for record in read_news(corpora / "news.jsonl.gz")
        if record.get("section") in SECTIONS and not is_trained_on(record)
    ]
    trade = (record for record in read_news(corpora / f"{TRADE}.jsonl.gz") if not record["political"])
    yield from sections
    yield from in_order(trade)[: len(sections)]


def in_order(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return reports by a digest of their ids."""
    return sorted(records, key=lambda record: _digest("q" + record["id"]))


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:  # some corpora tell the year alone, or words
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
