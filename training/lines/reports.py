"""Which reports of others the reader of red lines learns from, and which measure it. Takes corpora, gives records.

Reports of sport, show business, technology and trade are quiet: one of four is trained on. Of reports that may be of
politics three of four are, and one is held for measuring; one corpus only measures.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

QUIET: Final = frozenset({"sport", "entertainment", "tech", "business"})
CORPORA: Final = {
    "wikinews": 300, "conflict_samples": 200, "news": 2_000, "reuters21578": 700, "bbc_news": 300, "insightcrime": 700,
    "un_general_debate": 400,
}  # fmt: skip
"""How many reports of politics are read of each corpus at most."""
UNSEEN: Final = "te3_silver"
"""A corpus of agencies' reports whose terms do not let weights learn from it: it measures alone."""
_ORIGINS: Final = ("BBC", "Giveme5W1H", "GUM")
"""The parts of the mixed corpus that are read: of the others the terms are not stated, or they measure something."""
MOST_CHARS: Final = 8_000
"""What is read of a report of politics."""
_QUIET_PART: Final = 4
_HELD_PART: Final = 4
_TOGETHER: Final = 12


def read_news(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the reports of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_quiet(record: dict[str, Any]) -> bool:
    """Say whether a report is of a kind that declares no red lines."""
    return record.get("section") in QUIET


def is_trained_on(record: dict[str, Any]) -> bool:
    """Say whether a quiet report is one of those that are trained on; the others are for measuring."""
    return int(_digest(record["id"])[:8], 16) % _QUIET_PART == 0


def draw_political(corpora: Path) -> Iterator[dict[str, Any]]:
    """Yield real reports that may be of politics, of each corpus so many, in an order that is always the same."""
    for name, most in CORPORA.items():
        records = [record for record in read_news(corpora / f"{name}.jsonl.gz") if _is_political(record, name)]
        yield from sorted(records, key=lambda record: _digest(record["id"])[:16])[:most]


def draw_newswire(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of CoNLL-2003's training set, so many that follow each other as one report."""
    lines = (gold / "ner_conll2003" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    for start in range(0, len(texts), _TOGETHER):
        yield {"id": f"conll-{start}", "text": " ".join(texts[start : start + _TOGETHER])}


def draw_named(corpora: Path, names: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the reports with these ids."""
    for name in CORPORA:
        yield from (record for record in read_news(corpora / f"{name}.jsonl.gz") if record["id"] in names)


def is_held(record: Mapping[str, Any]) -> bool:
    """Say whether a report of politics is one of those that are kept for measuring."""
    return int(_digest(f"held {record['id']}")[:8], 16) % _HELD_PART == 0


def _is_political(record: Mapping[str, Any], corpus: str) -> bool:
    if corpus == "news" and not record["origin"].startswith(_ORIGINS):
        return False
    is_apart = record.get("synthetic") or record.get("dup_of") or record.get("section") in QUIET
    return not is_apart and record.get("political", 1) == 1 and record.get("politics", 1) == 1


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
