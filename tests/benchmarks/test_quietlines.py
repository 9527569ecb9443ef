"""Which reports are measured, and in which order they are drawn."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.quietlines import in_order, quiet_reports


def test_only_quiet_sections_that_were_not_trained_on_are_measured_always_in_the_same_order(tmp_path: Path) -> None:
    sections = ("sport", "business", "politics")
    records = [{"id": f"r{number}{section}", "section": section} for number in range(40) for section in sections]
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    kept = list(quiet_reports(tmp_path))
    assert {record["section"] for record in kept} == {"sport", "business"}
    assert 40 < len(kept) < 80
    assert in_order(reversed(kept)) == in_order(kept)
