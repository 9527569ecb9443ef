"""Articles to measure on: those of corpora in JSON lines, and our own, always in the same order."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from linewatch.ingest import read_articles
from linewatch.records import Article
from linewatch.settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def own_articles(settings: Settings) -> Iterator[Article]:
    """Yield the demonstration's reports and the articles of the golden tests."""
    demo = str(files("linewatch").joinpath("data/demo/reports.jsonl"))
    golden = sorted(str(path) for path in (ROOT / "tests" / "golden" / "articles").glob("*.txt"))
    yield from corpus_articles([demo, *golden], settings)


def corpus_articles(paths: list[str], settings: Settings) -> Iterator[Article]:
    """Yield the articles of files; what cannot be read is passed over, as its rejection is another matter."""
    for item in read_articles(paths, settings=settings):
        if isinstance(item, Article):
            yield item


def real_records(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a corpus that were not written by a machine."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record.get("synthetic"):
                yield record


def write_sample(corpus: Path, target: Path, *, step: int, limit: int) -> int:
    """Write every so many-th real record of a corpus as JSON lines; return how many words their texts have."""
    words = 0
    with target.open("w", encoding="utf-8") as stream:
        for record in islice(real_records(corpus), 0, step * limit, step):
            kept = {key: record[key] for key in ("id", "title", "text", "date") if record.get(key)}
            stream.write(json.dumps(kept, ensure_ascii=False) + "\n")
            words += len(record["text"].split())
    return words
