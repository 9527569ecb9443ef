"""Sentences of real reports as questions: which reports, what a person found in them, what stands beside ours."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from training.lines.markup import parse_line
from training.lines.reports import draw_political, is_held
from training.lines.schema import NO, YES, no_line
from training.lines.verdicts import VERDICTS, digest, judge, read_verdicts
from training.readers.pieces import Pieces
from training.roles.examples import Example

_ZERO = np.zeros(1, np.int32)


def test_reports_of_sport_machines_and_double_ones_are_not_drawn(tmp_path: Path) -> None:
    from training.lines import reports

    for name in reports.CORPORA:
        records = [
            {"id": f"{name}-1", "origin": "BBC news"},
            {"id": f"{name}-2", "section": "sport", "origin": "BBC news"},
            {"id": f"{name}-3", "synthetic": True, "origin": "BBC news"},
            {"id": f"{name}-4", "dup_of": "other", "origin": "BBC news"},
            {"id": f"{name}-5", "political": 0, "origin": "BBC news"},
            *([{"id": "news-6", "origin": "PolNeAR dev"}] if name == "news" else []),
        ]
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
    assert [record["id"] for record in draw_political(tmp_path)] == [f"{name}-1" for name in reports.CORPORA]


def test_about_one_of_four_reports_is_held() -> None:
    assert 15 < sum(is_held({"id": f"r{number}"}) for number in range(100)) < 35


def test_a_verdict_makes_a_sentence_a_line_or_leaves_it_out(tmp_path: Path) -> None:
    told = tmp_path / "mined.tsv"
    told.write_text("".join(f"{digest(text)}\t{text}\n" for text in ("One.", "Two.", "Three.")), encoding="utf-8")
    pieces = Pieces(_ZERO, _ZERO, _ZERO, _ZERO)
    examples = [Example("a", pieces, (no_line((0,)), no_line((1,)))), Example("b", pieces, (no_line((0,)),))]
    verdicts = {digest("One."): "doubt", digest(" Two.\n"): "yes"}
    assert [[q.classes for q in example.questions] for example in judge(examples, told, verdicts)] == [
        [{"line": YES}],
        [{"line": NO}],
    ]
    assert [example.name for example in judge(examples, told, {digest("Three."): "doubt"})] == ["a"]


def test_the_verdicts_hold_digests_alone() -> None:
    verdicts = read_verdicts()
    assert set(verdicts.values()) <= {"yes", "doubt"}
    assert all(len(name) == 16 and int(name, 16) >= 0 for name in verdicts)
    assert len(verdicts) == sum(not line.startswith("#") for line in VERDICTS.read_text("utf-8").splitlines())


def test_a_passage_of_ours_stands_beside_sentences_of_a_report() -> None:
    mine = pytest.importorskip("training.lines.mine")
    passage = parse_line(
        "<decl>Chad</decl> calls <trig>a wall</trig> a red line. || declaration deterrent COERCE red_line - - -"
    )
    texts = {mine.splice(passage, ["It rained."], np.random.default_rng(seed)).text for seed in range(20)}
    assert texts == {
        "It rained. Chad calls a wall a red line.",
        "Chad calls a wall a red line. It rained.",
        "It rained. Chad calls a wall a red line. It rained.",
    }
