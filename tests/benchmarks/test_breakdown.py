"""The tables of the breakdown: counts, causes and ids, and never a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.accuracy import GoldSet
from benchmarks.breakdown import (
    Record,
    Told,
    break_down,
    cause_of,
    cause_table,
    construction_table,
    modality_table,
    relation_pairs,
)

from linewatch.evaluation.events import Deed
from linewatch.evaluation.relation import Ranges
from linewatch.language import load
from linewatch.records import Modality
from tests.evaluation.pipeline import FakePipeline
from tests.factories import TEXT, make_coded

CODED = make_coded()
[EVENT] = CODED.events
AID = Deed("AID", ("NOR",), ("SUD",))


def told(deed: Deed, *, form: str = "active", found: bool = False) -> Told:
    return Told(deed, form, ("main clause",), found)


def record(gold: Deed, *answered: Deed, modality: Modality = "actual") -> Record:
    events = (replace(EVENT, event_type="AID", cameo_code="070", modality=modality),)
    return Record("set-AID-0001", (told(gold),), tuple(told(deed) for deed in answered), events)


@pytest.mark.parametrize(
    ("answered", "cause"),
    [
        ([AID], None),
        ([Deed("AID", ("NOR", "FIN"), ("SUD",))], None),
        ([Deed("AID", ("SUD",), ("NOR",))], "right type, actor and recipient changed"),
        ([Deed("AID", ("FIN",), ("SUD",))], "right type, country of the actor wrong"),
        ([Deed("AID", ("NOR",), ())], "right type, country of the recipient wrong"),
        ([Deed("AID", ("FIN",), ())], "right type, country of the actor and the recipient wrong"),
        ([Deed("AID", ("NOR",), ()), Deed("AID", ("FIN",), ("SUD",))], "right type, country of the pair wrong"),
    ],
)
def test_a_cause_is_where_countries_differ(answered: list[Deed], cause: str | None) -> None:
    assert cause_of(AID, record(AID, *answered)) == cause


def test_a_cause_is_why_there_is_no_such_type() -> None:
    other = Deed("AGREE", ("NOR",), ("SUD",))
    assert cause_of(AID, record(AID, modality="future")) == "right type, under a modality that is not answered"
    assert cause_of(AID, replace(record(AID), events=())) == "nothing answered"
    assert cause_of(AID, replace(record(AID, other), events=())) == "another type"


def test_causes_stand_with_the_ids_of_their_records() -> None:
    records = [replace(record(AID), record_id=f"set-AID-000{number}", events=()) for number in (1, 2, 2)]
    assert "| nothing answered | 3 | 0001, 0002 (2) |" in cause_table(records)
    assert "records set-AID-…" in cause_table(records)


def test_our_records_are_counted_by_modality_and_change_of_type() -> None:
    changed = replace(EVENT, explanation="lexicon aid-give; future by “will”: AID becomes AGREE")
    told_as_assault = record(Deed("ASSAULT", ("NOR",), ("SUD",)))
    table = modality_table([replace(told_as_assault, events=(EVENT, changed, replace(changed, event_type="AID")))])
    assert "| actual | 1 | 1 | 100.0 |" in table
    assert "| actual, type changed | 2 | 1 | 50.0 |" in table


def test_constructions_have_recall_of_gold_and_precision_of_ours() -> None:
    sides = (told(AID, found=True), told(AID)), (told(AID, form="nominal"),)
    table = construction_table("form", ("active", "nominal", "adjective"), [Record("a", *sides)])
    assert "| active | 2 | 1 | 50.0 | 0 | 0 |  |" in table
    assert "| nominal | 0 | 0 |  | 1 | 0 | 0.0 |" in table
    assert "adjective" not in table


def test_a_set_of_events_is_broken_down_without_its_sentences(tmp_path: Path) -> None:
    gold = {"type": "ASSAULT", "source": ["NOR"], "target": ["SUD"], "event_text": "shelled"}
    lines = [{"id": "r-1", "text": TEXT, "events": [gold]}, {"id": "r-2", "text": TEXT, "events": [{"type": None}]}]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    entry = GoldSet("made up", "", "events", "gold.jsonl", "")
    pipeline = FakePipeline(load(), CODED)
    text = "\n".join(break_down(entry, tmp_path / "gold.jsonl", pipeline))
    assert "### made up" in text
    assert "| ASSAULT | 100.0 | 100.0 | 100.0 | 1 | 1 | 1 |" in text
    assert "| active | 1 | 1 | 100.0 | 1 | 1 | 100.0 |" in text
    assert not any(word in text for word in ("Norland", "shelled", "Varna"))


class FakeJudge(FakePipeline):
    """A pipeline that takes every pair for an accusation."""

    def relate(self, text: str, source_spans: Ranges, target_spans: Ranges) -> Mapping[str, float]:
        """Return one certain class."""
        assert text and not source_spans and not target_spans
        return {"ACCUSE": 1.0}


def test_a_set_of_relations_has_its_classes_confused(tmp_path: Path) -> None:
    lines = [{"id": n, "text": "Norland thanked Sudia.", "root": root} for n, root in enumerate(["SUPPORT", "ACCUSE"])]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    pairs = list(relation_pairs(tmp_path / "gold.jsonl", FakeJudge(load())))
    assert pairs == [(("SUPPORT",), ("ACCUSE",)), (("ACCUSE",), ("ACCUSE",))]
