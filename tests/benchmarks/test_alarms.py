"""Alarms: what is said to have happened, counted by kind of text and type, and held under a ceiling."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from benchmarks.alarms import (
    FIGURE,
    GOAL,
    Coded,
    find_changed,
    make_tables,
    per_hundred,
    read_ceiling,
    save_ceiling,
    show,
)
from benchmarks.quiet import Sentence

from linewatch.records import Modality
from tests.factories import make_coded

[EVENT] = make_coded().events
SPORT = Sentence("s-1:0", "sport", "The striker shelled the goal of Varna.")


def coded(*modalities: Modality, source: str = "sport") -> Coded:
    events = tuple(replace(EVENT, event_id=f"evt_{i}", modality=kind) for i, kind in enumerate(modalities))
    return Coded(replace(SPORT, source=source), events)


def test_only_what_has_happened_is_an_alarm() -> None:
    both = coded("actual", "historical", "future", "negated", "hypothetical")
    assert [event.modality for event in both.alarms] == ["actual", "historical"]
    assert per_hundred([both, coded(), coded(), coded()]) == 50.0


def test_the_tables_count_by_kind_of_text_and_by_type() -> None:
    table = make_tables([coded("actual", "future"), coded(), coded(source="weather")])
    assert "| sport | 2 | 1 | 50.0 | 1 |" in table
    assert "| weather | 1 | 0 | 0.0 | 0 |" in table
    assert "| all | 3 | 1 | 33.3 | 1 |" in table
    assert "| ASSAULT | 1 | 33.3 | 1 |" in table
    assert SPORT.text not in table


def test_a_record_is_shown_with_its_sentence_its_words_and_its_rule() -> None:
    assert list(show(coded())) == []
    head, line = show(coded("actual"))
    assert head == "\ns-1:0 The striker shelled the goal of Varna."
    assert line == f"  ASSAULT actual “shelled” (Norland → Sudia): {EVENT.explanation}"


def test_a_corpus_that_is_missing_or_has_changed_is_a_fault(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"texts").hexdigest()
    assert "is missing" in next(find_changed({"corpus": digest}, tmp_path))
    (tmp_path / "corpus").write_bytes(b"texts")
    assert list(find_changed({"corpus": digest}, tmp_path)) == []
    assert "has changed" in next(find_changed({"corpus": "0"}, tmp_path))


def test_the_ceiling_is_kept_with_one_digit(tmp_path: Path) -> None:
    save_ceiling(7.25, tmp_path / "ceilings.json")
    assert read_ceiling(tmp_path / "ceilings.json") == 7.2
    assert (tmp_path / "ceilings.json").read_text(encoding="utf-8").startswith(f'{{"{FIGURE}"')
    assert read_ceiling() >= GOAL
