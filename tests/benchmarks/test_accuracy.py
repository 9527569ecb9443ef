"""Floors: found when broken, raised when the figures rise, lowered only where the change says so."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.accuracy import (
    HELD,
    SLACK,
    Figures,
    GoldSet,
    Measured,
    find_changed,
    find_faults,
    raise_floors,
    read_floors,
    read_sets,
)
from benchmarks.documents import markdown_table, replace_part

EWT = GoldSet("EWT", "web text", "parse", "ewt.conllu", hashlib.sha256(b"gold").hexdigest())


def measured(**figures: float) -> list[Measured]:
    return [Measured(EWT, 1, 10, dict(figures))]


@pytest.mark.parametrize(
    ("floor", "words"), [({"LAS": 89.0}, []), ({"LAS": 91.0}, ["below its floor"]), ({"UAS": 1.0}, ["is not measured"])]
)
def test_a_figure_below_its_floor_is_a_fault(floor: Figures, words: list[str]) -> None:
    faults = list(find_faults(measured(LAS=90.0), {"EWT": floor}))
    assert len(faults) == len(words)
    assert all(word in fault for word, fault in zip(words, faults, strict=True))


def test_a_floor_rises_with_its_figure_and_does_not_sink() -> None:
    assert raise_floors(measured(LAS=90.0), {}, may_lower=False) == {"EWT": {"LAS": 90.0 - SLACK}}
    assert raise_floors(measured(LAS=90.0), {"EWT": {"LAS": 89.9}}, may_lower=False) == {"EWT": {"LAS": 89.9}}
    assert raise_floors(measured(LAS=90.0), {"EWT": {"LAS": 89.9}}, may_lower=True) == {"EWT": {"LAS": 90.0 - SLACK}}


def test_a_gold_file_that_is_missing_or_has_changed_is_a_fault(tmp_path: Path) -> None:
    assert "is missing" in next(find_changed([EWT], tmp_path))
    (tmp_path / "ewt.conllu").write_bytes(b"gold")
    assert list(find_changed([EWT], tmp_path)) == []
    assert "has changed" in next(find_changed([replace(EWT, sha256="0")], tmp_path))


def test_every_floor_belongs_to_a_figure_of_a_set() -> None:
    sets = {entry.name: entry for entry in read_sets()}
    floors = read_floors()
    assert set(floors) == set(sets)
    held = {name: HELD[sets[name].kind] for name in floors}
    assert {name: list(figures) for name, figures in floors.items()} == {
        name: [figure for figure in one.figures if figure not in one.less_is_more] for name, one in held.items()
    }


def test_a_table_goes_into_its_place_and_leaves_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n", encoding="utf-8")
    table = markdown_table(["what", "words"], [["ours", "\\1"]])
    assert replace_part(path, "speed", table)
    assert not replace_part(path, "taste", table)
    lines = [
        "before",
        "<!-- speed -->",
        "",
        "| what | words |",
        "| --- | ---: |",
        "| ours | \\1 |",
        "",
        "<!-- /speed -->",
    ]
    assert path.read_text(encoding="utf-8").splitlines() == [*lines, "after"]
