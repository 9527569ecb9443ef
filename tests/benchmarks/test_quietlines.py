"""Which reports are measured, and in which order they are drawn."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.quietlines import in_order, quiet_reports


def test_only_quiet_sections_that_were_not_trained_on_are_measured_always_in_the_same_order(tmp_path: Path) -> None:
    sections = ("sport", "business", "politics")
    records = [{"id": f"r{number}{section}", "section": section} for number in range(40) for section in sections]
    _write(tmp_path / "news.jsonl.gz", records)
    _write(tmp_path / "reuters21578.jsonl.gz", [])
    kept = list(quiet_reports(tmp_path))
    assert {record["section"] for record in kept} == {"sport", "business"}
    assert 40 < len(kept) < 80
    assert in_order(reversed(kept)) == in_order(kept)


def test_as_many_reports_of_trade_are_measured_and_none_of_politics(tmp_path: Path) -> None:
    _write(tmp_path / "news.jsonl.gz", [{"id": f"s{number}", "section": "sport"} for number in range(20)])
    _write(tmp_path / "reuters21578.jsonl.gz", [{"id": f"t{n}", "political": n % 2} for n in range(60)])
    kept = list(quiet_reports(tmp_path))
    trade = [record for record in kept if record["id"].startswith("t")]
    assert len(trade) == len(kept) - len(trade) > 0
    assert all(record["political"] == 0 for record in trade)


def _write(path: Path, records: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
