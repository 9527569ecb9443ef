"""Which reports count as quiet, and in which order they are drawn."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.quietlines import draw, is_measured


def test_only_quiet_sections_that_were_not_trained_on_are_measured() -> None:
    records = [
        {"id": f"r{number}", "section": section}
        for number in range(40)
        for section in ("sport", "business", "politics")
    ]
    kept = [record for record in records if is_measured(record)]
    assert {record["section"] for record in kept} == {"sport", "business"}
    assert 40 < len(kept) < 80


def test_reports_are_drawn_in_the_same_order(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": f"r{number}", "section": "business"}) + "\n" for number in range(9))
    drawn = [record["id"] for record in draw(path, 4)]
    assert len(drawn) == 4
    assert drawn == [record["id"] for record in draw(path, 9)][:4]
