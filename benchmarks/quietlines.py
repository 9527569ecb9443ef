"""``python -m benchmarks.quietlines``: red lines found in reports of sport, business and technology, which have none.

Takes the folder with the corpora; codes whole reports that the reader of red lines was not trained on, in the order of
a digest of their ids, and counts the lines. ``--show`` prints each with its sentence, to the terminal alone: the
reports are other people's. A line of a state in a business report may be a true one: read before counting it as false.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from linewatch.run import load_pipeline
from linewatch.settings import read_settings

ROOT = Path(__file__).parents[1]
SECTIONS = frozenset({"sport", "business", "tech"})
MOST_CHARS = 8_000


def main() -> int:
    """Code the reports, print each line that is asked for, and the count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared", help="folder with the corpora")
    parser.add_argument("--reports", type=int, default=640)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print each line with its sentence")
    options = parser.parse_args()
    pipeline = load_pipeline(read_settings(threads=options.threads))
    drawn, found = draw(options.shared / "corpora" / "news.jsonl.gz", options.reports), 0
    for record in drawn:
        day = date.fromisoformat(record["date"][:10]) if record.get("date") else None
        for line in pipeline.code(record["text"][:MOST_CHARS], published_on=day).red_lines:
            found += 1
            if options.show:
                print(f"{record['section']} {line.score:.2f} {line.declarer.text}: {line.evidence.text}", flush=True)
    print(f"{found} red lines in {len(drawn)} reports: {1000 * found / max(len(drawn), 1):.1f} in 1,000")
    return 0


def draw(corpus: Path, most: int) -> list[dict[str, Any]]:
    """Return the first reports that are not trained on, by a digest of their ids."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        kept = [record for record in map(json.loads, lines) if is_measured(record)]
    return sorted(kept, key=lambda record: _digest("q" + record["id"]))[:most]


def is_measured(record: dict[str, Any]) -> bool:
    """Say whether a report is quiet and was not trained on (training.lines.pack.is_trained_on)."""
    return record.get("section") in SECTIONS and int(_digest(record["id"])[:8], 16) % 4 != 0


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
